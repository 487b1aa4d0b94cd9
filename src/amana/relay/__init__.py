"""The relay: a public Django site that holds ciphertext and cannot read it (P1, P5, P7)."""
