"""Her words and the desk's, as they travel: verbatim but for Unicode's own doubles (P9, protocol
§1).
"""

import re
import unicodedata
from typing import Final

from amana.errors import AmanaError
from amana.wire.limits import MAX_WORDS

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class BadWords(AmanaError):
    """The text of this message is not written as text should be. It was not shown and is kept as it
    came. Ask for it to be
    written again."""


def normal_words(text: str) -> str:
    """What a writer sends: NFC, line ends `\\n`, no other control characters but the tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", lines))


def write_words(text: str) -> bytes:
    """`words.txt` of text in its normal form. Raises BadWords, also over MAX_WORDS code points."""
    if text != normal_words(text) or len(text) > MAX_WORDS:
        raise BadWords
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:  # a lone surrogate
        raise BadWords from error


def read_words(data: bytes) -> str:
    """The text of `words.txt`. Raises BadWords for everything that `write_words` would not
    write.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadWords from error
    write_words(text)
    return text
