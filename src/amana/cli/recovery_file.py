"""Recovery on its way to the offline machine and back: sealed frames, and headers of what nobody opened (design §5)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from amana.cli import private_file
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u

if TYPE_CHECKING:
    from amana.desk.recovery.offline import Carried, Recovered

CARRIED: Final = "amana-wraps/1"
RECOVERED: Final = "amana-recovered/1"
MOST: Final = 256 * 1024 * 1024  # bytes
T = TypeVar("T")


class NotWrapsError(AmanaError):
    """This file does not hold recovery wraps. Nothing was opened. Write it at the desk with `amana desk recovery-wraps`."""


class NotRecoveredError(AmanaError):
    """This file is not what two sheets gave out. Nothing was taken in. Write it offline with `amana keys recover`."""


def write_carried(path: Path, carried: "Carried") -> None:
    """Numbers, days and sealed bytes only."""
    wraps = [
        {"number": each.number, "epoch": each.epoch, "sealed": b64u(each.sealed)}
        for each in carried.wraps
    ]
    unopened = [
        {"number": each.number, "day": each.day, "header": b64u(each.header)}
        for each in carried.unopened
    ]
    private_file.write(path, dump_json({"v": CARRIED, "wraps": wraps, "unopened": unopened}))


def read_carried(path: Path) -> "Carried":
    """Raises NotWrapsError."""
    from amana.desk.cases.recovery import Wrap
    from amana.desk.recovery.offline import Carried, Unopened

    def typed(value: JsonObject) -> Carried:
        return Carried(
            wraps=tuple(
                Wrap(each["number"], each["epoch"], unb64u(each["sealed"]))
                for each in value["wraps"]
            ),
            unopened=tuple(
                Unopened(each["number"], each["day"], unb64u(each["header"]))
                for each in value["unopened"]
            ),
        )

    return _read(path, CARRIED, typed, NotWrapsError)


def write_recovered(path: Path, recovered: "Recovered") -> None:
    """Frames that one officer's key opens."""
    value: JsonObject = {
        "v": RECOVERED,
        "recipient": recovered.recipient,
        "combined": recovered.combined,
        "frames": [b64u(frame) for frame in recovered.frames],
    }
    private_file.write(path, dump_json(value))


def read_recovered(path: Path) -> "Recovered":
    """Raises NotRecoveredError."""
    from amana.desk.recovery.handed import FRAME
    from amana.desk.recovery.offline import Recovered

    def typed(value: JsonObject) -> Recovered:
        return Recovered(
            recipient=str(value["recipient"]),
            combined=str(value["combined"]),
            frames=tuple(unb64u(frame, FRAME) for frame in value["frames"]),
        )

    return _read(path, RECOVERED, typed, NotRecoveredError)


def _read(
    path: Path, version: str, typed: Callable[[JsonObject], T], refusal: type[AmanaError]
) -> T:
    try:
        value = load_json(path.read_bytes(), limit=MOST)
        if value["v"] != version:
            raise refusal
        return typed(value)
    except (OSError, AmanaError, KeyError, TypeError) as error:
        raise refusal from error
