"""Writes the vectors that the Python and the TypeScript tests both read: `python -m
vectors.generators`.
"""
