"""The relay's own health: keys, room, unfinished midnights, what nears its last day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from amana.cli.health import files
from amana.errors import AmanaError
from amana.wire.limits import KEPT_UNCOLLECTED

NEAR: Final = 10  # days before day 60


def findings(config_file: Path) -> Iterator[str]:
    """One sentence each. Raises ConfigError."""
    from amana.relay.config import read

    config = read(config_file)
    yield from files.disk(config.data, "relay")
    try:
        config.read_work_key()
    except AmanaError:
        yield f"The relay's work key {config.work_key} is missing: run `amana relay migrate`; nothing else is lost."
    yield from files.private((config.work_key,))
    if not config.roots:
        yield "The relay has no root key, so it admits no desk: put your offline root's public key into `roots`."
    if not config.data.is_dir():
        return
    from amana.relay.server import use

    use(config_file)
    yield from _rows()


def _rows() -> Iterator[str]:
    from django.db import DatabaseError

    from amana.relay.columns import today
    from amana.relay.directory.models import Document

    try:
        yield from _old(today())
        if not Document.objects.filter(kind="list").exists():
            yield "No desk is in the directory, so nobody can report: run `amana relay admit` with a desk's certificates and list."
    except DatabaseError:
        yield "The relay's tables are missing or not of this version: run `amana relay migrate`."


def _old(today: date) -> Iterator[str]:
    from amana.relay.letterbox.models import Report, State, Upload

    limit = today - timedelta(days=KEPT_UNCOLLECTED - NEAR)
    held = (State.WAITING, State.ACKNOWLEDGED)
    for name, model in (("reports", Report), ("files", Upload)):
        count = model.objects.filter(state__in=held, day__lte=limit).count()
        if count:
            yield (
                f"{count} {name} are not confirmed and near day {KEPT_UNCOLLECTED}: tell the desk by telephone "
                "to collect, and to make a verified backup."
            )
