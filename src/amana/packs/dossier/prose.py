"""Sentences of a dossier's texts in every language, none too long to be read aloud in a court, none with a picture or markup."""

import re
from typing import Final

from amana.packs import toml

GAP: Final = re.compile(r"[{}]")
ID: Final = re.compile(r"[a-z][a-z0-9-]*")
REFUSED: Final = (
    (re.compile(r"[!！]"), "exclamation marks are not used"),
    (re.compile(r"[<>`\\\[\]*#]"), "markup and pictures are not used; write plain words"),
    (re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f]"), "holds a mark that turns text round"),
)


def prose(
    row: toml.Fields, name: str, languages: tuple[str, ...], *, words: int, gaps: bool = False
) -> dict[str, str]:
    """One text for each language, of at most so many words; with `gaps`, it may hold `{names}` to fill. Raises PackFault."""
    found = row.texts(name, languages)
    for code, text in found.items():
        for pattern, what in REFUSED:
            if pattern.search(text):
                raise row.fault(f"{name}.{code}", what)
        if not gaps and GAP.search(text):
            raise row.fault(f"{name}.{code}", "has no gaps to fill here")
        if len(text.split()) > words:
            raise row.fault(f"{name}.{code}", f"has {len(text.split())} words; at most {words}")
    return found


def read_id(row: toml.Fields, taken: set[str]) -> str:
    """Raises PackFault when it is not small letters, digits and hyphens, or stands above."""
    id = row.text("id")
    if not ID.fullmatch(id) or id in taken:
        raise row.fault("id", "is small letters, digits and hyphens, and stands once")
    return id
