"""Numbers that are money themselves: codes of phone credit and bank cards. Only their end is ever given on."""

import re
from typing import Final

from amana.matching.normal.text import plain

SHORTEST, LONGEST = 12, 19  # digits: credit codes of Iraqi networks have 13 to 16, cards 16 to 19
_SHOWN: Final = 4  # digits at the end, enough to tell two apart beside the original
_CARD: Final = re.compile(r"[2-6]\d{15}")


def masked(raw: str) -> str:
    """Such as ••••1234. Fewer than eight digits keep none."""
    digits = "".join(one for one in plain(raw).text if one.isdecimal())
    return "••••" + (digits[-_SHOWN:] if len(digits) >= 2 * _SHOWN else "")


def is_bank_card(digits: str) -> bool:
    """16 digits of a card's kind whose check digit holds (ISO/IEC 7812)."""
    if not _CARD.fullmatch(digits):
        return False
    doubled = sum(sum(divmod(2 * int(one), 10)) for one in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0
