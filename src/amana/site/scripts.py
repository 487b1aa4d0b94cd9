"""The built scripts of her pages, as `client/build.mjs` writes and names them."""

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True)
class Script:
    """One script: its address, relative to the site's folder, and its subresource integrity (`sha384-…`)."""

    address: str
    integrity: str


def folder() -> Traversable:
    """Where the scripts and their manifest lie."""
    return files("amana.site") / "static" / "client"


def first() -> Script:
    """The small script of the first page; it loads the others when she wants them."""
    entry = json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))["scripts"]["site"]
    return Script(f"client/{entry['file']}", entry["integrity"])
