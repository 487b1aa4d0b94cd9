"""Every test of the audit on both databases."""

from tests.desk.both_databases import desk

__all__ = ["desk"]
