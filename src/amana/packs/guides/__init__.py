"""Guides of a country pack: small Markdown, read into plain elements and checked in all languages at once (P12)."""

from amana.packs.guides.elements import Guide
from amana.packs.guides.library import Library, examine, read_library

__all__ = ["Guide", "Library", "examine", "read_library"]
