"""Bank accounts as IBAN (ISO 13616): Iraq's have 23 characters and the remainder 1 by 97."""

import re
from typing import Final

from amana.matching.errors import WrongChecksum
from amana.matching.normal.text import plain

_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_LENGTHS: Final = {"IQ": 23, "TR": 26, "JO": 30, "AE": 23, "LB": 28, "KW": 30, "SA": 24}


def iban(raw: str) -> str:
    """Capital letters without spaces. Raises WrongChecksum."""
    text = "".join(plain(raw[:64]).text.split()).upper()
    if not _IBAN.fullmatch(text) or len(text) != _LENGTHS.get(text[:2], len(text)):
        raise WrongChecksum
    number = "".join(str(int(one, 36)) for one in text[4:] + text[:4])
    if int(number) % 97 != 1:
        raise WrongChecksum
    return text
