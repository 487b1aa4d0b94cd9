"""Looking at a picture, a frame or a page, and listening: a reason first, the record before the sight, one at a time (P10, LOOK.md)."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from amana.darkroom import room
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import custody, glimpses
from amana.desk.vault.files import CaseFile, one_of, save
from amana.desk.vault.kinds import PDF, PICTURE, SOUND, VIDEO, kind_of
from amana.desk.vault.models import Derived
from amana.desk.vault.source import source_of
from amana.errors import AmanaError

_REASON: Final = 200  # characters
_SHORTEST: Final = 8


class NoReasonToLook(AmanaError):
    """Looking needs its reason, in a few words that a court could read later. Nothing was opened. Write why you must see it."""


class NotToBeSeen(AmanaError):
    """This exhibit cannot be shown here: it is locked, not whole yet, or of a kind that is never opened. Nothing was opened.
    Work with what is written about it."""


class MayShowAChild(AmanaError):
    """She is under 18 or did not say her age, so no picture of this case is opened. Nothing was opened. If you know without
    looking that it shows words alone, record that first; if it may show her, lock it unseen."""


@dataclass(frozen=True)
class Seen:
    """What the page fetches once: the glimpse's name and what it is."""

    name: str
    kind: str


def look(unlocked: Unlocked, number: int, exhibit: int, *, reason: str, place: int = 0) -> Seen:
    """Records the reason, then opens one view. `place`: second of a video, page of a document from 0.

    Raises NoReasonToLook, NotToBeSeen, MayShowAChild, NoSuchExhibit or what the dark room refuses.
    """
    if len(reason.strip()) < _SHORTEST:
        raise NoReasonToLook
    opened, file = _recorded(unlocked, number, exhibit, reason.strip()[:_REASON])
    kind, source = kind_of(file.facts), source_of(opened, file)
    if kind == SOUND:
        return Seen(glimpses.hold(unlocked, room.listen(source).content, "audio/wav"), kind)
    if kind == PICTURE:
        image = room.reveal(source)
    elif kind == VIDEO:
        image = room.reveal_frame(source, float(place))
    else:
        image = room.reveal_page(source, place)
    return Seen(glimpses.hold(unlocked, image.content, image.type), kind)


def may_be_processed(opened: OpenedCase, file: CaseFile) -> bool:
    """Whether pictures of it may be made at all, blurred ones too: never of a child's, unless it is known to show words alone."""
    return opened.head.age == "adult" or bool(file.facts.no_person)


@transaction.atomic
def say_no_person(unlocked: Unlocked, number: int, exhibit: int, *, reason: str) -> None:
    """An officer says, without looking, that an exhibit of a case under 18 shows words alone, and how she knows."""
    if len(reason.strip()) < _SHORTEST:
        raise NoReasonToLook
    opened = open_case(unlocked, number)
    file = one_of(opened, exhibit)
    file.facts.no_person = unlocked.officer.id
    Derived.objects.filter(file=file.row, kind=Derived.TRIED).delete()  # now it may be blurred
    save(opened, file)
    words = reason.strip()[:_REASON]
    custody.enter(opened, "no-person", file.facts, actor=unlocked.officer.id, words=words)
    note(opened, unlocked, "exhibit.no-person", exhibit=exhibit)
    opened.save()


@transaction.atomic
def _recorded(
    unlocked: Unlocked, number: int, exhibit: int, reason: str
) -> tuple[OpenedCase, CaseFile]:
    opened = open_case(unlocked, number)
    file = one_of(opened, exhibit)
    kind = kind_of(file.facts)
    if not file.facts.there or kind not in {PICTURE, VIDEO, PDF, SOUND}:
        raise NotToBeSeen
    if kind != SOUND and not may_be_processed(opened, file):
        raise MayShowAChild
    action = "listened" if kind == SOUND else "looked"
    custody.enter(opened, action, file.facts, actor=unlocked.officer.id, words=reason)
    # The reason stands in custody alone, which is sealed again after an exclusion; the audit never is (P4).
    note(opened, unlocked, f"exhibit.{action}", exhibit=exhibit)
    opened.save()
    return opened, file
