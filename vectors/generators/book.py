"""How every vector file is laid out: who made it, what checks it, then the cases."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1]


def write(name: str, *, generator: str, checked_by: str, **cases: Any) -> None:
    """Writes `vectors/<name>.json`."""
    book = {"generator": generator, "checked_by": checked_by, **cases}
    text = json.dumps(book, indent=1, ensure_ascii=False) + "\n"
    (FOLDER / f"{name}.json").write_text(text, "utf-8")


def sample(label: str, length: int) -> bytes:
    """Bytes that look random and are the same in every run. Never a real key."""
    blocks = (
        sha256(f"amana-vector/{label}/{i}".encode()).digest() for i in range(length // 32 + 1)
    )
    return b"".join(blocks)[:length]
