"""Moves a file from one key to another without ever being whole anywhere: a stream out, a stream in (design §5).

After an exclusion the old case identity must open nothing that is kept; as she sealed it, a file is under the identity of its envelope.
"""

import io
import os
import threading
from collections.abc import Callable
from typing import IO, Final, cast

import pyrage
from django.db import transaction
from django.db.models import F

from amana.desk.cases.lines import touched
from amana.desk.cases.models import Case
from amana.desk.cases.opened import OpenedCase
from amana.desk.vault import custody
from amana.desk.vault.derived import drop_older
from amana.desk.vault.files import CaseFile, files_of, save
from amana.desk.vault.models import File
from amana.desk.vault.pieces import Reader, Writer, count, erase, new_name
from amana.errors import AmanaError
from amana.stores.blobs import Blobs

_CHUNK: Final = 1024 * 1024


class Halted(AmanaError):
    """The session was locked while a file was being sealed again. Nothing is lost; it goes on at the next sign-in."""


def reseal_files(opened: OpenedCase, store: Blobs, halted: Callable[[], bool]) -> None:
    """Every file of an older key, one after another. Raises Halted between two pieces; what was finished stays finished."""
    drop_older(opened)
    for file in files_of(opened):
        if file.row.blob and file.row.blob_epoch != opened.case.epoch:
            _reseal(opened, store, file, halted)
        elif file.row.epoch != opened.case.epoch:
            _settle(opened, file, lambda there: save(opened, there))


def remaining(opened: OpenedCase) -> tuple[int, int]:
    """Pieces done and in all."""
    done = total = 0
    for epoch, size in File.objects.filter(case=opened.case).values_list("blob_epoch", "size"):
        total += count(size)
        done += count(size) if epoch == opened.case.epoch else 0
    return done, total


def unfinished() -> set[int]:
    """Numbers of cases that have a file under an older key."""
    rows = File.objects.exclude(blob="").exclude(blob_epoch=F("case__epoch"))
    return set(rows.values_list("case_id", flat=True))


def check_new(opened: OpenedCase, store: Blobs, halted: Callable[[], bool]) -> None:
    """Checks what arrived and is listed and was not checked yet."""
    for file in files_of(opened):
        if file.row.blob and file.facts.listed and not file.facts.checked and not halted():
            check(opened, store, file)


def identity_of(opened: OpenedCase, file: CaseFile) -> str:
    """The identity that opens the blob as it lies now."""
    if file.row.blob_epoch == 0:
        return file.facts.identity
    return opened.head.secrets(opened.case.epoch, opened.secret)[file.row.blob_epoch].identity


def _reseal(opened: OpenedCase, store: Blobs, file: CaseFile, halted: Callable[[], bool]) -> None:
    source = Reader(store, file.row.blob, file.row.size)
    name = new_name("file")
    target = Writer(store, name)
    flow = _Flow(source, identity_of(opened, file), halted)
    try:
        with flow:
            recipient = pyrage.x25519.Recipient.from_str(opened.secret.recipient)
            pyrage.encrypt_io(cast(IO[bytes], flow), cast(IO[bytes], target), [recipient])
        if halted():
            raise Halted
    except BaseException:
        target.finish()
        erase(store, name, target.size)
        raise
    size = target.finish()
    old, old_size = file.row.blob, file.row.size
    unread = flow.broken and not flow.count and file.row.blob_epoch == 0

    def put(there: CaseFile) -> None:
        if unread:  # it opens with no key of hers: kept as it came
            there.facts.checked = "broken"
        else:
            there.row.blob, there.row.size = name, size
            if flow.broken:
                there.facts.checked, there.facts.kept = "broken", flow.count
        there.row.blob_epoch = opened.case.epoch
        save(opened, there)

    put_there = _settle(opened, file, put)
    if unread or not put_there:
        erase(store, name, size)
    else:
        erase(store, old, old_size)


@transaction.atomic
def _settle(opened: OpenedCase, file: CaseFile, change: Callable[[CaseFile], None]) -> bool:
    """Changes a file as it is now; False when blob or secret are others by now: it was locked, say, while this went on."""
    case = Case.objects.select_for_update().filter(number=opened.number).first()
    if case is None or case.epoch != opened.case.epoch:
        return False
    there = next((f for f in files_of(opened) if f.row.key == file.row.key), None)
    if there is None or (there.row.blob, there.row.blob_epoch) != (
        file.row.blob,
        file.row.blob_epoch,
    ):
        return False
    change(there)
    number = opened.number
    transaction.on_commit(lambda: touched(number))
    return True


def check(opened: OpenedCase, store: Blobs, file: CaseFile) -> None:
    """Hashes the bytes before anything parses them, and holds them against what the closing letter claims. The outcome is a fact,
    not an error.
    """
    arriving, left = custody.Receiving(), file.facts.size
    with _Flow(Reader(store, file.row.blob, file.row.size), identity_of(opened, file)) as flow:
        while piece := flow.read(_CHUNK):
            arriving.add(piece[:left])
            left -= min(left, len(piece))
    received = arriving.finish()

    def found(there: CaseFile) -> None:
        facts = there.facts
        if facts.checked:
            return
        if flow.broken:
            facts.checked, facts.kept = "broken", flow.count
        else:
            received.put_into(facts)
            facts.checked = "whole" if left == 0 and facts.own == facts.sha256 else "differs"
        save(opened, there)
        custody.enter(opened, "received", facts)

    _settle(opened, file, found)


class _Flow(io.RawIOBase):
    """The plaintext of an age file as a stream; what follows damage is not there, and `broken` says so."""

    def __init__(
        self, source: Reader, identity: str, halted: Callable[[], bool] = lambda: False
    ) -> None:
        out, into = os.pipe()
        self._out: IO[bytes] = os.fdopen(out, "rb", buffering=0)
        self._into: IO[bytes] = os.fdopen(into, "wb", buffering=0)
        self._identity = pyrage.x25519.Identity.from_str(identity)
        self._source = source
        self._halted = halted
        self.broken = False
        self.count = 0  # bytes read
        self._thread = threading.Thread(target=self._decrypt, daemon=True)

    def __enter__(self) -> "_Flow":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._out.close()
        self._thread.join()

    def read(self, count: int = -1, /) -> bytes:
        """At most `count` bytes; none at the end. Raises Halted."""
        if self._halted():
            raise Halted
        data = self._out.read(count)
        self.count += len(data)
        return data

    def _decrypt(self) -> None:
        try:
            pyrage.decrypt_io(cast(IO[bytes], self._source), self._into, [self._identity])
        except (pyrage.DecryptError, OSError, AmanaError):
            self.broken = True
        finally:
            self._into.close()
