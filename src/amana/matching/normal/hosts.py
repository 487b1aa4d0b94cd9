"""Names of hosts: always in punycode, so that a look-alike cannot pass for the name that it imitates."""

import re
from typing import Final

from amana.matching.errors import NotALink

_HOST: Final = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
PUNYCODE: Final = "xn--"


def host(raw: str) -> str:
    """Small letters, other alphabets as xn--… (RFC 3490), no dot at the end. Raises NotALink."""
    name = raw.strip().rstrip(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as fault:
            raise NotALink from fault
    if not _HOST.fullmatch(name):
        raise NotALink
    return name


def shows_another_alphabet(name: str) -> bool:
    """Whether a part of this host is shown in letters that are not Latin."""
    return any(part.startswith(PUNYCODE) for part in name.split("."))
