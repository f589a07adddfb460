"""Downloading sources: what may be reached, how it is asked for, and what is kept of it."""
