"""What a letter of hers says about who may read (P4, design §4.7).

Whom she leaves out is left out at once. A wish to let somebody back waits: it is lifted only after an officer has heard her voice, never
without a verified letter that asks for it, and it admits nobody.
"""

import datetime
from dataclasses import dataclass
from typing import Self

from django.db import transaction

from amana.desk.cases import signals
from amana.desk.cases.clock import today
from amana.desk.cases.erasures import record_renewal
from amana.desk.cases.flows.admit import people_by_id
from amana.desk.cases.flows.exclude import renew
from amana.desk.cases.head import Head, Lift
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.cases.walls import NotALead
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.wire.encoding import b64u
from amana.wire.letter import Letter


class NotAsked(AmanaError):
    """She has not asked that this person may read again, in a message that is verified. Nothing was changed. Only her own message and
    her voice together lift what she decided."""


class NotHeard(AmanaError):
    """What is recorded about her voice is not complete. Nothing was changed. Choose who spoke with her, give a day between her message
    and today, and confirm that the contact rule and the agreed word were kept."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one letter says. Ids of persons; `verified`: its MAC holds under the present epoch."""

    letter: str
    seq: int
    verified: bool
    excluded: frozenset[str]
    lifts: frozenset[str]

    @classmethod
    def by(cls, letter: Letter, *, verified: bool) -> Self:
        """The words about readers in a letter."""
        return cls(
            letter=b64u(letter.id),
            seq=letter.seq,
            verified=verified,
            excluded=frozenset(map(b64u, letter.excluded)),
            lifts=frozenset(map(b64u, letter.lifts)),
        )


@dataclass(frozen=True, kw_only=True)
class Voice:
    """How her voice was heard: `spoke` is the officer who spoke with her; `kept`: contact rule and agreed word were kept."""

    spoke: str
    day: datetime.date
    kept: bool


def heed(opened: OpenedCase, unlocked: Unlocked, said: Said) -> bool:
    """Leaves out whom she leaves out anew, and remembers whom she asks back. Gives whether the case was sealed again.

    In the caller's transaction; the caller saves the head.
    """
    head = opened.head
    new = {person for person in said.excluded | said.lifts if _heed_one(head, person, said)}
    new -= head.left_out
    if not new:
        return False
    head.routing["excluded"] = sorted(head.left_out | new)
    head.admitted = [entry for entry in head.admitted if entry.officer not in new]
    note(opened, unlocked, "case.left_out", count=len(new))
    renew(opened, unlocked)
    record_renewal(opened)
    return True


def _heed_one(head: Head, person: str, said: Said) -> bool:
    """Notes what the letter says about one person; True when it leaves that person out."""
    lift = head.lift_of(person)
    if lift is not None and said.seq < lift.seq:
        return False  # an older letter that came late: what she said since counts
    asks = person in said.lifts
    if asks and lift is not None and lift.state == Lift.CONFIRMED:
        return False  # her page has not read yet that it was confirmed
    excluded = person in said.excluded
    if asks and (excluded or person in head.left_out):
        _ask(head, lift, person, said)
    elif lift is not None and excluded:
        lift.state = Lift.WITHDRAWN
    if lift is not None and said.verified:
        lift.seq = said.seq
    return excluded


def _ask(head: Head, lift: Lift | None, person: str, said: Said) -> None:
    if lift is not None and lift.state == Lift.ASKED and (lift.verified or not said.verified):
        return  # she says again what is known
    head.lifts = [entry for entry in head.lifts if entry.officer != person]
    seq = said.seq if said.verified else (lift.seq if lift else 0)
    day = today().isoformat()
    head.lifts.append(Lift(person, said.letter, day, verified=said.verified, seq=seq))


def wishes(head: Head, *, lead: bool) -> list[Lift]:
    """What an admitted officer is shown of her wishes; with a conflict card only a lead."""
    return [
        lift for lift in head.lifts if lift.state != Lift.WITHDRAWN and (lead or head.card is None)
    ]


@transaction.atomic
def confirm(unlocked: Unlocked, number: int, officer: str, voice: Voice) -> OpenedCase:
    """Lifts what she decided, once her voice was heard as well. `officer` may then be admitted; nothing admits by itself.

    Raises NoSuchCase, NotALead, NotAsked or NotHeard.
    """
    opened = open_case(unlocked, number)
    head = opened.head
    if head.card is not None and not people_by_id()[unlocked.officer.id].lead:
        raise NotALead
    lift = head.lift_of(officer)
    if lift is None or lift.state != Lift.ASKED or not lift.verified:
        raise NotAsked
    asked = datetime.date.fromisoformat(lift.day)
    if not (voice.kept and voice.spoke in head.admitted_ids and asked <= voice.day <= today()):
        raise NotHeard
    lift.state, lift.by = Lift.CONFIRMED, unlocked.officer.id
    lift.spoke, lift.heard = voice.spoke, voice.day.isoformat()
    head.routing["excluded"] = sorted(head.left_out - {officer})
    note(
        opened,
        unlocked,
        "case.let_back",
        officer=officer,
        spoke=voice.spoke,
        heard=lift.heard,
        letter=lift.letter,
    )
    signals.readers_changed.send(OpenedCase, opened=opened, unlocked=unlocked)
    opened.save()
    return opened
