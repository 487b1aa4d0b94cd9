"""Template filters of the cases room."""
