"""What locks: receipt keys, envelopes, certificates, the directory (protocol §2, §4, §7)."""
