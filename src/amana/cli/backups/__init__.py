"""Backups of the desk: sealed on the way out, in two files of different lives (P2, P5, P8)."""
