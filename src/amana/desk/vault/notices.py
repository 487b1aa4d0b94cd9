"""The leads are told that a file was locked unseen: one sealed row for each, real or dummy, so that rows tell nothing (P4, P10)."""

from dataclasses import dataclass
from typing import Final

from amana.desk.cases.clock import today
from amana.desk.cases.opened import OpenedCase
from amana.desk.staff import certified
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.models import Notice
from amana.errors import AmanaError
from amana.seal.envelope import seal_frame
from amana.seal.open import open_frame
from amana.wire.encoding import dump_json, load_json

SIZE: Final = 2048  # bytes of a row: the words of a notice and the stanza of the age file
_CONTENT: Final = 1_400  # bytes before sealing
_WORDS: Final = 300  # characters, at most four bytes each


@dataclass(frozen=True)
class Told:
    """One notice as its lead reads it."""

    key: int
    day: object
    case: str
    exhibit: int
    by: str
    words: str


def tell(opened: OpenedCase, unlocked: Unlocked, exhibit: int, words: str) -> int:
    """Writes a row for every lead; real ones for those whom nobody left out of this case. Gives how many are real.

    In the caller's transaction.
    """
    wall = opened.head.wall()
    kept_out = wall.left_out | wall.shut_out
    real = 0
    content = {
        "case": opened.shown,
        "exhibit": exhibit,
        "by": unlocked.officer.id,
        "words": words[:_WORDS],
    }
    known = certified.holders()
    for lead in Officer.objects.filter(state=Officer.State.ACTIVE):
        if not certified.is_lead(lead, known):
            continue
        told = content if lead.id not in kept_out else {}
        real += bool(told)
        sealed = seal_frame(dump_json(told).ljust(_CONTENT), lead.recipient, size=SIZE)
        Notice.objects.create(officer=lead.id, day=today(), sealed=sealed)
    return real


def mine(unlocked: Unlocked) -> list[Told]:
    """The notices for this lead, oldest first."""
    found = []
    for row in Notice.objects.filter(officer=unlocked.officer.id).order_by("day", "key"):
        try:
            value = load_json(open_frame(bytes(row.sealed), unlocked.identity, size=SIZE))
        except AmanaError:
            continue
        if value:
            found.append(Told(row.key, row.day, **value))
    return found


def put_away(unlocked: Unlocked, key: int) -> None:
    """The lead has read it and done what the procedure says."""
    Notice.objects.filter(officer=unlocked.officer.id, key=key).delete()
