"""Colours, type and drawings of her site; `tokens.css` is the desk's as well."""

import re
from importlib.resources import files

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,]) ?")


def read(name: str) -> str:
    """One file of this folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def style() -> str:
    """Tokens and page style as they are inlined: without comments and needless space."""
    css = COMMENT.sub("", read("tokens.css") + read("site.css"))
    return AROUND.sub(r"\1", SPACE.sub(" ", css)).replace(";}", "}").strip()


def drawings() -> str:
    """The line drawings as SVG symbols: cup, door, phone, list, turn."""
    return read("drawings.svg").strip()
