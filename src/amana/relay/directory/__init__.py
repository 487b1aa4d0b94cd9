"""The signed directory of desks: stored after checking, served exactly as signed."""
