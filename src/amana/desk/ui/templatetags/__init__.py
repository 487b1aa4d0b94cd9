"""Template tags that every page of the desk has without loading them."""
