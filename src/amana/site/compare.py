"""Compares what a server gives with what was built, so that anybody can see whether her pages are ours (P1, P6)."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.site.folder import HEADERS, SUMS
from amana.site.headers import of_route
from amana.site.serve import NotBuilt

# What a server may say of itself or of the connection; anything else that we did not send is a difference.
THEIRS: Final = frozenset(
    {
        "accept-ranges",
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "keep-alive",
        "server",
        "strict-transport-security",
        "transfer-encoding",
        "vary",
    }
)


@dataclass(frozen=True)
class Answer:
    """One answer: its status, its headers, its body without transfer or content encoding."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Fetch = Callable[[str], Answer | None]  # None: no answer


def differences(folder: Path, fetch: Fetch) -> Iterator[str]:
    """One line for each difference, in the order of the addresses. Raises NotBuilt."""
    try:
        table = json.loads((folder / HEADERS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise NotBuilt(str(folder)) from fault
    for path, entry in table["routes"].items():
        wanted = of_route(table, path, entry["type"])
        raw = (folder / entry["file"]).read_bytes()
        yield from (f"{path}: {what}" for what in _of_one(fetch(path), wanted, raw))
    for path in ("/nothing-here", f"/{SUMS}.txt"):
        answer = fetch(path)
        if answer is None or answer.status != 404:
            yield f"{path}: answered {answer.status if answer else 'nothing'} where nothing is"


def _of_one(answer: Answer | None, wanted: Mapping[str, str], raw: bytes) -> Iterator[str]:
    if answer is None:
        yield "no answer"
        return
    if answer.status != 200:
        yield f"status {answer.status}, not 200"
        return
    if answer.body != raw:
        yield f"other bytes: {len(answer.body)} came, {len(raw)} were built{_first(answer.body, raw)}"
    given = {name.lower(): value for name, value in answer.headers.items()}
    for name, value in wanted.items():
        found = given.pop(name.lower(), None)
        if found is None:
            yield f"header {name} is missing"
        elif found != value:
            yield f"header {name} is {found!r}, not {value!r}"
    for name in sorted(set(given) - THEIRS):
        yield f"header {name} is not ours: {given[name]!r}"


def _first(came: bytes, built: bytes) -> str:
    """Where they part."""
    pairs = enumerate(zip(came, built, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(came), len(built)))
    return f", first at byte {at}"
