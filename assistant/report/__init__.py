"""The report: figures are gathered from the index and its surroundings, then written as a page."""
