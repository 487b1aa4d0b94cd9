"""The whole of Amana on one machine, for trying it: loopback only, marked everywhere, refused in live mode (P12)."""
