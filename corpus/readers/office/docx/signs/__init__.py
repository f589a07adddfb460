"""Signs of Word that are no letters of its text: numbers."""
