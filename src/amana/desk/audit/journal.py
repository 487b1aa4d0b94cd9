"""Writing the audit, in the transaction of what it tells, one row after another."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from amana.desk.audit import chain, parts
from amana.desk.audit.models import Entry
from amana.desk.staff import events

_LOCK: Final = 0x616D616E61  # of PostgreSQL; SQLite's writers are one already
_AT_ONCE: Final = 2_000  # rows read in one go


def write(
    *,
    actor: str,
    action: str,
    case_secret: bytes | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Adds a row and gives its position, which a case keeps in its sealed record to find its
    history.

    `actor` is an officer's id, or "" for a clock. With a case secret the details open with it alone; without, to the auditors.
    """
    with transaction.atomic():
        _wait_for_turn()
        last = Entry.objects.order_by("-position").first()
        position = (last.position if last else 0) + 1
        # A clock set back must not break the chain: a row is never dated before the one it follows.
        day = max(timezone.localdate(), last.day) if last else timezone.localdate()
        previous = bytes(last.h) if last else chain.START
        told = {"actor": actor, "action": action, "at": timezone.localtime().strftime("%H:%M")}
        full = told | {"details": dict(details or {})}
        case_part = parts.seal_case(case_secret, position, full) if case_secret else parts.no_case()
        actor_part = parts.seal_actor(settings.AMANA.auditors, told if case_secret else full)
        Entry.objects.create(
            position=position,
            day=day,
            previous=previous,
            case_part=case_part,
            actor_part=actor_part,
            h=chain.digest(position, day, previous, case_part, actor_part),
        )
    return position


def of_case(
    secrets: Iterable[bytes], positions: Iterable[int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """A case's own history: its rows by the positions kept in the case, opened with its secrets,
    the newest first.

    Each content has actor, action, at, details and `day`. Rows that open with none of the secrets are left out.
    """
    keys = list(secrets)
    for entry in Entry.objects.filter(position__in=list(positions)).order_by("position"):
        for secret in keys:
            try:
                content = parts.open_case(secret, entry.position, bytes(entry.case_part))
            except parts.ForeignPartError:
                continue
            yield entry.position, content | {"day": entry.day}
            break


def rows() -> Iterator[chain.Row]:
    """The live chain, in order, without holding it in memory."""
    for entry in Entry.objects.order_by("position").iterator(chunk_size=_AT_ONCE):
        yield chain.Row(
            position=entry.position,
            day=entry.day,
            previous=bytes(entry.previous),
            case_part=bytes(entry.case_part),
            actor_part=bytes(entry.actor_part),
            h=bytes(entry.h),
        )


def head() -> chain.Head:
    """The last row's position and hash, for paper and directory."""
    last = Entry.objects.order_by("-position").first()
    return chain.Head(
        position=last.position if last else 0, h=bytes(last.h) if last else chain.START
    )


def listen() -> None:
    """Writes down what the staff room tells."""
    events.happened.connect(_heard, dispatch_uid="amana.desk.audit")


def _heard(
    sender: object, *, actor: str, action: str, details: Mapping[str, Any], **_: object
) -> None:
    write(actor=actor, action=action, details=details)


def _wait_for_turn() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
