"""Passphrases and invitation codes: eight words that a machine drew, 80 bits; and fingerprints in
the same words.
"""

import secrets
from collections.abc import Sequence
from functools import cache
from typing import Final

from django.conf import settings

from amana.errors import AmanaError
from amana.seal.age_keys import recipient_point
from amana.seal.receipt import LIST_LENGTH, fingerprint

WORDS: Final = 8  # of 1,024: 80 bits, more than the 77 that are asked for
_LATIN: Final = "en"


class NoWordsError(AmanaError):
    """The list of everyday words is missing or incomplete, so no passphrase can be drawn. Nothing
    was changed. Install the country pack again.
    """


@cache
def words(language: str) -> Sequence[str]:
    """The pack's 1,024 words of a language, or the ones in Latin letters. Raises NoWordsError."""
    folder = settings.AMANA.pack / "words"
    path = folder / f"{language}.txt"
    try:
        found = (path if path.exists() else folder / f"{_LATIN}.txt").read_text("utf-8").split("\n")
    except OSError as error:
        raise NoWordsError from error
    listed = tuple(word.strip() for word in found if word.strip())
    if len(set(listed)) != LIST_LENGTH:
        raise NoWordsError
    return listed


def draw(language: str) -> str:
    """Eight words joined by spaces."""
    listed = words(language)
    return " ".join(secrets.choice(listed) for _ in range(WORDS))


def shown_fingerprint(recipient: str, language: str) -> list[str]:
    """Eight words by which two people compare a recipient, in person (protocol §7)."""
    listed = words(language)
    return [listed[index] for index in fingerprint(recipient_point(recipient))]
