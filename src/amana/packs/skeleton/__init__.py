"""Writes the skeleton of another country's pack: what is the same everywhere is copied, what belongs to a country is empty."""

from amana.packs.skeleton.new import PackExists, new_pack

__all__ = ["PackExists", "new_pack"]
