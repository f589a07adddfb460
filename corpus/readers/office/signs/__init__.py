"""Signs of office files that stand otherwise than the letters in them: symbols, raised figures, formulas."""
