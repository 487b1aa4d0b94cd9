"""Opening a case: a secret of its own, the report sealed again under it, the first admissions (design §4.12)."""

import os
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from amana.desk.cases import erasures, signals, take_up
from amana.desk.cases.clock import today
from amana.desk.cases.flows.admit import people_by_id
from amana.desk.cases.grants import Entry
from amana.desk.cases.head import Admission, Danger, FilesKey, Head
from amana.desk.cases.history import note
from amana.desk.cases.keyring import grant
from amana.desk.cases.lines import EXCERPT
from amana.desk.cases.messages import Message
from amana.desk.cases.models import Case
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.secrets import CaseSecret
from amana.desk.cases.walls import check_admissible, check_may_admit
from amana.desk.cases.wraps import renew_wrap
from amana.desk.staff.sessions import Unlocked
from amana.wire.encoding import b64u
from amana.wire.messages import Message as Opened
from amana.wire.report import Report

FIRST_EPOCH = 1
_NONCE = 32


@transaction.atomic
def establish(
    unlocked: Unlocked,
    *,
    report: Opened[Report],
    plaintext: bytes,
    admit: Sequence[str],
    handed: bool = False,
) -> OpenedCase:
    """Makes a case of a report that was read and whose MAC holds. `admit`: whom the opener names besides herself.
    `handed`: recovery gave it to an opener whom she did not choose.

    Raises what stands in the way of an admission (amana.desk.cases.walls); nothing was made then.
    """
    if not Case.objects.exists():
        erasures.begin(settings.AMANA)
    case = Case(day=today(), epoch=FIRST_EPOCH)
    case.save(force_insert=True)
    opened = OpenedCase(case, CaseSecret.draw(), _head(report))
    if handed:
        opened.head.handed.append(unlocked.officer.id)
    _admit(opened, unlocked, admit)
    entry = Entry(case.number, case.epoch, opened.secret)
    grant(entry, opened.head.admitted_ids)
    renew_wrap(opened)
    take_up.lay(opened)
    opened.add(_message(opened, report, plaintext))
    note(opened, unlocked, "case.recovered" if handed else "case.opened")
    signals.secret_renewed.send(OpenedCase, opened=opened, unlocked=unlocked)
    opened.save()
    return opened


def _admit(opened: OpenedCase, unlocked: Unlocked, admit: Sequence[str]) -> None:
    people, wall = people_by_id(), opened.head.wall()
    opener = people[unlocked.officer.id]
    others = [people[officer] for officer in dict.fromkeys(admit) if officer != opener.id]
    if others:
        check_may_admit(wall, opener)
    for person in [opener, *others]:
        check_admissible(wall, person)
        opened.head.admitted.append(Admission(person.id, opener.id, today().isoformat()))


def _head(report: Opened[Report]) -> Head:
    manifest, day = report.manifest, today().isoformat()
    value = manifest.to_json()
    files = FilesKey(**value["files"])
    return Head(
        thread=value["thread"],
        lang=manifest.lang,
        her=value["her"],
        routing=value["routing"],
        nonce=b64u(os.urandom(_NONCE)),
        age=value["age"],
        answers=value["answers"],
        plan=value.get("plan", {}),
        card=list(report.card.names) if report.card else None,
        danger=_danger(manifest, day),
        files=[files] if files.uploads else [],
        seen=[value["id"]],
        sequence=[manifest.seq],
        state_version=manifest.state_version,
        excerpt=(report.words or "")[:EXCERPT],
        since=day,
        last=day,
    )


def _danger(manifest: Report, day: str) -> Danger:
    """What she said, and high where she said nothing or is not sure (P11)."""
    said = manifest.answers.get("danger", "")
    level = "none" if said == "no" else "high"
    return Danger(level, day, said if isinstance(said, str) else "")


def _message(opened: OpenedCase, report: Opened[Report], plaintext: bytes) -> Message:
    return Message(
        id=opened.head.seen[0],
        kind="report",
        hers=True,
        seq=report.manifest.seq,
        epoch=0,
        day=today().isoformat(),
        order=opened.head.next_order(),
        lang=report.manifest.lang,
        archive=plaintext.rstrip(b"\0"),
    )
