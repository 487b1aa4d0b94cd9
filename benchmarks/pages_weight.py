"""What each page of a built site costs over the wire: its bytes as sent, its script, and the headers of both."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.site.headers import of_route

FIRST_OR_GUIDE: Final = 14_000  # bytes, without scripts or with them, cold, all requests
FURTHER: Final = 8_000  # bytes of one more guide, with scripts
ROUND: Final = 200  # status line, date, length, encoding, type: what the server adds to our headers


@dataclass(frozen=True)
class Weight:
    """One page: bytes and requests when it is opened cold, and bytes of its JSON alone."""

    name: str
    language: str
    page: int
    requests: int
    further: int


def weigh(site: Path) -> list[Weight]:
    """All pages of a built folder, in the order of their names."""
    table = json.loads((site / "headers.json").read_text(encoding="utf-8"))
    page_head, other_head = (
        ROUND + sum(len(name) + len(value) + 4 for name, value in of_route(table, "", kind).items())
        for kind in ("text/html", "application/json")
    )
    found = []
    for page in sorted(site.glob("*.html")):
        html = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|link|img|audio)[^>]* src="([^"]+)"', html)
        asked = [page.name, *(one for one in loaded if not one.endswith(".opus"))]
        told = page.with_suffix(".json")
        found.append(
            Weight(
                name=page.name,
                language=re.findall(r'<html lang="(\w+)"', html)[0],
                page=sum(_sent(site / name) + other_head for name in asked)
                + page_head
                - other_head,
                requests=len(asked),
                further=_sent(told) + other_head if told.is_file() else 0,
            )
        )
    return found


def _sent(file: Path) -> int:
    return file.with_name(file.name + ".br").stat().st_size
