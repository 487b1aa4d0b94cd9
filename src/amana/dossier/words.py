"""The fixed words of the paper, one file a language in `words/`; which languages there are is data (P12).

Words of one country (courts, requests, platforms) are not here: they come with the snapshot from the pack.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_date

from amana.errors import AmanaError

FOLDER: Final = Path(__file__).parent / "words"
_CODE: Final = re.compile(r"[a-z]{2,3}")


class NoSuchLanguage(AmanaError):
    """The dossier cannot be written in this language yet. Nothing was made. Choose Arabic, Sorani or English."""


@dataclass(frozen=True)
class Words:
    """One language; `sections` holds its sentences by section and key."""

    language: str
    sections: dict[str, Any]

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return str(self.sections["direction"])

    @property
    def reviewed(self) -> bool:
        """Whether a native speaker and a lawyer have read them; only then `state` says so, with a name."""
        return self.sections["state"] == "reviewed" and bool(self.sections["reviewed_by"])

    def say(self, key: str, **values: object) -> str:
        """The sentence `section.name` with its blanks filled in."""
        section, name = key.split(".")
        return str(self.sections[section][name]).format(**values)

    def all(self, key: str) -> tuple[str, ...]:
        """A list of sentences or words."""
        section, name = key.split(".")
        return tuple(self.sections[section][name])

    def number(self, value: int) -> str:
        """A number of running text in the language's digits."""
        return self.digits(str(value))

    def numbers(self, values: tuple[int, ...]) -> str:
        """Numbers one after another."""
        return str(self.sections["comma"]).join(self.number(each) for each in values)

    def digits(self, text: str) -> str:
        """The digits of a text as the language writes them."""
        return text.translate(str.maketrans("0123456789", self.sections["digits"]))

    def language_name(self, code: str) -> str:
        """What a language is called, or its code where nobody has told."""
        names = Locale.parse(self.sections["locale"]).languages
        return str(names.get(code.partition("-")[0], f"\u2066{code}\u2069"))

    def day(self, day: date) -> str:
        """A day in words, months as they are called in this country."""
        form, locale = self.sections["date"], self.sections["locale"]
        return self.digits(format_date(day, form, locale=locale))

    def clock(self, clock: time) -> str:
        """Hour and minute, with seconds where the source has them."""
        return self.digits(f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}")

    def moment(self, at: datetime) -> str:
        """An instant that Amana itself noted, with its distance from UTC."""
        zone = f"{at:%z}"
        return f"{self.day(at.date())} {self.digits(f'{at:%H:%M}')} (\u2066UTC{zone[:3]}:{zone[3:5]}\u2069)"


@cache
def words_of(language: str) -> Words:
    """Raises NoSuchLanguage."""
    file = FOLDER / f"{language}.toml"
    if not _CODE.fullmatch(language) or not file.is_file():
        raise NoSuchLanguage
    return Words(language, tomllib.loads(file.read_text("utf-8")))


def languages() -> tuple[str, ...]:
    """Codes of all languages that there are words for."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))
