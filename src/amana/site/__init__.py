"""Builds her site: a folder of static files that any server can serve, and a small server for it."""

from amana.site.folder import build
from amana.site.instance import Instance
from amana.site.serve import application

__all__ = ["Instance", "application", "build"]
