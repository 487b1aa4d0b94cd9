"""From the bytes of a slice to the text that is shown: the whole of what Amana does to her words (P9)."""

import html
import json
import quopri
import re
from base64 import b64decode

from amana.chats.mail_words import decoded, header_text
from amana.chats.message import Reading, Slice
from amana.chats.page_text import page_text

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")  # what else claims to be it is shown as it stands
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[\"\\/bfnrt])|\\")


def text_of(raw: bytes, reading: Reading, note: str = "") -> str:
    """The text of one slice. Bytes that are no text are shown as \\xNN, never dropped or guessed."""
    match reading:
        case Reading.UTF8:
            return raw.decode(errors="backslashreplace")
        case Reading.JSON:
            return json_string(raw)
        case Reading.JSON_LATIN:
            return repaired(json_string(raw))
        case Reading.HTML_IN_JSON:
            return html.unescape(json_string(raw))
        case Reading.HTML:
            return _of_html(raw.decode(errors="backslashreplace"))
        case Reading.MAIL:
            return _of_mail(raw, note)
        case Reading.LINE:
            return "\n"


def joined(original: bytes, slices: tuple[Slice, ...]) -> str:
    """The text of several slices of one original, one after another."""
    return "".join(text_of(original[s.start : s.end], s.reading, s.note) for s in slices)


def json_string(raw: bytes) -> str:
    """A JSON string literal read; half a surrogate pair is shown as its escape. An escape that JSON
    does not know is shown as it stands (Telegram Desktop writes control characters as \\x0B)."""
    literal = raw.decode(errors="backslashreplace")
    if b"\\" not in raw:
        return literal[1:-1]
    try:
        text: str = json.loads(literal, strict=False)
    except ValueError:
        text = json.loads(_ESCAPE.sub(_kept, literal), strict=False)
    return whole(text)


def _kept(escape: re.Match[str]) -> str:
    return escape[0] if escape[1] else "\\\\"


def whole(text: str) -> str:
    """A text that can be stored: half a surrogate pair becomes its visible escape."""
    if text.isascii():
        return text
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def repaired(text: str) -> str:
    """Meta's older exports write each byte of UTF-8 as a character of its own; undone, or left."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _of_html(text: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()


def _of_mail(raw: bytes, note: str) -> str:
    if note == "header":
        return whole(header_text(raw))
    encoding, charset, kind = note.split("|")
    text = whole(decoded(_unwrapped(raw, encoding), charset))
    return page_text(text) if kind == "html" else text


def _unwrapped(raw: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return quopri.decodestring(raw)
    letters = b"".join(raw.split())
    if encoding == "base64" and _BASE64.fullmatch(letters):
        return b64decode(letters[: len(letters) // 4 * 4])  # a cut mail may end inside a group
    return raw
