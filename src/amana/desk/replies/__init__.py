"""Replies: what the desk writes to her mailbox, sealed to her alone (P1)."""
