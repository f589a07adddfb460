"""What a PDF says of itself, read with pypdf. What it draws is read with pdfium."""
