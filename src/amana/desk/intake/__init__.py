"""Intake: collects sealed envelopes from the relay, and opens them with an officer's key (P2, P5)."""
