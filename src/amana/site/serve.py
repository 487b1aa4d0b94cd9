"""Serves the built folder: fixed addresses, exact headers, nothing logged, nothing kept (P3, P7)."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from amana.errors import AmanaError
from amana.site.folder import HEADERS
from amana.site.headers import of_route

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class NotBuilt(AmanaError):
    """There is no built site in this folder. Nothing is served. Run `amana site build` first."""


def application(folder: Path) -> "WSGIApplication":
    """A WSGI application for the folder, read into memory once. Raises NotBuilt."""
    try:
        table = json.loads((folder / HEADERS).read_text(encoding="utf-8"))
        kept = {
            address: _Answer(folder, address, entry, table)
            for address, entry in table["routes"].items()
        }
    except (OSError, ValueError, KeyError) as fault:
        raise NotBuilt(str(folder)) from fault
    bare = [*table["every"].items(), ("Content-Length", "0")]

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        method, found = environ["REQUEST_METHOD"], kept.get(environ.get("PATH_INFO", "/"))
        if method not in ("GET", "HEAD"):
            return _refuse(start, "405 Method Not Allowed", [*bare, ("Allow", "GET, HEAD")])
        if found is None:
            return _refuse(start, "404 Not Found", bare)
        encoding, body = found.choose(environ.get("HTTP_ACCEPT_ENCODING", ""))
        start("200 OK", found.headers(encoding, len(body)))
        return [] if method == "HEAD" else [body]

    return answer


def _refuse(
    start: Callable[..., object], status: str, headers: list[tuple[str, str]]
) -> list[bytes]:
    start(status, headers)
    return []


class _Answer:
    """One address: its bytes in each encoding, and its headers."""

    def __init__(
        self, folder: Path, address: str, entry: dict[str, str], table: dict[str, dict[str, str]]
    ) -> None:
        file = folder / entry["file"]
        self._plain = file.read_bytes()
        twins = ((name, file.with_name(file.name + end)) for name, end in ENCODINGS)
        self._encoded = {name: twin.read_bytes() for name, twin in twins if twin.is_file()}
        self._fixed = list(of_route(table, address, entry["type"]).items())

    def choose(self, accepted: str) -> tuple[str | None, bytes]:
        """The first encoding that the browser takes."""
        takes = {part.split(";")[0].strip() for part in accepted.split(",") if ";q=0" not in part}
        for name, _ in ENCODINGS:
            if name in takes and name in self._encoded:
                return name, self._encoded[name]
        return None, self._plain

    def headers(self, encoding: str | None, length: int) -> list[tuple[str, str]]:
        """Headers of one answer; the length is that of the bytes sent."""
        encoded = [("Content-Encoding", encoding)] if encoding else []
        return [
            *self._fixed,
            *encoded,
            ("Vary", "Accept-Encoding"),
            ("Content-Length", str(length)),
        ]
