"""The one pattern that passes over a text and picks what could be an identifier, by its look alone."""

import re
from typing import Final

from amana.matching.normal.profiles import HOSTS
from amana.matching.surroundings import ANY_PLATFORM

# Between digits of one number as people write them; two numbers are farther apart or on other lines.
GAP: Final = r"[ ().\u2010-\u2015-]{0,3}"
_ENDINGS: Final = "com|net|org|info|io|iq|krd|ly|link|app|co|ru|xyz|site|uk|de|tr|ir"
# These are words too; they end an address only when a path follows.
_WORDS: Final = "me|to|so|live|online|shop|top|page|tv|club|cc|gg|ws|dev|space|fun"
_HOSTS: Final = "|".join(re.escape(host) for host in HOSTS)
_PARTS: Final = {
    "link": (
        r"(?:(?:https?|tg|viber|whatsapp|fb|instagram|snapchat)://|www\.)[^\s<>\"«»]{2,2048}"
        rf"|(?<![\w@.-])(?:{_HOSTS})/[^\s<>\"«»]{{1,2048}}"
        rf"|(?<![\w@.+-])(?:[\w-]{{1,63}}\.){{1,4}}(?:(?:{_ENDINGS})(?![\w@.-])(?:/[^\s<>\"«»]{{0,2048}})?|(?:{_WORDS})/[^\s<>\"«»]{{1,2048}})"
    ),
    "email": r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}",
    "at": r"(?<![\w@.])@[\w.]{1,40}(?!\w)",
    "evm": r"(?<![0-9a-z])0x[0-9a-f]{40}(?![0-9a-z])",
    "bech": r"(?<![0-9a-z])bc1[0-9a-z]{11,87}(?![0-9a-z])",
    "base": r"(?-i:(?<![0-9A-Za-z])[13T][1-9A-HJ-NP-Za-km-z]{25,34}(?![0-9A-Za-z]))",
    "iban": r"(?<![0-9a-z])IQ\d{2}(?:[ ]?[0-9a-z]){19}(?![0-9a-z])",
    "code": r"(?<![0-9a-z])[a-z]{1,6}-?\d{5,20}(?![0-9a-z])",
    "number": rf"(?<![0-9a-z_])(?:\+ ?)?\(?\d(?:{GAP}\d){{5,60}}",
}
SCAN: Final = re.compile(
    "|".join(f"(?P<{name}>{part})" for name, part in _PARTS.items()), re.IGNORECASE
)

# Whether a text is worth the pattern above: on the `index` form, most messages end here.
HINT: Final = re.compile(
    rf"@|://|www\.|[a-z0-9]\.[a-z]{{2}}|\d(?:{GAP}\d){{5}}|[0-9a-z]{{26}}|{ANY_PLATFORM.stems}"
)
PHONES: Final = re.compile(
    rf"(?:\+ ?|(?<!\d)00 ?)\(?[1-9](?:{GAP}\d){{6,14}}(?!\d)"
    rf"|(?<!\d)\(?0(?:{GAP}\d){{7,10}}(?!\d)"
    rf"|(?<![\d+])[1-9](?:{GAP}\d){{8,14}}(?!\d)"
)
DATE: Final = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})(?!\d)"
)
