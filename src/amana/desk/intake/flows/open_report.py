"""Opening a report: with the officer's key, read in the dark room, made into a case, answered by a standing record (design §4.12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from amana.desk.cases import keyed
from amana.desk.cases.clock import today
from amana.desk.cases.flows.establish import establish
from amana.desk.cases.head import Head
from amana.desk.cases.keyholders import desk
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.walls import NotWithinChoice
from amana.desk.intake import notes
from amana.desk.intake.models import Waiting
from amana.desk.intake.reading import Unreadable, read
from amana.desk.intake.trial import envelope_of, forget, own
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.files import announce
from amana.errors import AmanaError
from amana.seal.open import open_envelope
from amana.wire.conversation import Conversation
from amana.wire.messages import Message, expect
from amana.wire.report import Report


class NotWaiting(AmanaError):
    """This report does not wait for you: a colleague has opened it, or it was never yours. Nothing was changed. Load the page again."""


@dataclass(frozen=True)
class ReadReport:
    """A report that this officer's key opened; nothing of it is stored yet."""

    row: Waiting
    message: Message[Report] = field(repr=False)
    plaintext: bytes = field(repr=False)

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the persons whom she chose, less those whom she left out."""
        routing = self.message.manifest.routing.to_json()
        return frozenset(routing["chosen"]) - frozenset(routing["excluded"])


def look_into(unlocked: Unlocked, key: int) -> ReadReport:
    """Opens and reads a waiting report. Raises NotWaiting, Unreadable, NotAuthentic, or what opening raises."""
    row = own(unlocked, key)
    if row is None or row.taken:
        raise NotWaiting
    return read_report(row, open_envelope(envelope_of(row), unlocked.identity))


def read_report(row: Waiting, plaintext: bytes) -> ReadReport:
    """Reads an opened report and checks that it is whole and meant for this desk.

    Raises Unreadable, NotAuthentic or NotWithinChoice.
    """
    message = read(plaintext)
    if not isinstance(message.manifest, Report):
        raise Unreadable
    report = expect(message, Report)
    if report.manifest.routing.desk != desk().id:
        raise NotWithinChoice
    Conversation.begin(report.manifest).take(report)  # wholeness; never who writes
    return ReadReport(row, report, plaintext)


def open_report(unlocked: Unlocked, key: int, *, admit: Sequence[str]) -> OpenedCase:
    """Makes a case of a waiting report and admits the opener and `admit`. One officer only succeeds.

    Raises what `look_into` raises, or what stands in the way of an admission.
    """
    opened = make_case(unlocked, look_into(unlocked, key), admit=admit)
    forget(unlocked, key)
    keyed.wake()
    return opened


def make_case(
    unlocked: Unlocked, found: ReadReport, *, admit: Sequence[str], handed: bool = False
) -> OpenedCase:
    """A case of a report that was read. `handed`: recovery gave it to an officer whom she did not choose.

    Raises NotWaiting, or what stands in the way of an admission.
    """
    with transaction.atomic():
        row = Waiting.objects.select_for_update().get(key=found.row.key)
        if row.taken or not row.blob:
            raise NotWaiting
        opened = establish(
            unlocked,
            report=found.message,
            plaintext=found.plaintext,
            admit=admit,
            handed=handed,
        )
        for files in opened.head.files:
            announce(
                opened,
                files.identity,
                [(upload["id"], upload["role"]) for upload in files.uploads],
            )
        row.taken, row.taken_day = True, today()
        row.note = notes.seal(
            notes.Taken(opened.number, unlocked.officer.id), _readers(opened.head)
        )
        row.save(update_fields=["taken", "taken_day", "note"])
    return opened


def _readers(head: Head) -> list[str]:
    """Recipients of those whom the envelope was for: with a card, the leads among them."""
    wall = head.wall()
    return [
        holder.recipient
        for holder in desk().eligible(
            chosen=[notes.person(p) for p in wall.chosen],
            excluded=[notes.person(p) for p in wall.left_out],
            leads_only=head.card is not None,
        )
    ]
