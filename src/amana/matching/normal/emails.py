"""E-mail addresses: one form for every spelling that reaches the same box, as far as providers say so."""

import re
from typing import Final

from amana.matching.errors import LooksAlike, NotAnEmail
from amana.matching.normal.hosts import host
from amana.matching.normal.text import plain

# Where "name+anything" is delivered to "name"; Gmail also ignores dots (the providers' help pages).
_PLUS: Final = frozenset(
    (
        *("gmail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me"),
    )
)
_SAME: Final = {"googlemail.com": "gmail.com"}
_LOCAL: Final = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LONGEST: Final = 254  # characters (RFC 5321)


def email(raw: str) -> str:
    """Small letters, the domain in punycode. Raises NotAnEmail, LooksAlike."""
    text = plain(raw[: LONGEST + 8]).text.strip().removeprefix("mailto:").lower()
    local, sign, domain = text.rpartition("@")
    if not local.isascii():
        raise LooksAlike
    if not sign or len(text) > LONGEST or not _LOCAL.fullmatch(local):
        raise NotAnEmail
    domain = host(domain)
    if "." not in domain:
        raise NotAnEmail
    domain = _SAME.get(domain, domain)
    if domain in _PLUS:
        local = local.split("+", 1)[0] or local
    if domain == "gmail.com":
        local = local.replace(".", "")
    return f"{local}@{domain}"
