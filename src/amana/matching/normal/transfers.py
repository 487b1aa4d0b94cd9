"""References of payments, written `rail:reference`, so that one receipt in two exhibits is one."""

import re
from typing import Final

from amana.matching.errors import NotATransfer
from amana.matching.normal.text import plain

# The ways money goes in Iraq, by the companies' own names as people write them. The wallet of
# several is a phone number; then the phone is the identifier and the rail a hint beside it.
RAILS: Final[dict[str, tuple[str, ...]]] = {
    "zaincash": ("zain cash", "zaincash", "زين كاش", "زينكاش"),
    "fastpay": ("fast pay", "fastpay", "فاست بي", "فاست باي", "فاستباي", "فاستبي", "فاست پەی"),
    "fib": ("fib", "first iraqi bank", "المصرف العراقي الاول", "اف اي بي", "ئێف ئای بی"),
    "asiahawala": ("asia hawala", "asiahawala", "اسيا حوالة", "اسياحوالة", "ئاسیا حەواڵە"),
    "qicard": ("qi card", "qicard", "qi", "super qi", "superqi", "كي كارد", "كي كارت", "كيكارد", "سوبر كي", "کی کارت"),
    "nass": ("nass", "nass wallet", "nasspay", "ناس والت", "ناس باي", "محفظة ناس"),
    "westernunion": ("western union", "mtcn", "ويسترن يونيون", "وسترن يونيون"),
    "moneygram": ("moneygram", "money gram", "موني جرام", "موني غرام"),
    "binance": ("binance", "باينانس", "بينانس"),
    "hawala": ("hawala", "حوالة", "الحوالات", "حەواڵە", "hewale"),
}  # fmt: skip
SOME: Final = "unknown"  # a reference whose rail nobody said
_REFERENCE: Final = re.compile(r"(?=(?:[A-Z-]*\d){5})[A-Z0-9][A-Z0-9-]{4,29}")


def transfer(reference: str, rail: str = SOME) -> str:
    """Such as zaincash:123456789012, in capital letters without spaces. Raises NotATransfer."""
    text = "".join(plain(reference[:64]).text.split()).strip("-#").upper()
    if not _REFERENCE.fullmatch(text) or (rail != SOME and rail not in RAILS):
        raise NotATransfer
    return f"{rail}:{text.replace('-', '')}"
