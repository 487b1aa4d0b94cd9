"""An envelope that nobody had opened, by the file key that the sheets gave out: a case is made of a report, a letter joins its own (P5)."""

from dataclasses import dataclass, field

from amana.desk.cases.opened import NoSuchCase
from amana.desk.cases.walls import LeftOutByHer, Wall
from amana.desk.intake.flows.attach import case_of_thread, take
from amana.desk.intake.flows.open_report import make_case, read_report
from amana.desk.intake.models import Waiting
from amana.desk.intake.reading import read
from amana.desk.intake.trial import envelope_of
from amana.desk.recovery.handed import Envelope
from amana.desk.recovery.heir import check_heir
from amana.desk.staff.sessions import Unlocked
from amana.seal.file_key import header_for
from amana.seal.header import header_length
from amana.seal.open import open_envelope
from amana.wire.encoding import b64u
from amana.wire.letter import Letter
from amana.wire.messages import FromHer, Message
from amana.wire.report import Report


@dataclass(frozen=True)
class Opened:
    """A row that is still kept, and what is in it."""

    row: Waiting
    plaintext: bytes = field(repr=False)
    message: Message[FromHer] = field(repr=False)

    @property
    def is_report(self) -> bool:
        """Whether a case is made of it."""
        return isinstance(self.message.manifest, Report)


def open_up(unlocked: Unlocked, handed: Envelope) -> Opened | None:
    """None when somebody took it meanwhile. Raises Unreadable, or what opening raises."""
    row = Waiting.objects.filter(key=handed.number, taken=False, blob__gt="").first()
    if row is None:
        return None
    envelope = envelope_of(row)
    header = header_for(handed.file_key, unlocked.officer.recipient)
    plaintext = open_envelope(header + envelope[header_length(envelope) :], unlocked.identity)
    return Opened(row, plaintext, read(plaintext))


def take_report(unlocked: Unlocked, opened: Opened) -> None:
    """Makes a case of it, admitting her alone. Raises what stands in the way; a report that is a case already is left as it is."""
    found = read_report(opened.row, opened.plaintext)
    if case_of_thread(unlocked, b64u(found.message.manifest.thread)) is not None:
        return
    routing = found.message.manifest.routing.to_json()
    wall = Wall(
        chosen=frozenset(routing["chosen"]),
        left_out=frozenset(routing["excluded"]),
        leads_only=routing["leads_only"] or found.message.card is not None,
    )
    check_heir(wall, unlocked)
    make_case(unlocked, found, admit=(), handed=True)


def take_letter(unlocked: Unlocked, opened: Opened) -> None:
    """Puts it into its case, when she has that. Raises NoSuchCase or LeftOutByHer."""
    manifest = opened.message.manifest
    excluded = (
        {b64u(person) for person in manifest.excluded} if isinstance(manifest, Letter) else ()
    )
    if unlocked.officer.id in excluded:
        raise LeftOutByHer
    number = case_of_thread(unlocked, b64u(manifest.thread))
    if number is None:
        raise NoSuchCase
    take(unlocked, opened.row, number, opened.plaintext)
