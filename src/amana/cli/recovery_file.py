"""Recovery wraps on their way to the offline machine and back: sealed frames by case number (design §5)."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amana.cli import private_file
from amana.errors import AmanaError
from amana.wire.encoding import b64u, dump_json, load_json, unb64u

if TYPE_CHECKING:
    from amana.desk.cases.recovery import Wrap

VERSION: Final = "amana-wraps/1"
MOST: Final = 256 * 1024 * 1024  # bytes


class NotWrapsError(AmanaError):
    """This file does not hold recovery wraps. Nothing was opened. Write it at the desk with `amana desk recovery-wraps`."""


def write(path: Path, wraps: "Iterable[Wrap]") -> None:
    """All of them; numbers and sealed bytes only."""
    rows = [
        {"number": wrap.number, "epoch": wrap.epoch, "sealed": b64u(wrap.sealed)} for wrap in wraps
    ]
    private_file.write(path, dump_json({"v": VERSION, "wraps": rows}))


def read(path: Path) -> "list[Wrap]":
    """Raises NotWrapsError."""
    from amana.desk.cases.recovery import Wrap

    try:
        value = load_json(path.read_bytes(), limit=MOST)
        if value["v"] != VERSION:
            raise NotWrapsError
        return [Wrap(row["number"], row["epoch"], unb64u(row["sealed"])) for row in value["wraps"]]
    except (OSError, AmanaError, KeyError, TypeError) as error:
        raise NotWrapsError from error
