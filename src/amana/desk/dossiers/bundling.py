"""The bundle that goes with a paper: the same chain, the same exhibits, streamed to whoever saves it (P2, P9)."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import IO, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from amana.chats.message import Message
from amana.darkroom.kinds import KINDS, UNKNOWN
from amana.desk.cases.codes import code_of
from amana.desk.cases.opened import OpenedCase
from amana.desk.dossiers.flows.make import Paper
from amana.desk.dossiers.printing import pdf_of
from amana.desk.vault import custody, stamps, traces
from amana.desk.vault.files import CaseFile, Facts, files_of
from amana.desk.vault.kinds import shown_kind
from amana.desk.vault.source import source_of
from amana.desk.vault.timeline import Timeline
from amana.desk.vault.transcripts import Chat
from amana.dossier import snapshot as form
from amana.dossier.terms import Original
from amana.errors import AmanaError
from amana.evidence.bundle import bundle
from amana.evidence.exhibit import Exhibit, Kind, Way
from amana.evidence.identifiers import Identifier, Place
from amana.evidence.intake import Hashed
from amana.evidence.ledger import Kind as LossKind
from amana.evidence.ledger import Loss
from amana.evidence.ledger import State as LossState
from amana.evidence.parts import BundleParts, ExhibitFile
from amana.evidence.transcripts import Line, Transcript
from amana.wire.encoding import unb64u

_CHUNK: Final = 1024 * 1024
_KINDS: Final = {
    "picture": Kind.PICTURE,
    "video": Kind.VIDEO,
    "sound": Kind.VOICE,
    "chat": Kind.CHAT,
    "mail": Kind.MAIL,
    "pdf": Kind.DOCUMENT,
}


class NeedsRecipient(AmanaError):
    """This dossier says that originals are sealed to a recipient, and none was named. Nothing was written. Enter the age key
    (age1…) of the lawyer or court expert who is to open them."""


class MixedOriginals(AmanaError):
    """Some originals are to be sealed and some to lie open; a bundle has one or the other. Nothing was written. Make the
    dossier again with one of the two."""


def parts_of(
    opened: OpenedCase, timeline: Timeline, paper: Paper, recipients: tuple[str, ...]
) -> BundleParts:
    """Everything that goes into the bundle. Raises NeedsRecipient, MixedOriginals or what printing raises."""
    zone = ZoneInfo(settings.TIME_ZONE)
    shown = {exhibit.number for exhibit in paper.snapshot.exhibits}
    files = {f.facts.exhibit: f for f in files_of(opened) if f.facts.exhibit in shown}
    carried = [files[n] for n in _carried(paper, recipients) if n in files and files[n].facts.there]
    chain = custody.until(opened, paper.position)
    entries = custody.chain(opened)
    named = {exhibit.number: exhibit.name for exhibit in paper.snapshot.exhibits}
    return BundleParts(
        case=paper.code,
        organisation=paper.snapshot.desk,
        made=paper.made_on.astimezone(zone),
        custody=chain.showing(shown),
        exhibits=[_exhibit(opened, file, entries, named) for file in carried],
        recipients=recipients,
        transcripts=list(_transcripts(timeline, paper)),
        quoted=list(_quoted(timeline, paper)),
        identifiers=list(_identifiers(opened, paper, shown)),
        ledger=[_loss(printed) for printed in paper.snapshot.ledger],
        stamps=stamps.stamped_of(opened, paper.position),
        dossier=pdf_of(paper.snapshot),
    )


def stream(opened: OpenedCase, paper: Paper, parts: BundleParts) -> Iterator[bytes]:
    """The zip, while it is written: no plaintext of an exhibit waits anywhere. Raises nothing once it has begun; a reader
    that misses the end of the zip sees that it is not whole.
    """
    signer = opened.head.secrets(opened.case.epoch, opened.secret)[paper.epoch].custody_key
    with bundle(parts, signer=signer, scratch=settings.AMANA.data) as made:
        yield from _written(made.write_zip)


def _written(write: Callable[[IO[bytes]], int]) -> Iterator[bytes]:
    out, into = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        with os.fdopen(into, "wb") as stream:
            try:
                write(stream)
            except BrokenPipeError:
                return
            except Exception as error:  # noqa: BLE001  told to the reader's side below
                failed.append(error)

    writer = threading.Thread(target=run, daemon=True)
    with os.fdopen(out, "rb") as source:
        writer.start()
        while chunk := source.read(_CHUNK):
            yield chunk
    writer.join()
    if failed:
        raise failed[0]


def _carried(paper: Paper, recipients: tuple[str, ...]) -> list[int]:
    sealed = {e.number for e in paper.snapshot.exhibits if e.original is Original.SEALED}
    opened = {e.number for e in paper.snapshot.exhibits if e.original is Original.IN_BUNDLE}
    if sealed and opened:
        raise MixedOriginals
    if sealed and not recipients:
        raise NeedsRecipient
    return sorted(sealed | opened)


def _exhibit(
    opened: OpenedCase, file: CaseFile, entries: list[custody.Entry], named: dict[int, str]
) -> ExhibitFile:
    facts = file.facts
    received = custody.received_at(entries, facts.exhibit)
    zone = ZoneInfo(settings.TIME_ZONE)
    exhibit = Exhibit(
        number=facts.exhibit,
        kind=_KINDS.get(shown_kind(facts), Kind.OTHER),
        hashed=Hashed(
            size=facts.size, sha256=unb64u(facts.own, 32), sha512=unb64u(facts.sha512, 64)
        ),
        salt=unb64u(facts.custody, 32),
        salted=unb64u(facts.salted, 32),
        received=received or datetime.fromisoformat(facts.arrived).replace(tzinfo=zone),
        zone=settings.TIME_ZONE,
        way=Way.DESK if facts.way else Way.REPORT,
        brought_by=code_of(opened, facts.by) if facts.by else "SHE-1",
        name=named.get(facts.exhibit, ""),
        ending=_ending(facts),
        type=facts.type,
    )

    def chunks() -> Iterator[bytes]:
        source = source_of(opened, file)
        for offset in range(0, source.size, _CHUNK):
            yield source.read_at(offset, _CHUNK)

    return ExhibitFile(exhibit, chunks)


def _ending(facts: Facts) -> str:
    """Of the file in the bundle, so that a reader's computer knows what to open it with: as its content was seen, not as it was named."""
    seen = str(facts.seen.get("type", ""))
    return seen if seen in KINDS and seen != UNKNOWN.name else ""


