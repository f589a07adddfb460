"""Signs that show otherwise than the letters in a file: symbols, raised figures, formulas."""
