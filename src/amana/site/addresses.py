"""Where each page lies: names that say nothing in any language, the same in every build (P3)."""

import hashlib
from typing import Final

from amana.packs.guides.library import Library
from amana.packs.language import Language
from amana.packs.pack import Pack

# No vowels, no look-alikes: no name can be a word, and it can be read out.
LETTERS: Final = "bcdfghjkmnpqrstvwxz"
SIGNS: Final = LETTERS + "23456789"
DIGITS: Final = SIGNS[len(LETTERS) :]
LEAVE: Final = "x.html"
DESKS: Final = "desks"  # not an address: what the page's name is made from


class Addresses:
    """Names of all pages of a pack, relative to the site's folder."""

    def __init__(self, pack: Pack, library: Library) -> None:
        self._guides: dict[tuple[str, str], str] = {}
        taken: set[str] = set()
        for id in (DESKS, *library.table.ids()):
            for code in pack.codes:
                self._guides[id, code] = _name(f"{pack.country}/{id}/{code}", taken)
                taken.add(self._guides[id, code])

    @staticmethod
    def home(language: Language) -> str:
        return f"{language.address}.html"

    def guide(self, id: str, code: str) -> str:
        return f"{self._guides[id, code]}.html"

    def desks(self, code: str) -> str:
        return self.guide(DESKS, code)

    def recording(self, content: bytes) -> str:
        return f"r/{hashlib.sha256(content).hexdigest()[:16]}.opus"


def data_of(address: str) -> str:
    """The JSON file beside a page."""
    return address.removesuffix(".html") + ".json"


def _name(label: str, taken: set[str]) -> str:
    """A letter, a digit and two signs drawn from the digest of `label`; the next ones when these are taken."""
    digest = hashlib.sha256(f"amana-guide/1/{label}".encode()).digest()
    for at in range(len(digest) - 4):
        part = digest[at : at + 4]
        alphabets = (LETTERS, DIGITS, SIGNS, SIGNS)
        name = "".join(signs[n % len(signs)] for signs, n in zip(alphabets, part, strict=True))
        if name not in taken:
            return name
    raise ValueError(label)  # cannot be: 28 tries among 100,000 names
