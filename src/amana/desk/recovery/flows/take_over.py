"""The officer takes over what was recovered for her: cases under a new secret, and reports that nobody had opened (design §5).

It happens by itself in her session, a step at a time, and can be cut short anywhere: what is done already is found done.
"""

from collections import Counter
from collections.abc import Callable
from typing import Final

from django.db import transaction

from amana.desk.audit import journal
from amana.desk.cases import keyed
from amana.desk.recovery.envelopes import open_up, take_letter, take_report
from amana.desk.recovery.handed import FRAME, Envelope, Handed, open_one
from amana.desk.recovery.heir import take_case
from amana.desk.recovery.models import Brought
from amana.desk.staff.desk_keys import NoReplyKeyError, reply_key
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

_TAKEN: Final = "taken"
_REFUSED: Final = "refused"


@keyed.register
def take_over(unlocked: Unlocked) -> None:
    """Whatever two leads agreed to hand to this officer. Waits for the desk's reply key, by which her page is told the new secret."""
    rows = list(Brought.objects.filter(officer=unlocked.officer.id, agreed=True))
    if not rows or not _can_tell_her(unlocked):
        return
    for row in rows:
        done = _take(unlocked, _opened(unlocked, row))
        if unlocked.alive:
            _finish(unlocked, row, done)


def _can_tell_her(unlocked: Unlocked) -> bool:
    try:
        reply_key(unlocked)
    except NoReplyKeyError:
        return False
    return True


def _opened(unlocked: Unlocked, row: Brought) -> list[Handed]:
    frames = bytes(row.frames)
    found = []
    for start in range(0, len(frames), FRAME):
        try:
            found.append(open_one(frames[start : start + FRAME], unlocked.identity))
        except AmanaError:
            continue  # damaged: the others are taken over
    return [handed for handed in found if handed is not None]


def _take(unlocked: Unlocked, handed: list[Handed]) -> Counter[str]:
    """Cases first, then reports, then letters, which belong to one of both."""
    done: Counter[str] = Counter()
    entries = [each for each in handed if not isinstance(each, Envelope)]
    for number in sorted({entry.number for entry in entries}):
        secrets = {entry.epoch: entry.secret for entry in entries if entry.number == number}
        done[_tried(unlocked, take_case, number, secrets)] += 1
    letters: list[Envelope] = []
    for each in handed:
        if isinstance(each, Envelope):
            done[_tried(unlocked, _report, each, letters)] += 1
    for each in letters:
        done[_tried(unlocked, _letter, each)] += 1
    return done


def _report(unlocked: Unlocked, handed: Envelope, letters: list[Envelope]) -> None:
    opened = open_up(unlocked, handed)
    if opened is not None and not opened.is_report:
        letters.append(handed)
    elif opened is not None:
        take_report(unlocked, opened)


def _letter(unlocked: Unlocked, handed: Envelope) -> None:
    opened = open_up(unlocked, handed)
    if opened is not None:
        take_letter(unlocked, opened)


def _tried(unlocked: Unlocked, work: Callable[..., None], *given: object) -> str:
    """A refusal keeps one case from her and stops no other."""
    if not unlocked.alive:
        return ""
    try:
        work(unlocked, *given)
    except AmanaError:
        return _REFUSED
    return _TAKEN


@transaction.atomic
def _finish(unlocked: Unlocked, row: Brought, done: Counter[str]) -> None:
    told = {"refused": done[_REFUSED]}
    journal.write(actor=unlocked.officer.id, action="recovery.taken_over", details=told)
    row.delete()
