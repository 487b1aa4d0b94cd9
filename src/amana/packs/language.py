"""The languages of a pack. The set of languages is data: a pack adds one without a line of code."""

import re
from dataclasses import dataclass
from pathlib import Path

from amana.packs import toml

ADDRESS = re.compile(r"[a-z]")
TAKEN_ADDRESS = "x"  # the page she leaves to


@dataclass(frozen=True)
class Language:
    """One language: BCP 47 `code`, its own `name`, `direction` (ltr or rtl), one-letter `address` of its page without
    scripts, the ten `digits` of running text, and `line_height` as a multiple of the type size."""

    code: str
    name: str
    direction: str
    address: str
    digits: str
    line_height: float

    def number(self, text: str) -> str:
        """The text with its Latin digits in the digits of this language."""
        return text.translate(str.maketrans("0123456789", self.digits))


def read_languages(file: Path) -> tuple[Language, ...]:
    """The languages in the order of the switch. Raises PackFault."""
    found: list[Language] = []
    for row in toml.tables(toml.read(file), "language", file=file):
        language = Language(
            code=row.text("code"),
            name=row.text("name"),
            direction=row.one_of("direction", ("ltr", "rtl")),
            address=row.text("address"),
            digits=row.text("digits"),
            line_height=row.number("line_height"),
        )
        if len(language.digits) != 10:
            raise row.fault("digits", "must be ten digits")
        if not ADDRESS.fullmatch(language.address) or language.address == TAKEN_ADDRESS:
            raise row.fault("address", "must be one letter a to z, and not x")
        if any(o.code == language.code or o.address == language.address for o in found):
            raise row.fault("code", "is already the code or address of another language")
        found.append(language)
    return tuple(found)
