"""Messages are made in English, and translated where a person reads them."""
