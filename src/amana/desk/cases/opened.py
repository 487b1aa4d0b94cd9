"""A case in the hands of someone who holds its secret: the only way to its records (P4)."""

from dataclasses import dataclass, field

from django.db import transaction

from amana.desk.cases.head import Head
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.lines import EXCERPT, TABLE, Line, touched
from amana.desk.cases.messages import Message
from amana.desk.cases.models import Case, Record
from amana.desk.cases.number import draw, shown
from amana.desk.cases.records import Place, SealedRecord, seal, unseal
from amana.desk.cases.secrets import CaseSecret
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError


class NoSuchCase(AmanaError):
    """There is no such case among yours. Nothing was changed. Open the case from the list."""


@dataclass
class OpenedCase:
    """A case, its present secret and its head."""

    case: Case
    secret: CaseSecret = field(repr=False)
    head: Head = field(repr=False)

    @property
    def number(self) -> int:
        """The case's number."""
        return self.case.number

    @property
    def shown(self) -> str:
        """The number as people read it out."""
        return shown(self.case.number)

    def save(self) -> None:
        """Seals head and line again. In the caller's transaction."""
        self._put(Record.HEAD, self.head.dump())
        self._put(Record.LINE, self._line().dump())
        number = self.number
        transaction.on_commit(lambda: touched(number))

    def add(self, message: Message) -> Record:
        """Keeps a message of the timeline."""
        return self._insert(Record.MESSAGE, message.dump())

    def messages(self) -> list[tuple[Record, Message]]:
        """The timeline, oldest first."""
        rows = Record.objects.filter(case=self.case, kind=Record.MESSAGE)
        opened = [(row, Message.load(self.open_record(row))) for row in rows]
        return sorted(opened, key=lambda pair: (pair[1].order, pair[0].key))

    def open_record(self, row: Record) -> bytes:
        """The content of a record of any epoch of this case. Raises SealedRecord."""
        secret = self.head.secrets(self.case.epoch, self.secret).get(row.epoch)
        if secret is None:
            raise SealedRecord
        return unseal(secret.records, bytes(row.sealed), place_of(row))

    def replace(self, row: Record, content: bytes) -> None:
        """Seals other content into a record. In the caller's transaction."""
        row.epoch = self.case.epoch
        row.sealed = seal(self.secret.records, content, place_of(row))
        row.save(update_fields=["epoch", "sealed"])

    def reseal(self, row: Record) -> None:
        """Moves one record of an older epoch under the present secret."""
        content = self.open_record(row)
        old, row.epoch = row.epoch, self.case.epoch
        sealed = seal(self.secret.records, content, place_of(row))
        Record.objects.filter(key=row.key, epoch=old).update(sealed=sealed, epoch=row.epoch)

    def _put(self, kind: str, content: bytes) -> None:
        row = Record.objects.filter(case=self.case, kind=kind).first()
        if row is None:
            self._insert(kind, content)
            return
        self.replace(row, content)

    def _insert(self, kind: str, content: bytes) -> Record:
        row = Record(key=draw(), case=self.case, kind=kind, epoch=self.case.epoch)
        row.sealed = seal(self.secret.records, content, place_of(row))
        row.save(force_insert=True)
        return row

    def _line(self) -> Line:
        head = self.head
        return Line(
            number=self.number,
            day=self.case.day.isoformat(),
            state=self.case.state,
            lang=head.lang,
            age=head.age,
            danger=head.danger.level if head.danger else "",
            since=head.since or "",
            last=head.last,
            letters=len(head.seen),
            files=sum(len(entry.uploads) for entry in head.files),
            thread=head.thread,
            excerpt=head.excerpt[:EXCERPT],
        )


def place_of(row: Record) -> Place:
    """Where a record lies."""
    return Place(table=TABLE, row=row.key, column="sealed", epoch=row.epoch)


def open_case(unlocked: Unlocked, number: int) -> OpenedCase:
    """Opens a case with the officer's keyring. Raises NoSuchCase: for a case that is not there, and alike for one that her key
    does not open. Inside a transaction the case's row is held until its end.
    """
    entry = keys_of(unlocked).get(number)
    if entry is None:
        raise NoSuchCase
    return open_with(number, entry.secret)


def open_with(number: int, secret: CaseSecret) -> OpenedCase:
    """Opens a case with its secret. Raises NoSuchCase."""
    rows = Case.objects.filter(number=number)
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update()
    case = rows.first()
    row = Record.objects.filter(case_id=number, kind=Record.HEAD).first()
    if case is None or row is None or row.epoch != case.epoch or case.state == Case.WITHHELD:
        raise NoSuchCase
    try:
        head = Head.load(unseal(secret.records, bytes(row.sealed), place_of(row)))
    except SealedRecord as error:
        raise NoSuchCase from error
    return OpenedCase(case, secret, head)