def _transcripts(timeline: Timeline, paper: Paper) -> Iterator[Transcript]:
    for printed in paper.snapshot.transcripts:
        chat = _chat_of(timeline, printed)
        if chat is None:
            continue
        wanted = {(line.start, line.end) for line in printed.lines}
        about = {
            "app": printed.app,
            "title": printed.title,
            "member": printed.member,
            "left_out": str(printed.left_out),
            "not_understood": str(printed.not_understood),
        }
        yield Transcript(about, lambda chat=chat, wanted=wanted: _lines(chat, wanted, paper))  # type: ignore[misc]


def _quoted(timeline: Timeline, paper: Paper) -> Iterator[Line]:
    for event in paper.snapshot.chronology:
        quote = event.quote
        if quote is None:
            continue
        wanted = (quote.exhibit, quote.member)
        for chat in (c for c in timeline.chats if (c.exhibit, c.member) == wanted):
            yield from _lines(chat, {(quote.start, quote.end)}, paper)


def _chat_of(timeline: Timeline, printed: form.Transcript) -> Chat | None:
    wanted, first = (printed.exhibit, printed.member), printed.lines[:1]
    there = (c for c in timeline.chats if (c.exhibit, c.member) == wanted)
    return next((c for c in there if first and c.holds(first[0].start)), None)


def _lines(chat: Chat, wanted: set[tuple[int | None, int | None]], paper: Paper) -> Iterator[Line]:
    for number, message in enumerate(chat.messages, 1):
        if (message.start, message.end) in wanted:
            yield _line(chat, number, message, paper)


def _line(chat: Chat, number: int, message: Message, paper: Paper) -> Line:
    hers = message.sender in paper.hers
    return Line(
        number=number,
        at=message.at.isoformat() if message.at else "",
        zone="" if message.at is None or message.at.tzinfo else str(chat.told.get("zone", "")),
        sender=paper.code if hers else message.sender,
        account="" if hers else message.account,
        kind=message.kind.value,
        text=message.text,
        exhibit=chat.exhibit,
        member=chat.member,
        start=message.start,
        end=message.end,
        attachment=message.attachment,
        marks=tuple(mark.value for mark in message.marks),
    )


def _identifiers(opened: OpenedCase, paper: Paper, shown: set[int]) -> Iterator[Identifier]:
    """Those that the paper prints, in its words; the case tells where each of them stands."""
    known = {(trace.raw, trace.normal): trace.places for trace in traces.traces_of(opened)}
    for printed in paper.snapshot.identifiers:
        places = tuple(
            Place(spot.exhibit, spot.member, spot.start, spot.end)
            for spot in known.get((printed.raw, printed.normal), ())
            if spot.exhibit in shown
        )
        yield Identifier(
            printed.kind.value,
            printed.raw,
            printed.normal,
            places,
            printed.confirmed_by,
            printed.note,
        )


def _loss(printed: form.Loss) -> Loss:
    """A line of the ledger as the paper prints it: what was entered later was not gone through with her."""
    kind = LossKind(printed.kind.value)
    is_card = kind is LossKind.CARD
    return Loss(
        kind=kind,
        amount=printed.amount or Decimal(0),
        unit=printed.unit,
        day=printed.when.day,
        channel=printed.channel,
        proofs=printed.exhibits,
        state=LossState(printed.state.value),
        reference="" if is_card else printed.reference,
        card=printed.reference if is_card else "",
    )
