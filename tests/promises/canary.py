"""Words that nobody else would write, and a search for them in every usual disguise.

All canaries of a run share two random marks, one in Latin and one in Sorani letters: whatever cuts, folds or escapes a word leaves one of
them to be found, and a search looks for two needles instead of twenty.
"""

import base64
import gzip
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

import brotli

LATIN: Final = f"canary{secrets.token_hex(8)}"
SORANI: Final = "".join(secrets.choice("ەۆێڕڵژگچپڤ") for _ in range(12))
WHOLE: Final = 1_000_000  # bytes; brotli has no mark, so whole files up to this size are tried
_GZIP: Final = b"\x1f\x8b\x08"
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_INFLATED: Final = 10_000_000  # bytes of one stream that are looked at
_SMALLEST: Final = 9  # bytes of a needle: shorter ones are found by chance
_FEW: Final = 400  # needles


def fresh(name: str) -> str:
    """A canary in two scripts; `name` tells which one it is."""
    return f"{LATIN} {name} {SORANI}"


def disguises(text: str) -> dict[str, bytes]:
    """A text as it could lie in a file, by the name of the disguise."""
    plain = text.encode()
    found = {
        "utf-16le": text.encode("utf-16-le"),
        "utf-16be": text.encode("utf-16-be"),
        "upper case": text.upper().encode(),
        "backwards": text[::-1].encode(),
        "percent": quote(text).encode(),
        "percent, all": "".join(f"%{byte:02X}" for byte in plain).encode(),
        "percent, all, small": "".join(f"%{byte:02x}" for byte in plain).encode(),
        "escapes of JSON": text.encode("ascii", "backslashreplace"),
        "entities": text.encode("ascii", "xmlcharrefreplace"),
        "quoted-printable": "".join(f"={byte:02X}" for byte in plain).encode(),
    }
    return found | bare(plain)


def bare(plain: bytes) -> dict[str, bytes]:
    """The same for bytes that are no text: themselves, hex, base64 from each of its three starts."""
    found = {"raw": plain, "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode()}
    for alphabet, altchars in (("base64", b"+/"), ("base64url", b"-_")):
        for shift in range(3):
            coded = base64.b64encode(bytes(shift) + plain, altchars=altchars)
            start, end = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
            found[f"{alphabet} {shift}"] = coded[start + bool(shift) : end]
    return {name: needle for name, needle in found.items() if len(needle) >= _SMALLEST}


class Needles:
    """Byte strings by name. Thousands of them are not looked for one by one, but by their first bytes."""

    def __init__(self, named: dict[str, bytes]) -> None:
        self.named = named
        self._starting: dict[bytes, list[str]] = {}
        for name, needle in named.items():
            self._starting.setdefault(needle[:_SMALLEST], []).append(name)

    def found_in(self, content: bytes) -> set[str]:
        """Names of those that are in these bytes as they are."""
        likely = list(self.named) if len(self.named) <= _FEW else self._likely(content)
        return {name for name in likely if self.named[name] in content}

    def _likely(self, content: bytes) -> list[str]:
        starts: set[bytes] = set()
        for at in range(0, len(content), WHOLE):
            end = min(at + WHOLE, len(content))
            here = {content[i : i + _SMALLEST] for i in range(at, end)}
            starts |= self._starting.keys() & here
        return [name for start in starts for name in self._starting[start]]


MARKS: Final = Needles(
    {
        f"{name} of {mark}": needle
        for mark in (LATIN, SORANI)
        for name, needle in disguises(mark).items()
    }
)


def search(content: bytes, needles: Needles = MARKS) -> set[str]:
    """Which needles are in these bytes, also without line breaks and inside compressed streams."""
    folded = content.replace(b"\n", b"").replace(b"\r", b"")
    layers = (content, *([folded] if len(folded) < len(content) else []), *_unpacked(content))
    return {name for layer in layers for name in needles.found_in(layer)}


def search_files(places: Iterable[Path], needles: Needles = MARKS) -> list[str]:
    """Every file in and below the places, and every value of every SQLite database; names of files count as content."""
    found = set()
    for path in files_of(places):
        content = path.read_bytes()
        contents = [path.name.encode(), content]
        if content.startswith(b"SQLite format 3\0"):
            contents += values(path)
        found |= {f"{path}: {name}" for each in contents for name in search(each, needles)}
    return sorted(found)


def files_of(places: Iterable[Path]) -> list[Path]:
    """All files in and below; a place that is not there is a mistake of the test."""
    found = []
    for place in places:
        assert place.exists(), place
        found += [place] if place.is_file() else [p for p in place.rglob("*") if p.is_file()]
    return found


def values(database: Path) -> Iterator[bytes]:
    """Every text and blob of every table: a long one lies in pieces in the file itself."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as rows:
        tables = rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in rows.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, bytes | str):
                        yield value if isinstance(value, bytes) else value.encode()


def _unpacked(content: bytes) -> Iterator[bytes]:
    view = memoryview(content)
    for mark, bits in ((_GZIP, 31), *((mark, 15) for mark in _ZLIB)):
        at = content.find(mark)
        while at >= 0:
            with suppress(zlib.error):  # else these two bytes were something else
                yield zlib.decompressobj(bits).decompress(view[at:], _INFLATED)
            at = content.find(mark, at + 1)
    if len(content) <= WHOLE:
        try:
            yield brotli.decompress(content)
        except brotli.error:
            return


def planted(text: str) -> dict[str, bytes]:
    """Files that a working search must find, each by another disguise."""
    plain = f"before {text} after"
    raw = plain.encode()
    folded = base64.encodebytes(b"a mail breaks its lines; " * 3 + raw)
    return {
        "utf-8": raw,
        "utf-16": plain.encode("utf-16"),
        "utf-16be": plain.encode("utf-16-be"),
        "upper": plain.upper().encode(),
        "hex": raw.hex().encode(),
        "HEX": raw.hex().upper().encode(),
        "percent": quote(raw).encode(),
        "json": plain.encode("ascii", "backslashreplace"),
        "html": plain.encode("ascii", "xmlcharrefreplace"),
        "base64 0": base64.b64encode(raw),
        "base64 1": base64.b64encode(b"a" + raw),
        "base64 2": base64.urlsafe_b64encode(b"ab" + raw),
        "base64 in lines": folded,
        "gzip": b"head" + gzip.compress(raw) + b"tail",
        "zlib": b"head" + zlib.compress(raw, 9) + b"tail",
        "brotli": brotli.compress(raw),
    }
