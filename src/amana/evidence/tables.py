"""Tables that a spreadsheet opens as text: a cell that he wrote can start no formula (RFC 4180, OWASP "CSV injection")."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

MARK: Final = b"\xef\xbb\xbf"  # without it Excel reads Arabic as Latin letters
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSEEN: Final = " \u00a0\u061c\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ufeff"


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The table, row by row, in UTF-8 with a byte order mark. The JSON beside it has every text as it is."""
    yield MARK
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in chain([header], rows):
        writer.writerow([cell(value) for value in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def cell(value: object) -> str:
    """A text that no spreadsheet computes: an apostrophe goes before what could be a formula."""
    text = ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    bare = text.lstrip(_UNSEEN)
    return "'" + text if bare.startswith(_STARTS) else text
