"""A letter that only whom she still permits can open, of a case that nobody has any more: it is taken in by whoever takes the case up.

Everybody else sees nothing of it: where somebody has the case still, the letter waits for her as ever (P4, design §4.14).
"""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse

from amana.desk.cases import resealing
from amana.desk.cases import take_up as wraps
from amana.desk.cases.erasures import record_renewal
from amana.desk.cases.flows.exclude import renew
from amana.desk.cases.flows.take_up import NotVacant, check_taker, seat
from amana.desk.cases.keyring import forget as forget_keys
from amana.desk.cases.number import address
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_with
from amana.desk.cases.vacancies import Forsaken
from amana.desk.cases.walls import Wall
from amana.desk.intake.flows.attach import addressed, done, put_in
from amana.desk.intake.models import Waiting
from amana.desk.intake.reading import read
from amana.desk.intake.trial import envelope_of, forget
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.seal.open import open_envelope
from amana.wire.encoding import b64u
from amana.wire.letter import Letter


@dataclass(frozen=True)
class _Found:
    """A case that a letter of hers opens, though its reader was never admitted; used only where nobody has it."""

    opened: OpenedCase = field(repr=False)
    wall: Wall  # with the letter's own exclusions


def forsaken(unlocked: Unlocked) -> list[Forsaken]:
    """Letters of this session whose case nobody has, and that this officer may take up."""
    rows = Waiting.objects.filter(key__in=addressed(unlocked).keys(), taken=False)
    return [_shown(row) for row in rows if _may_take(unlocked, row)]


def take_up(unlocked: Unlocked, key: int) -> OpenedCase:
    """Takes up the case of a letter and takes the letter in. Raises NotVacant, or what stands in the way of an admission."""
    letter = addressed(unlocked).get(key)
    with transaction.atomic():
        row = Waiting.objects.select_for_update().filter(key=key, taken=False, blob__gt="").first()
        found = _look(letter) if letter is not None and row is not None else None
        if row is None or found is None:
            raise NotVacant
        check_taker(found.wall, unlocked)
        opened = found.opened
        plaintext = open_envelope(envelope_of(row), unlocked.identity)
        seat(opened, unlocked)
        if not put_in(unlocked, opened, read(plaintext), plaintext):
            renew(opened, unlocked)  # the key that the letter gave opens nothing from now on
            record_renewal(opened)
        opened.save()
        done(row)
    addressed(unlocked).pop(key, None)
    forget(unlocked, key)
    forget_keys(unlocked)
    resealing.ask(unlocked, opened.number)
    return opened


def _shown(row: Waiting) -> Forsaken:
    day: datetime.date = row.day
    return Forsaken(row.key, day, reverse("intake:take-up", args=[address(row.key)]))


def _may_take(unlocked: Unlocked, row: Waiting) -> bool:
    found = _look(addressed(unlocked)[row.key])
    if found is None:
        return False
    try:
        check_taker(found.wall, unlocked)
    except AmanaError:
        return False
    return True


def _look(letter: Letter) -> _Found | None:
    """The case, while nobody who works here has it and is still permitted."""
    entry = wraps.find(letter.take_up or b"")
    if entry is None:
        return None
    try:
        opened = open_with(entry.number, entry.secret)
    except NoSuchCase:
        return None
    known = frozenset(map(b64u, letter.lifts)) & opened.head.let_back
    left_out = opened.head.left_out | (frozenset(map(b64u, letter.excluded)) - known)
    left = set(opened.head.admitted_ids) - left_out
    if Officer.objects.filter(state=Officer.State.ACTIVE, id__in=left).exists():
        return None
    return _Found(opened, opened.head.wall().without(left_out))
