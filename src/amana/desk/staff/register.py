"""An officer's own ties (tribe, family, offices), against which the leads hold a conflict card
(design §4.2).

Sealed to the leads and herself, in a frame of one size: neither its length nor its being empty tells anything.
"""

import os
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from amana.desk.staff import certified, events, sealing
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.wire.encoding import dump_json, load_json

FRAME: Final = 16 * 1024  # bytes: 4,000 letters of Arabic and a stanza for each lead
_CONTENT: Final = 12 * 1024
MOST: Final = 1_000  # letters a field
_VERSION: Final = "amana-register/1"


class TooMuchError(AmanaError):
    """This is longer than the register can hold. Nothing was changed. Shorten each field to a
    thousand letters.
    """


@dataclass(frozen=True, kw_only=True)
class Ties:
    """Her own words, as she would tell a lead. `day` is when she last looked it through."""

    tribe: str = ""
    family: str = ""
    offices: str = ""
    others: str = ""
    day: str = ""


def write(unlocked: Unlocked, ties: Ties) -> None:
    """Seals her register to herself and the certified leads. Raises TooMuchError."""
    if any(len(words) > MOST for words in asdict(ties).values()):
        raise TooMuchError
    content = dump_json({"v": _VERSION, **asdict(ties)})
    if len(content) > _CONTENT:
        raise TooMuchError
    with transaction.atomic():
        _put(unlocked.officer, content)
        events.tell(unlocked.officer.id, "staff.register_written")


def seal_again(unlocked: Unlocked) -> int:
    """At a lead's hands, after the leads changed: every register that she opens is sealed to the leads of now. Gives the number.

    In the caller's transaction.
    """
    count = 0
    for officer in Officer.objects.filter(state=Officer.State.ACTIVE).exclude(recipient=""):
        ties = read(unlocked, officer)
        if ties is not None:
            _put(officer, dump_json({"v": _VERSION, **asdict(ties)}))
            count += 1
    return count


def _put(officer: Officer, content: bytes) -> None:
    known = certified.holders()
    others = Officer.objects.filter(state=Officer.State.ACTIVE).exclude(pk=officer.pk)
    leads = [known[each.id].recipient for each in others if certified.is_lead(each, known)]
    sealed = sealing.seal(content.ljust(_CONTENT), [officer.recipient, *leads], size=FRAME)
    Officer.objects.filter(pk=officer.pk).update(register=sealed)


def read(unlocked: Unlocked, officer: Officer) -> Ties | None:
    """Her own register, or for a lead another's; None when there is none or it was sealed before
    she was a lead.
    """
    if not officer.register:
        return None
    try:
        content = load_json(sealing.unseal(bytes(officer.register), unlocked.identity, size=FRAME))
    except AmanaError:
        return None
    return Ties(**{name: str(content.get(name, "")) for name in Ties.__dataclass_fields__})


def empty() -> bytes:
    """What lies in the place of a register before there is one."""
    return os.urandom(FRAME)


def today() -> str:
    """How `Ties.day` is written."""
    return timezone.localdate().isoformat()


def declared(ties: Ties | None) -> date | None:
    """When she last declared that her register is whole."""
    return date.fromisoformat(ties.day) if ties is not None and ties.day else None
