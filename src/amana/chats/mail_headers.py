"""The headers of a mail or of one of its parts, each with its place (RFC 5322, RFC 2045).

Every header is kept: the chain of `Received`, `Message-ID` and `DKIM-Signature` are what an expert asks for.
"""

import re
from typing import NamedTuple

from amana.chats.mail_words import charset_of, parameters
from amana.chats.message import Reading, Slice
from amana.chats.reading import text_of

MAX_HEADERS = 256 * 1024  # bytes; mail servers refuse more than a tenth of it

MAX_BOUNDARY = 200  # bytes; the standard allows 70

_LINE = re.compile(rb"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")


class Header(NamedTuple):
    """One header with its name as written; `value` are the bytes after the colon. Lines that are no
    header have no name."""

    name: str
    start: int
    end: int
    value: Slice
    text: str


class Block(NamedTuple):
    """The headers of one mail or part: from `start` to `body`, the place after the empty line."""

    start: int
    body: int
    headers: tuple[Header, ...]

    def first(self, name: str) -> str:
        """The text of the first header of a name, given in small letters; empty without one."""
        return next((each.text for each in self.all(name)), "")

    def all(self, name: str) -> tuple[Header, ...]:
        """The headers of one name, in their order."""
        return tuple(each for each in self.headers if each.name.lower() == name)

    def kind(self) -> str:
        """The type of the content in small letters; "text/plain" where none is told."""
        told = parameters(self.first("content-type"))[0]
        return told if "/" in told else "text/plain"

    def boundary(self) -> bytes:
        """What parts the pieces of a multipart; empty when there is none."""
        told = parameters(self.first("content-type"))[1].get("boundary", "")
        return told.encode()[:MAX_BOUNDARY].rstrip()

    def file_name(self) -> str:
        """The name that the part claims for its file."""
        disposition = parameters(self.first("content-disposition"))[1]
        told = disposition.get("filename") or parameters(self.first("content-type"))[1].get("name")
        return told or ""

    def reading(self) -> str:
        """The note of a body's slice: encoding, charset and kind, as `reading.text_of` takes it."""
        encoding = self.first("content-transfer-encoding").lower()
        if encoding not in ("base64", "quoted-printable"):
            encoding = "8bit"
        charset = charset_of(parameters(self.first("content-type"))[1].get("charset", ""))
        return f"{encoding}|{charset}|{'html' if self.kind() == 'text/html' else 'plain'}"


def read_block(raw: bytes, start: int) -> Block:
    """The headers at the beginning of `raw`, which stands at `start` in the file; an empty line ends
    them, or else the end of `raw`."""
    headers: list[Header] = []
    at = body = 0
    while at < len(raw):
        first = at
        at = _line_end(raw, at)
        body = at
        if not raw[first:at].strip():
            break
        while raw[at : at + 1] in (b" ", b"\t") and raw[at : _line_end(raw, at)].strip():
            at = body = _line_end(raw, at)
        headers.append(_header(raw[first:at], start + first))
    return Block(start, start + body, tuple(headers))


def _line_end(raw: bytes, at: int) -> int:
    found = _LINE.match(raw, at)
    return found.end() if found else len(raw)


def _header(raw: bytes, start: int) -> Header:
    found = _NAME.match(raw)
    value = raw[found.end() if found else 0 :].rstrip(b"\r\n")
    at = start + (found.end() if found else 0)
    return Header(
        name=found[1].decode() if found else "",
        start=start,
        end=start + len(raw),
        value=Slice(at, at + len(value), Reading.MAIL, "header"),
        text=text_of(value, Reading.MAIL, "header"),
    )
