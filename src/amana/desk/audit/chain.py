"""The chain of the audit, checked without a key and without a database (`amana verify audit`)."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final

from amana.desk.audit.parts import ACTOR_PART, CASE_PART, ForeignPartError, open_actor
from amana.errors import AmanaError
from amana.wire.encoding import b64u, dump_json, load_json, unb64u

FORMAT: Final = "amana-audit/1"
START: Final = bytes(32)  # what the first row names as the one before it
_ISO_DAY: Final = 10


class BrokenChainError(AmanaError):
    """The audit was changed, or part of it is missing, from the row named here. The rows before
    it are whole. Keep the file as it is and call the outside auditor.
    """

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class NotAnAuditError(AmanaError):
    """This file is not an exported audit. Nothing was changed. Export it again with `amana desk
    audit export`.
    """


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as it is stored or exported. Sizes in bytes: previous and h 32."""

    position: int
    day: date
    previous: bytes
    case_part: bytes
    actor_part: bytes
    h: bytes


@dataclass(frozen=True, kw_only=True)
class Head:
    """The end of a chain, as it goes to paper each week: how many rows, and the last hash."""

    position: int
    h: bytes


def digest(position: int, day: date, previous: bytes, case_part: bytes, actor_part: bytes) -> bytes:
    """SHA-256(position u64 ‖ day as YYYY-MM-DD ‖ previous ‖ case_part ‖ actor_part)."""
    start = position.to_bytes(8, "big") + day.isoformat().encode()
    return hashlib.sha256(start + previous + case_part + actor_part).digest()


def verify(rows: Iterable[Row], *, known: Iterable[Head] = ()) -> Head:
    """Says "whole" by returning the head. Raises BrokenChainError with the first broken position.

    `known` are heads noted elsewhere (paper, directory): only they show that rows at the end were cut off.
    """
    noted = {head.position: head.h for head in known}
    position, previous, day = 0, START, date.min
    for row in rows:
        position += 1
        whole = _follows(row, position, previous, day)
        if not whole or not hmac.compare_digest(noted.pop(position, row.h), row.h):
            raise BrokenChainError(position)
        previous, day = row.h, row.day
    missing = [at for at in noted if at > position]
    if missing:
        raise BrokenChainError(position + 1)
    return Head(position=position, h=previous)


def read(rows: Iterable[Row], identity: str) -> Iterator[tuple[int, date, dict[str, Any] | None]]:
    """Who did what, with an auditor's identity, offline; None for a row that is not sealed to
    her.
    """
    for row in rows:
        try:
            yield row.position, row.day, open_actor(identity, row.actor_part)
        except ForeignPartError:
            yield row.position, row.day, None


def export(rows: Iterable[Row], file: IO[bytes]) -> None:
    """Writes a chain as lines of JSON, the form that `load` and any script can read."""
    file.write(dump_json({"v": FORMAT}) + b"\n")
    for row in rows:
        line = {
            "position": row.position,
            "day": row.day.isoformat(),
            "previous": b64u(row.previous),
            "case_part": b64u(row.case_part),
            "actor_part": b64u(row.actor_part),
            "h": b64u(row.h),
        }
        file.write(dump_json(line) + b"\n")


def load(file: IO[bytes]) -> Iterator[Row]:
    """The rows of an exported file. Raises NotAnAuditError for another file; a damaged line is a
    BrokenChainError.
    """
    try:
        if load_json(file.readline()).get("v") != FORMAT:
            raise NotAnAuditError
    except AmanaError as error:
        raise NotAnAuditError from error
    for number, line in enumerate(file, start=1):
        try:
            yield _row(load_json(line))
        except (AmanaError, KeyError, TypeError, ValueError) as error:
            raise BrokenChainError(number) from error


def _row(line: dict[str, Any]) -> Row:
    if type(line["position"]) is not int or len(line["day"]) != _ISO_DAY:
        raise ValueError
    return Row(
        position=line["position"],
        day=date.fromisoformat(line["day"]),
        previous=unb64u(line["previous"], 32),
        case_part=unb64u(line["case_part"], CASE_PART),
        actor_part=unb64u(line["actor_part"], ACTOR_PART),
        h=unb64u(line["h"], 32),
    )


def _follows(row: Row, position: int, previous: bytes, day: date) -> bool:
    return (
        row.position == position
        and row.day >= day
        and len(row.case_part) == CASE_PART
        and len(row.actor_part) == ACTOR_PART
        and hmac.compare_digest(row.previous, previous)
        and hmac.compare_digest(
            row.h, digest(position, row.day, row.previous, row.case_part, row.actor_part)
        )
    )
