"""Fingerprints as eight everyday words, to be read aloud by two people who sit together (protocol §7)."""

import re
import unicodedata
from pathlib import Path
from typing import Final

from amana.errors import AmanaError
from amana.packs.pack import Pack, load
from amana.seal.receipt import LIST_LENGTH, fingerprint

_SEPARATORS: Final = re.compile(r"[,،؛;\n]")
_LENGTHS: Final = (3, 2, 1)  # words of one thing
IRAQ: Final = Path(__file__).resolve().parents[4] / "packs" / "iq"


class NoSuchLanguageError(AmanaError):
    """The country pack has no word list in this language. Nothing was done. Choose one of its languages, such as ar, ckb or en."""


class UnknownWordsError(AmanaError):
    """Some of these are not words of the list in this language. Nothing was sent. Compare each one with what was written down."""


class WordList:
    """The 1,024 words of one language, by index."""

    def __init__(self, listed: tuple[str, ...]) -> None:
        if len(listed) != LIST_LENGTH:
            raise NoSuchLanguageError
        self._listed = listed

    @classmethod
    def of(cls, language: str, folder: Path = IRAQ) -> "WordList":
        """Raises NoSuchLanguageError."""
        file = folder / "words" / f"{language}.txt"
        if not language.isalpha() or not file.is_file():
            raise NoSuchLanguageError
        return cls(tuple(file.read_text("utf-8").split("\n")[:LIST_LENGTH]))

    def words(self, indices: tuple[int, ...]) -> list[str]:
        """The words of these indices."""
        return [self._listed[index] for index in indices]

    def indices(self, text: str) -> tuple[int, ...]:
        """The indices of words as they were typed: a comma or line between them, or spaces only.

        Some things have two words; between spaces the longest that fits is taken. Raises UnknownWordsError.
        """
        known = {_plain(word): index for index, word in enumerate(self._listed)}
        found: list[int] = []
        for piece in _SEPARATORS.split(text):
            typed = _plain(piece).split()
            while typed:
                length = next((n for n in _LENGTHS if " ".join(typed[:n]) in known), 0)
                if not length:
                    raise UnknownWordsError
                found.append(known[" ".join(typed[:length])])
                del typed[:length]
        return tuple(found)

    def fingerprint(self, key: bytes) -> list[str]:
        """Eight words for a raw public key of 32 bytes."""
        return self.words(fingerprint(key))


def pack(folder: Path = IRAQ) -> Pack:
    """The country pack. Raises PackFault."""
    return load(folder)


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word.casefold()).split())
