"""A desk of 100,000 synthetic cases of which one officer opens 2,000. Runs inside the desk's process.

What she may open is made by the desk's own code. The other cases hold random bytes of the same
sizes: to whoever lacks their keys there is no difference.
"""

import hashlib
import os
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pyrage
from django.db import transaction
from django.utils import timezone

from amana.desk.cases import erasures
from amana.desk.cases.clock import today
from amana.desk.cases.grants import Entry
from amana.desk.cases.head import Admission, Danger, Head
from amana.desk.cases.keys import Keys, seal_keys
from amana.desk.cases.models import Case, Keyring, Record
from amana.desk.cases.number import draw
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.secrets import CaseSecret
from amana.desk.config import current
from amana.desk.intake.models import Waiting
from amana.desk.staff.flows.provision import Provisioned
from amana.desk.vault.blobs import store
from amana.desk.vault.pieces import Writer, new_name
from amana.packs import load
from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.envelope import seal_envelope
from amana.wire.authentic import write_from_her
from amana.wire.encoding import b64u
from amana.wire.report import Age, Files, Her, Report, Routing
from benchmarks.installation import PACK

CASES: Final = 100_000
OPENABLE: Final = 2_000
WAITING: Final = 20  # reports in the intake, every second one for her
STANZAS: Final = 16
_WORDS: Final = 150  # of each report
_CHUNK: Final = 2_000
_CHANCE: Final = random.Random(1)  # the same desk each time


@dataclass(frozen=True)
class Filled:
    """What the measuring needs of the desk that was made; `words` are those that reports are made of."""

    opened: OpenedCase
    words: list[str]
    envelopes: list[bytes]


def fill(officer: Provisioned) -> Filled:
    """Makes cases, her keyring and the intake."""
    words = load(PACK).words_file("ar").read_text("utf-8").split()
    erasures.begin(current())  # cases without a list of erasures look like a bad restore
    with transaction.atomic():
        opened = [_openable(officer.officer.id, words) for _ in range(OPENABLE)]
        _others(CASES - OPENABLE, of=opened[0].number)
        keys: Keys = {
            case.number: Entry(case.number, case.case.epoch, case.secret) for case in opened
        }
        Keyring.objects.create(
            officer=officer.officer.id, sealed=seal_keys(officer.recipient, keys)
        )
    envelopes = [_waiting(officer.recipient, mine=number % 2 == 0) for number in range(WAITING)]
    return Filled(opened[0], words, envelopes[::2])


def synthetic_report() -> tuple[Report, bytes]:
    """A first report of nobody, and its padded plaintext."""
    her = Her(
        recipient_of(new_identity()), os.urandom(16), os.urandom(32), os.urandom(32), os.urandom(32)
    )
    routing = Routing(os.urandom(8), (os.urandom(8),), (), "A", (), False, 1)
    files = Files(new_identity(), ())
    report = Report(os.urandom(16), os.urandom(16), "ar", her, routing, Age.ADULT, {}, files)
    return report, write_from_her(report, direction_key=her.to_desk, words="تجربة " * _WORDS)


def _openable(officer: str, words: list[str]) -> OpenedCase:
    day = today() - timedelta(days=_CHANCE.randrange(365))
    case = Case(day=day, epoch=1)
    case.save(force_insert=True)
    report, _ = synthetic_report()
    value = report.to_json()
    waits = _CHANCE.random() < 0.1
    head = Head(
        thread=value["thread"],
        lang="ar",
        her=value["her"],
        routing=value["routing"],
        nonce=b64u(os.urandom(32)),
        age="adult",
        answers={},
        admitted=[Admission(officer, officer, day.isoformat())],
        danger=Danger("high", day.isoformat(), "unsure"),
        seen=[value["id"]],
        sequence=[1],
        excerpt=" ".join(_CHANCE.choices(words, k=_WORDS)),
        last=day.isoformat(),
        since=day.isoformat() if waits else None,
    )
    opened = OpenedCase(case, CaseSecret.draw(), head)
    opened.save()
    return opened


def _others(count: int, *, of: int) -> None:
    """Cases that she cannot open, with records of the sizes of case `of`."""
    sizes = {r.kind: len(r.sealed) for r in Record.objects.filter(case_id=of)}
    for _ in range(count // _CHUNK):
        cases = [Case(day=today(), epoch=1) for _ in range(_CHUNK)]
        Case.objects.bulk_create(cases)
        Record.objects.bulk_create(
            Record(key=draw(), case=case, kind=kind, epoch=1, sealed=os.urandom(size))
            for case in cases
            for kind, size in sizes.items()
        )


def _waiting(recipient: str, *, mine: bool) -> bytes:
    """A collected envelope of 16 stanzas; her own is one of them, or none."""
    others = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(STANZAS - mine)]
    chosen = [*others[1:], *([recipient] if mine else [])]
    _, plaintext = synthetic_report()
    envelope = seal_envelope(plaintext, chosen=chosen, recovery=others[0], stanzas=STANZAS)
    name = new_name("envelope")
    writer = Writer(store(), name)
    writer.write(envelope)
    Waiting.objects.create(
        kind=Waiting.REPORT,
        relay_id=os.urandom(16),
        digest=hashlib.sha256(envelope).digest(),
        size=writer.finish(),
        blob=name,
        day=today(),
        hour=_whole_hour(),
    )
    return envelope


def _whole_hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)
