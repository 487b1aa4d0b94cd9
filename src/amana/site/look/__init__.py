"""Colours, type and drawings of her site; `tokens.css` is the desk's as well."""

import re
from collections.abc import Iterable
from importlib.resources import files

from amana.packs.language import Language

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,]) ?")


def read(name: str) -> str:
    """One file of this folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def style(languages: Iterable[Language]) -> str:
    """Tokens and page style as they are inlined, with the line height of each language."""
    heights = "".join(
        f"body:lang({o.code}) {{ line-height: {o.line_height:g}; }}" for o in languages
    )
    css = COMMENT.sub("", read("tokens.css") + read("site.css") + heights)
    return AROUND.sub(r"\1", SPACE.sub(" ", css)).replace(";}", "}").strip()


def drawings() -> str:
    """The line drawings as SVG symbols: cup, door, phone, list, turn."""
    return read("drawings.svg").strip()
