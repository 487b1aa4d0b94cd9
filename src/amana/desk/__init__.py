"""The desk: private, inside the organisation's walls, and it always dials out (design §2, §5)."""
