"""Reads the vectors that the Python and the TypeScript tests share."""

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_CCTV = re.compile(r'^// \.\./testdata/(\S+)\nvar \w+ = __toBinary\("([^"]*)"\);', re.MULTILINE)


def book(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ROOT / "vectors" / f"{name}.json").read_text("utf-8"))
    assert read["generator"]
    assert read["checked_by"]
    return read


def cctv() -> dict[str, tuple[dict[str, str], bytes]]:
    """The CCTV age vectors by name: their header lines and the age file."""
    text = (ROOT / "client/node_modules/cctv-age/index.js").read_text("utf-8")
    found = {}
    for name, data in _CCTV.findall(text):
        head, _, body = b64decode(data).partition(b"\n\n")
        lines = (line.partition(": ") for line in head.decode().split("\n"))
        found[name] = ({key: value for key, _, value in lines}, body)
    return found
