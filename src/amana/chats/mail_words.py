"""Words in the headers of a mail: encoded words (RFC 2047) and parameters (RFC 2045, RFC 2231).

Only charsets of a fixed list are ever looked up, when this module is loaded: the worker that reads
hostile mails can open no file, and Python loads a charset from one.
"""

import codecs
import re
from base64 import b64decode
from encodings import normalize_encoding
from encodings.aliases import aliases
from urllib.parse import unquote_to_bytes

_NAMES = (
    "utf-8 utf-16 utf-16-le utf-16-be latin-1 iso8859-1 iso8859-2 iso8859-3 iso8859-5 iso8859-6 iso8859-7 "
    "iso8859-8 iso8859-9 iso8859-15 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "cp437 cp720 cp850 cp862 cp864 mac-arabic mac-turkish koi8-r gb18030 gbk gb2312 big5 shift_jis euc_jp "
    "euc_kr iso2022_jp"
)
CHARSETS = {normalize_encoding(name): codecs.lookup(name) for name in _NAMES.split()}
UTF8 = "utf_8"

_ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]*)\?=")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_PARAMETER = re.compile(
    r';\s*+([^\s=;"]++)\s*+=\s*+(?:"((?>[^"\\]*+(?:\\.[^"\\]*+)*))"|([^;]*+))', re.S
)
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def charset_of(told: str) -> str:
    """The name under which `CHARSETS` has a charset; UTF-8 for ASCII and for what it does not have."""
    name = normalize_encoding(told.strip().strip("\"'").lower())
    name = aliases.get(name, name)
    return name if name in CHARSETS else UTF8


def decoded(raw: bytes, charset: str) -> str:
    """Bytes as text, bad ones shown as \\xNN; `charset` as `charset_of` gives it."""
    return CHARSETS[charset if charset in CHARSETS else UTF8].decode(raw, "backslashreplace")[0]


def header_text(raw: bytes) -> str:
    """The value of a header as it is shown: unfolded, its encoded words decoded. Encoded words that
    stand side by side are one: a letter may be cut between them."""
    text = _FOLD.sub("", raw.decode(errors="backslashreplace"))
    shown: list[str] = []
    at, held, charset = 0, b"", ""
    for word in _ENCODED.finditer(text):
        between = text[at : word.start()]
        next_to = bool(charset) and not between.strip()
        if not next_to or charset_of(word[1].split("*")[0]) != charset:
            shown.append(decoded(held, charset) + ("" if next_to else between))
            held = b""
        charset = charset_of(word[1].split("*")[0])
        held += _bytes_of(word[2], word[3])
        at = word.end()
    shown.append(decoded(held, charset) + text[at:])
    return "".join(shown).strip()


def _bytes_of(way: str, inside: str) -> bytes:
    if way in "qQ":
        return unquote_to_bytes(inside.replace("_", " ").replace("%", "%25").replace("=", "%"))
    try:
        return b64decode(inside + "=" * (-len(inside) % 4), validate=True)
    except ValueError:
        return inside.encode()


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The first word of a header such as Content-Type, in small letters, and its parameters."""
    first, _, _ = value.partition(";")
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, quoted, plain in _PARAMETER.findall(value):
        piece = _PIECE.fullmatch(name.lower())
        if piece:
            said = re.sub(r"\\(.)", r"\1", quoted) if quoted else plain.strip()
            pieces.setdefault(piece[1], {})[int(piece[2] or 0)] = (said, bool(piece[3]))
    return first.strip().lower(), {name: _put_together(each) for name, each in pieces.items()}


def _put_together(pieces: dict[int, tuple[str, bool]]) -> str:
    """The value of a parameter that may be cut into numbered pieces and carry a charset."""
    first, extended = pieces[min(pieces)]
    if not extended:
        plain = "".join(said for _, (said, _) in sorted(pieces.items()))
        return header_text(plain.encode(errors="backslashreplace"))
    charset, _, _ = first.partition("'")
    raw = b""
    for number, (said, percent) in sorted(pieces.items()):
        words = said.rpartition("'")[2] if number == min(pieces) else said
        raw += unquote_to_bytes(words) if percent else words.encode(errors="backslashreplace")
    return decoded(raw, charset_of(charset))
