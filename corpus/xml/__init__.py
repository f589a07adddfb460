"""XML: what a file is by its root element, and its tree, read without entities."""
