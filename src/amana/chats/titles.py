"""With whom a WhatsApp chat was: told by the name that the app gives to the exported file."""

import re
from typing import Final

_EXTENSION: Final = re.compile(r"\.(?:txt|zip)$", re.IGNORECASE)
_COPY: Final = re.compile(r" ?\(\d{1,3}\)$")  # "(1)": saved a second time
_NAMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"WhatsApp Chat (?:with|-) (.+)",
        r"(?:محادثة|دردشة) واتساب (?:مع|-) ?(.+)",
        r"(?:گپ|گفتگوی|گفتگو) واتساپ (?:با|-) ?(.+)",
        r"(.+) ile WhatsApp Sohbeti",
        r"WhatsApp Sohbeti - (.+)",
    )
)


def title_of(*names: str) -> str:
    """The other person or the group, from the first of these names that tells; "" when none does."""
    for name in names:
        bare = _COPY.sub("", _EXTENSION.sub("", name.rsplit("/", 1)[-1].strip()))
        for pattern in _NAMES:
            if found := pattern.fullmatch(bare):
                return found[1]
    return ""
