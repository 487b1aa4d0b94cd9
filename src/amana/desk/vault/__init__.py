"""The vault: her files, sealed, never decoded (P2, P10)."""
