"""Time-stamps of outside authorities on the custody of a case: once a day and for each paper, queued until somebody answers, kept raw.

What an authority sees is a hash over salted hashes, and nothing else. Which authorities there are, the organisation says in its
settings (P6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from amana.desk.cases import keyed
from amana.desk.cases.clock import today
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.models import Case
from amana.desk.cases.number import draw
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_case
from amana.desk.cases.watch import Watch
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import custody
from amana.desk.vault.models import File, Stamp
from amana.dossier.rows import Timestamp as Printed
from amana.errors import AmanaError
from amana.evidence.parts import Stamped
from amana.evidence.timestamps import nonce_of, read_reply, request_for

MOST: Final = 2  # authorities: two that do not know each other are enough
_MEMORY: Final = "vault.stamped"


@dataclass(frozen=True)
class Authority:
    """One authority of the settings: its short name, where it is asked, and its root certificates."""

    name: str
    url: str
    roots: bytes


def authorities() -> list[Authority]:
    """Those of the settings, two at most."""
    found = []
    for told in settings.AMANA.authorities[:MOST]:
        roots = Path(settings.AMANA.base / told["roots"]).read_bytes()
        found.append(Authority(told["name"], told["url"], roots))
    return found


@keyed.register
def ask(unlocked: Unlocked) -> None:
    """Once a day for each case of this session with exhibits: a stamp on the end of its custody, when that has grown."""
    if not settings.AMANA.authorities:
        return
    day, watch = unlocked.memory.get(_MEMORY, (None, Watch()))
    if day != today():
        watch = Watch()
        unlocked.memory[_MEMORY] = (today(), watch)
    for number in sorted(watch.cases(_with_files) & keys_of(unlocked).keys()):
        if unlocked.alive:
            watch.numbers.discard(number)
            _ask_for(unlocked, number)


def _with_files() -> set[int]:
    arrived = File.objects.exclude(blob="").values_list("case_id", flat=True)
    return set(arrived.distinct())


@transaction.atomic
def _ask_for(unlocked: Unlocked, number: int) -> None:
    try:
        opened = open_case(unlocked, number)
    except NoSuchCase:
        return
    chain = custody.custody_of(opened)
    if not chain.position or Stamp.objects.filter(case=opened.case, day=today()).exists():
        return
    ask_now(opened)


def ask_now(opened: OpenedCase) -> None:
    """Asks every authority for a stamp on the end of the chain as it is: once a day, and for each paper that is made, so that
    what the paper prints is stamped to its last entry. In the caller's transaction.
    """
    digest = custody.custody_of(opened).hash
    for authority in authorities():
        rows = Stamp.objects.filter(case=opened.case, authority=authority.name)
        if not rows.filter(digest=digest).exists():
            Stamp.objects.create(
                key=draw(),
                case=opened.case,
                digest=digest,
                authority=authority.name,
                day=today(),
                query=request_for(digest),
            )


def waiting() -> Iterator[tuple[Stamp, Authority]]:
    """The queue, for the worker: stamps that no authority has answered yet, the oldest first."""
    known = {authority.name: authority for authority in authorities()}
    for row in Stamp.objects.filter(reply=b"").order_by("day", "key"):
        if row.authority in known:
            yield row, known[row.authority]


def keep(row: Stamp, authority: Authority, reply: bytes) -> None:
    """Keeps a reply that holds. Raises BadStampReply, ForeignStamp or UntrustedStamp; the stamp then waits on."""
    read_reply(reply, bytes(row.digest), nonce_of(bytes(row.query)), authority.roots)
    Stamp.objects.filter(key=row.key).update(reply=reply)


def stamped_of(opened: OpenedCase, until: int) -> list[Stamped]:
    """The stamps on a case's chain up to a position, for a bundle, in the order of the chain."""
    known = {authority.name: authority for authority in authorities()}
    chain = custody.custody_of(opened)
    at = {chain.hash_at(position): position for position in range(1, chain.position + 1)}
    found = []
    for row in _answered(opened.case):
        position = at.get(bytes(row.digest), 0)
        if row.authority in known and 0 < position <= until:
            query, reply, roots = bytes(row.query), bytes(row.reply), known[row.authority].roots
            found.append(Stamped(row.authority, position, query, reply, roots))
    return sorted(found, key=lambda stamped: (stamped.position, stamped.authority))


def shown_of(opened: OpenedCase) -> list[Printed]:
    """The stamps as a paper prints them; those that wait are named as waiting."""
    known = {authority.name: authority for authority in authorities()}
    found = []
    for row in Stamp.objects.filter(case=opened.case).order_by("day", "key"):
        digest = bytes(row.digest)
        at, checked = None, ""
        if row.reply and row.authority in known:
            try:
                stamp = read_reply(
                    bytes(row.reply), digest, nonce_of(bytes(row.query)), known[row.authority].roots
                )
                at, checked = timezone.localtime(stamp.time), stamp.checked_by
            except AmanaError:
                continue
        found.append(
            Printed(authority=row.authority, at=at, digest=digest.hex(), checked_by=checked)
        )
    return found


def _answered(case: Case) -> list[Stamp]:
    return list(Stamp.objects.filter(case=case).exclude(reply=b"").order_by("day", "key"))
