"""Adding files at the desk: sealed and hashed while they arrived, then each an exhibit with its custody (P5, P10)."""

import secrets
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from amana.desk.cases import keyed
from amana.desk.cases.clock import today
from amana.desk.cases.history import note
from amana.desk.cases.number import draw
from amana.desk.cases.opened import open_case
from amana.desk.cases.records import seal
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import custody
from amana.desk.vault.arriving import Arrived
from amana.desk.vault.files import Facts, files_of, place_of
from amana.desk.vault.models import File
from amana.errors import AmanaError
from amana.wire.encoding import b64u

WAYS: Final = ("shown", "sent", "scan", "capture", "other")  # how it was handed over at the desk
_WORDS: Final = 300  # characters
_NAME: Final = 200


class NothingToAdd(AmanaError):
    """No file was chosen, so nothing was added. Choose a file, say how it came, and add it."""


@transaction.atomic
def add(
    unlocked: Unlocked, number: int, files: Sequence[Arrived], *, way: str, words: str
) -> list[int]:
    """Makes an exhibit of each file; gives their numbers. Raises NothingToAdd or NoSuchCase."""
    opened = open_case(unlocked, number)
    if not files or way not in WAYS:
        raise NothingToAdd
    last = max((file.facts.exhibit for file in files_of(opened)), default=0)
    made = []
    for exhibit, arrived in enumerate(files, last + 1):
        row = File(key=draw(), case=opened.case, epoch=opened.case.epoch)
        row.blob, row.size, row.blob_epoch = arrived.blob, arrived.sealed_size, opened.case.epoch
        hashed = arrived.received.hashed
        facts = Facts(
            exhibit=exhibit,
            upload=b64u(secrets.token_bytes(16)),
            role="file",
            identity="",
            listed=True,
            name=(arrived.name or "")[:_NAME],
            type=(arrived.content_type or "")[:_NAME],
            size=hashed.size,
            sha256=b64u(hashed.sha256),
            arrived=today().isoformat(),
            checked="whole",
            way=way,
            by=unlocked.officer.id,
        )
        arrived.received.put_into(facts)
        row.sealed = seal(opened.secret.records, facts.dump(), place_of(row))
        row.save(force_insert=True)
        custody.enter(opened, "added", facts, actor=unlocked.officer.id, words=words[:_WORDS])
        note(opened, unlocked, "exhibit.added", exhibit=exhibit)
        made.append(exhibit)
    opened.save()
    transaction.on_commit(keyed.wake)
    return made
