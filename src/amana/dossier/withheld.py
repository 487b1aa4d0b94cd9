"""Her name and address are left out: every text of a snapshot is looked through before it is printed.

What is withheld is handed over for this one look and kept nowhere.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from amana.dossier.rows import Line, Quote, Translation
from amana.dossier.snapshot import Snapshot

SHORTEST: Final = 3  # letters; shorter names stand inside half of all words
_SIGNS: Final = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u2060-\u2069\u202a-\u202e]")
_ONE_LETTER: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
    }
)


def places(snapshot: Snapshot, withheld: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Where something withheld stands, and whether it stands in verbatim words, which may not be changed."""
    wanted = [_plain(each) for each in withheld if len(_plain(each)) >= SHORTEST]
    for where, verbatim, text in _texts(snapshot, "", verbatim=False):
        plain = _plain(text)
        if any(each in plain for each in wanted):
            yield where, verbatim


def _plain(text: str) -> str:
    """Without vowel signs and unseen characters, in one case, letters that are written for one another as one."""
    return " ".join(_SIGNS.sub("", text).casefold().translate(_ONE_LETTER).split())


def _texts(value: Any, where: str, *, verbatim: bool) -> Iterator[tuple[str, bool, str]]:
    """Each text with its place, such as "statement 3 text"."""
    if isinstance(value, str):
        yield where, verbatim, value
    elif isinstance(value, tuple):
        for position, each in enumerate(value, 1):
            yield from _texts(each, f"{where} {position}", verbatim=verbatim)
    elif is_dataclass(value):
        for field in fields(value):
            words = isinstance(value, (Quote, Line, Translation)) and field.name == "text"
            yield from _texts(
                getattr(value, field.name), f"{where} {field.name}".strip(), verbatim=words
            )
