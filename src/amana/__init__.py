"""Amana: the whole response to blackmail with private pictures, kept safe from first word to last."""

__version__ = "0.1.0"
