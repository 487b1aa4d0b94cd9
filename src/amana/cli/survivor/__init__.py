"""A second client of the protocol, for tests, synthetic use and people who audit it (docs/protocol.md §10)."""
