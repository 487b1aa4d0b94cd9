"""Lasting numbers of accounts: they stay when the name is changed, so they are worth most.

Written `platform:number`, as chats give them: `telegram:user123456`, `facebook:100012345678901`.
"""

import re
from typing import Final, NamedTuple

from amana.matching.errors import NotAnAccount
from amana.matching.kinds import Kind
from amana.matching.normal.text import plain

# Telegram Desktop tells people from channels in front of the number; without it, a person is meant.
_TELEGRAM: Final = re.compile(r"(user|channel|chat)?([1-9][0-9]{0,18})")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,19}")
_KINDS: Final = {
    "telegram": Kind.TELEGRAM_ID,
    "facebook": Kind.FACEBOOK_ID,
    "messenger": Kind.FACEBOOK_ID,
    "instagram": Kind.INSTAGRAM_ID,
    "x": Kind.X_ID,
}


class Account(NamedTuple):
    """A kind that ends in `-id`, and the number."""

    kind: Kind
    normal: str


def account(label: str) -> Account:
    """Reads `telegram:user123456`. Raises NotAnAccount when the platform has no such numbers."""
    platform, _, number = plain(label[:128]).text.strip().partition(":")
    kind = _KINDS.get(platform.lower())
    if kind is None:
        raise NotAnAccount
    return Account(kind, lasting_number(number, kind))


def lasting_number(raw: str, kind: Kind) -> str:
    """`user123456` for Telegram, digits alone for the others. Raises NotAnAccount."""
    number = plain(raw[:64]).text.strip().lower()
    if kind is Kind.TELEGRAM_ID and (match := _TELEGRAM.fullmatch(number)):
        return f"{match[1] or 'user'}{match[2]}"
    if kind is not Kind.TELEGRAM_ID and _NUMBER.fullmatch(number):
        return number
    raise NotAnAccount
