"""Locking a file unseen: a child may be in it. No copy, no hash, no thumbnail stays; the leads are told; a text record is kept (P10).

What happens next stands in docs/safeguarding.md.
"""

from typing import Final

from django.db import transaction

from amana.desk.cases import signals
from amana.desk.cases.clock import today
from amana.desk.cases.erasures import record_lock
from amana.desk.cases.history import note
from amana.desk.cases.messages import Message
from amana.desk.cases.models import Record
from amana.desk.cases.opened import OpenedCase, open_case, open_with
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import custody, notices
from amana.desk.vault.blobs import store
from amana.desk.vault.files import CaseFile, Facts, files_of, one_of, save
from amana.desk.vault.models import Derived, File
from amana.desk.vault.pieces import erase
from amana.errors import AmanaError

_WORDS: Final = 300  # characters


class AlreadyLocked(AmanaError):
    """This exhibit is locked already: nothing of it is here any more. Nothing was changed. Follow the written procedure."""


class NoWordsForLock(AmanaError):
    """A locked file needs a few words on why a child may be in it, without describing what it shows. Nothing was locked yet.
    Write them and lock it."""


def lock(unlocked: Unlocked, number: int, exhibit: int, *, words: str) -> int:
    """Locks the file; gives how many leads were told. Raises AlreadyLocked, NoWordsForLock, NoSuchExhibit."""
    if not words.strip():
        raise NoWordsForLock
    with transaction.atomic():
        opened = open_case(unlocked, number)
        file = one_of(opened, exhibit)
        if file.facts.locked:
            raise AlreadyLocked
        told = notices.tell(opened, unlocked, exhibit, words.strip())
        blob, size = file.row.blob, file.row.size
        _forget(opened, file)
        file.facts = _emptied(file.facts, unlocked.officer.id, words.strip()[:_WORDS])
        save(opened, file)
        custody.enter(opened, "locked", file.facts, actor=unlocked.officer.id)
        note(opened, unlocked, "exhibit.locked", exhibit=exhibit, leads=told)
        signals.locked.send(OpenedCase, opened=opened, exhibit=exhibit)
        opened.save()
        record_lock(number, opened.case.epoch, file.row.key, today().isoformat())
        if blob:  # before the end of the transaction: a crash leaves a file that is gone and not yet locked, never the reverse
            erase(store(), blob, size)
    return told


def finish_restored(opened: OpenedCase) -> None:
    """In a restored database, files that were locked have lost their bytes already; here what their records tell goes too."""
    with transaction.atomic():
        there = open_with(opened.number, opened.secret)
        for file in files_of(there):
            if file.facts.own and not file.row.blob and not file.facts.locked:
                _forget(there, file)
                file.facts = _emptied(file.facts, "", "")
                save(there, file)
                signals.locked.send(OpenedCase, opened=there, exhibit=file.facts.exhibit)


def forget_restored(keys: list[int]) -> None:
    """Removes the bytes of files that the list of erasures names as locked, and everything made of them; no key is needed.

    In the caller's transaction.
    """
    for row in File.objects.filter(key__in=keys).exclude(blob=""):
        Derived.objects.filter(file=row).delete()
        name, size = row.blob, row.size
        row.blob, row.size = "", 0
        row.save(update_fields=["blob", "size"])
        erase(store(), name, size)


def _forget(opened: OpenedCase, file: CaseFile) -> None:
    """Everything made of it, and the closing letters that told its hash."""
    Derived.objects.filter(file=file.row).delete()
    file.row.blob, file.row.size = "", 0
    for row, message in opened.messages():
        if message.kind == "closing" and file.facts.listed:
            _blank(opened, row, message)


def _blank(opened: OpenedCase, row: Record, message: Message) -> None:
    facts = {name: value for name, value in vars(message).items() if name != "archive"}
    opened.replace(row, Message(**facts, archive=b"").dump())


def _emptied(facts: Facts, officer: str, words: str) -> Facts:
    """What remains: a number, days, and words. The salt goes, so that what custody holds can be traced to no file."""
    return Facts(
        exhibit=facts.exhibit,
        upload=facts.upload,
        role=facts.role,
        identity="",
        listed=True,
        arrived=facts.arrived,
        way=facts.way,
        by=facts.by,
        locked=today().isoformat(),
        locked_by=officer,
        locked_words=words,
    )
