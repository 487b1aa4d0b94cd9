"""How dates, numbers and foreign names are shown: in the reader's language, and harmless."""

import unicodedata
from datetime import date, datetime
from typing import Final

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal
from django.utils import timezone

LOCALES: Final = {"ar": "ar_IQ", "ckb": "ckb_IQ", "en": "en_GB"}
ISOLATE_FIRST: Final = "\u2068"
ISOLATE_LEFT: Final = "\u2066"
ISOLATE_END: Final = "\u2069"
_NAME_LENGTH: Final = 80  # letters; the end with the file's kind is kept
_KEPT_END: Final = 16
_STEERING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
# Babel writes dates with Latin digits in every language.
_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_JOINER: Final = "\u200c"  # Sorani and Persian need it; it steers nothing


def day(value: date, language: str) -> str:
    """A day in words: Django's own names are wrong for Sorani and for Iraqi Arabic."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return in_digits(format_date(value, "d MMMM y", locale=LOCALES[language]), language)


def moment(value: datetime, language: str) -> str:
    """A day and the time of it, in the desk's time zone."""
    comma = "," if language == "en" else "،"
    pattern = f"d MMMM y{comma} HH:mm"
    shown = format_datetime(timezone.localtime(value), pattern, locale=LOCALES[language])
    return in_digits(shown, language)


def clock(value: datetime, language: str) -> str:
    """The time of day alone."""
    shown = format_time(timezone.localtime(value), "HH:mm", locale=LOCALES[language])
    return in_digits(shown, language)


def number(value: float, language: str) -> str:
    """A number in running text, in the digits of the language."""
    return in_digits(
        format_decimal(value, locale=LOCALES[language], numbering_system="default"), language
    )


def size(value: int, language: str) -> tuple[str, str]:
    """A size in bytes as a number and one of the units B, KB, MB, GB."""
    amount, units = float(value), ["B", "KB", "MB", "GB"]
    while amount >= 1024 and len(units) > 1:
        amount, units = amount / 1024, units[1:]
    return number(round(amount, 1), language), units[0]


def safe_name(name: str) -> str:
    """A stranger's file name that can neither steer the line it stands in nor run on for ever.

    Control and format characters become a visible mark; the name is isolated; the middle of a long one is cut, never its end.
    """
    plain = "".join(_plain(letter) for letter in unicodedata.normalize("NFC", name))
    plain = " ".join(plain.split()) or "—"
    if len(plain) > _NAME_LENGTH:
        plain = f"{plain[: _NAME_LENGTH - _KEPT_END - 1]}…{plain[-_KEPT_END:]}"
    return f"{ISOLATE_FIRST}{plain}{ISOLATE_END}"


def isolated(text: str) -> str:
    """An identifier that reads left to right wherever it stands."""
    return f"{ISOLATE_LEFT}{text}{ISOLATE_END}"


def in_digits(text: str, language: str) -> str:
    """Latin digits of running text in those of the language; never for identifiers."""
    return text if language == "en" else text.translate(_DIGITS)


def _plain(letter: str) -> str:
    if letter in "\n\t\r":
        return " "
    steers = letter in _STEERING or unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"}
    return "\ufffd" if steers and letter != _JOINER else letter
