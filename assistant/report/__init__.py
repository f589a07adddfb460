"""The report: figures are compiled from the index and its surroundings, then written as a page."""
