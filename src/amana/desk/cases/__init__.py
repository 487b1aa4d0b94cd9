"""Cases: one secret each, records sealed under it, and walls that are made of keys (P2, P4)."""
