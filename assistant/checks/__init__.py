"""Checks: what a text from elsewhere quotes and cites, held against the documents of the index."""
