"""From a draft and the case to the snapshot that is printed: only what people confirmed, only what the lawyer went through (P9, P11)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from amana.chats.message import Message
from amana.desk.cases.codes import code_of
from amana.desk.cases.opened import OpenedCase
from amana.desk.dossiers.draft import Draft
from amana.desk.dossiers.gather import MarkedRow, chosen_rows, id_of, loss_id, trace_id
from amana.desk.dossiers.sentence import KEEP, LEAVE, Sentence
from amana.desk.dossiers.words import action_words, mark_words, tag_words, way_words
from amana.desk.vault import custody, losses, stamps, traces
from amana.desk.vault.files import CaseFile
from amana.desk.vault.marks import Spot
from amana.desk.vault.timeline import Row, Timeline
from amana.dossier import snapshot as form
from amana.packs.dossier import DossierTexts
from amana.wire.encoding import unb64u


@dataclass(frozen=True)
class Sources:
    """Where a paper's parts come from."""

    opened: OpenedCase
    timeline: Timeline
    files: dict[int, CaseFile]
    texts: DossierTexts
    reviewed: bool  # the pack's texts, by named people


def paper_of(draft: Draft, sources: Sources, *, made_on: datetime.datetime) -> form.Snapshot:
    """The snapshot. The same draft, case and moment give the same bytes."""
    opened, texts = sources.opened, sources.texts
    with translation.override(draft.language):
        exhibits = tuple(_exhibits(draft, sources, custody.chain(opened)))
        shown = {exhibit.number for exhibit in exhibits}
        court = next((c for c in texts.courts if c.id == draft.court), None)
        entries = [e for e in custody.chain(opened) if e.exhibit is None or e.exhibit in shown]
        log = tuple(_custody(entries))
        return form.Snapshot(
            case=draft.code,
            language=draft.language,
            made_on=made_on,
            desk=_desk_name(draft.language),
            officers=tuple(sorted({entry.actor for entry in log})),
            jurisdiction=texts.jurisdictions[draft.jurisdiction][draft.language],
            court=court.name[draft.language] if court else "",
            code_key_with=draft.key_with,
            statement_taken=draft.taken if _said(draft, "taken") else "",
            statement=tuple(_paragraphs(draft, sources)),
            chronology=tuple(_events(draft, sources)),
            elements=tuple(_elements(draft, texts)),
            identifiers=tuple(_identifiers(draft, opened, shown)),
            ledger=tuple(_ledger(draft, opened, shown)),
            unknowns=tuple(_lines_of(draft, "unknown", draft.unknowns)),
            requests=tuple(_requests(draft, texts)),
            explainers=tuple(_explainers(draft, texts)),
            exhibits=exhibits,
            transcripts=tuple(_transcripts(draft, sources)),
            custody=log,
            timestamps=tuple(stamps.shown_of(opened)),
            limitations=tuple(_lines_of(draft, "limit", draft.limitations)),
            verification=form.Verification(
                key_fingerprint=custody.fingerprint(opened),
                custody_head=custody.head_of(opened),
                bundle=f"{draft.code}.zip",
            ),
            pack_reviewed=sources.reviewed,
            specimen=settings.AMANA.demo,
        )


def _desk_name(language: str) -> str:
    names = settings.AMANA.name
    return str(names.get(language) or next(iter(names.values()), "—"))


def _admission(draft: Draft, sentence: Sentence) -> form.Admission | None:
    verdict = sentence.judged
    if verdict is None or verdict.says != KEEP:
        return None
    return form.Admission(decided_on=datetime.date.fromisoformat(verdict.day), officer=verdict.by)


def _stays(sentence: Sentence) -> bool:
    verdict = sentence.judged
    return verdict is None or verdict.says != LEAVE


def _said(draft: Draft, id: str) -> bool:
    """Whether words outside sentences stay."""
    return id not in draft.entries or _stays(draft.entries[id])


def _lines_of(draft: Draft, kind: str, lines: list[str]) -> Iterator[str]:
    return (line for place, line in enumerate(lines) if _said(draft, f"{kind}/{place}"))


def _left_out(draft: Draft) -> set[Spot]:
    """Messages that she left out anywhere: they stand nowhere, not as a line of a whole chat either."""
    return {Spot(**each.spot) for _, each in draft.sentences() if each.spot and not _stays(each)}


def _quote(sentence: Sentence, sources: Sources, draft: Draft) -> form.Quote | None:
    row = _row(sentence, sources.timeline)
    if row is None or not row.message.text or not _left_out(draft).isdisjoint(row.spots):
        return None
    translated = _translation(sentence, draft, sources.opened)
    return form.Quote(
        text=row.message.text,
        exhibit=row.spot.exhibit,
        start=row.spot.start,
        end=row.spot.end,
        member=row.spot.member,
        translation=translated,
    )


def _translation(sentence: Sentence, draft: Draft, opened: OpenedCase) -> form.Translation | None:
    if not sentence.translation:
        return None
    by = sentence.verdict.by if sentence.verdict else draft.by
    return form.Translation(
        text=sentence.translation, language=draft.language, by=code_of(opened, by)
    )


def _row(sentence: Sentence, timeline: Timeline) -> Row | None:
    return timeline.by_spot.get(Spot(**sentence.spot)) if sentence.spot else None


def _when(sentence: Sentence) -> form.When:
    clock = datetime.time.fromisoformat(sentence.clock) if sentence.clock else None
    day = datetime.date.fromisoformat(sentence.day) if sentence.day else None
    return form.When(day=day, clock=clock)


def _paragraphs(draft: Draft, sources: Sources) -> Iterator[form.Paragraph]:
    for sentence in filter(_stays, draft.statement):
        yield form.Paragraph(
            text=sentence.text,
            basis=form.Basis(sentence.basis),
            exhibits=tuple(n for n in sentence.exhibits if n in draft.exhibits),
            quote=_quote(sentence, sources, draft),
            admission=_admission(draft, sentence),
        )


def _events(draft: Draft, sources: Sources) -> Iterator[form.Event]:
    for sentence in filter(_stays, draft.events):
        row = _row(sentence, sources.timeline)
        yield form.Event(
            when=_moment(row.message, row.at) if row else _when(sentence),
            text=draft.code if row and sentence.text in draft.hers else sentence.text,
            basis=form.Basis(sentence.basis),
            exhibits=tuple(n for n in sentence.exhibits if n in draft.exhibits),
            quote=_quote(sentence, sources, draft),
            admission=_admission(draft, sentence),
        )


def _elements(draft: Draft, texts: DossierTexts) -> Iterator[form.ElementRow]:
    for text in texts.elements:
        judged = draft.elements[text.id]
        left = judged.note.text and not _stays(judged.note)
        yield form.ElementRow(
            element=form.Element(text.id),
            name=text.name[draft.language],
            looks_for=text.looks_for[draft.language],
            support=form.Support(judged.support),
            exhibits=tuple(n for n in judged.note.exhibits if n in draft.exhibits),
            note="" if left else judged.note.text,
            admission=None if left else _admission(draft, judged.note),
        )


def _identifiers(draft: Draft, opened: OpenedCase, shown: set[int]) -> Iterator[form.Identifier]:
    for trace in traces.confirmed_of(opened):
        if not _stays(draft.entries[trace_id(trace)]):
            continue
        kind, platform = traces.dossier_kind(trace.kind)
        yield form.Identifier(
            kind=form.IdentifierKind(kind),
            raw=trace.raw,
            normal=trace.normal,
            platform=platform,
            exhibits=tuple(n for n in trace.exhibits if n in shown),
            confirmed_by=code_of(opened, trace.by),
            note=trace.words,
        )


def _ledger(draft: Draft, opened: OpenedCase, shown: set[int]) -> Iterator[form.Loss]:
    for loss in losses.losses_of(opened):
        entry, sentence = loss.loss, draft.entries[loss_id(loss)]
        if not _stays(sentence):
            continue
        yield form.Loss(
            kind=form.LossKind(entry.kind.value),
            when=form.When(day=entry.day),
            amount=entry.amount,
            unit=entry.unit,
            state=form.LossState(entry.state.value),
            what=loss.what,
            channel=entry.channel,
            reference=entry.card or entry.reference,
            exhibits=tuple(n for n in entry.proofs if n in shown),
            admission=_admission(draft, sentence),
        )


def _requests(draft: Draft, texts: DossierTexts) -> Iterator[form.Request]:
    known = {text.id: text for text in texts.requests_of(draft.jurisdiction)}
    for asked in draft.requests:
        text = known.get(asked.id)
        if text is not None and _said(draft, f"request/{asked.id}"):
            yield form.Request(
                id=text.id,
                text=text.filled(draft.language, asked.values),
                law=text.law[draft.language],
            )


def _explainers(draft: Draft, texts: DossierTexts) -> Iterator[form.Explainer]:
    for platform in draft.platforms:
        found = texts.explainers.get((platform, draft.language))
        if found is not None:
            yield form.Explainer(
                platform=platform,
                title=found.title,
                blocks=(
                    form.Block(style=form.BlockStyle.PARAGRAPH, text=found.lead),
                    *(
                        form.Block(style=form.BlockStyle(b.style), text=b.text)
                        for b in found.blocks
                    ),
                ),
                sources=found.source,
                dated=found.checked_on,
            )


def _exhibits(
    draft: Draft, sources: Sources, entries: list[custody.Entry]
) -> Iterator[form.Exhibit]:
    zone = ZoneInfo(settings.TIME_ZONE)
    for number, chosen in sorted(draft.exhibits.items()):
        facts = sources.files[number].facts
        received = datetime.datetime.fromisoformat(facts.arrived).replace(tzinfo=zone)
        taken = facts.seen.get("taken")
        yield form.Exhibit(
            number=number,
            what=chosen.what if _said(draft, f"exhibit/{number}") else "",
            received_at=custody.received_at(entries, number) or received,
            how=way_words(facts.way),
            sha256=unb64u(facts.own).hex(),
            size=facts.size,
            name=facts.name if chosen.named else "",
            claimed=form.When(as_written=str(taken)) if taken else None,
            intimate=chosen.intimate,
            original=form.Original(chosen.original),
        )


def _transcripts(draft: Draft, sources: Sources) -> Iterator[form.Transcript]:
    rows: dict[str, list[MarkedRow]] = {}
    for marked in chosen_rows(draft, sources.opened, sources.timeline):
        if marked.row.spot.exhibit in draft.exhibits:
            rows.setdefault(sources.timeline.names[marked.row.spot], []).append(marked)
    for chat in sources.timeline.chats:
        chosen = rows.get(chat.name)
        if chosen:
            lines = tuple(_lines(chosen, draft, sources))
            yield form.Transcript(
                exhibit=chat.exhibit,
                title=draft.code if chat.title in draft.hers else chat.title,
                app=str(chat.told.get("app") or ""),
                lines=lines,
                member=chat.member,
                clock=str(chat.told.get("clock") or ""),
                left_out=len(chat.messages) - len(lines),
                not_understood=sum(gap.end - gap.start for gap in chat.gaps),
            )


def _lines(rows: list[MarkedRow], draft: Draft, sources: Sources) -> Iterator[form.Line]:
    left = _left_out(draft)
    for marked in rows:
        message, spot = marked.row.message, marked.row.spot
        sentence = draft.lines.get(id_of(spot))
        if not left.isdisjoint(marked.row.spots):
            continue
        notes = [mark_words(mark.value) for mark in message.marks]
        yield form.Line(
            when=_moment(message, marked.row.at),
            sender=draft.code if message.sender in draft.hers else message.sender,
            text=message.text,
            start=spot.start,
            end=spot.end,
            marks=tuple(tag_words(tag) for tag in marked.tags),
            note=" · ".join(notes),
            translation=_translation(sentence, draft, sources.opened) if sentence else None,
            admission=_admission(draft, sentence) if sentence else None,
        )


def _moment(message: Message, at: datetime.datetime | None) -> form.When:
    """As the export claims it: an instant in the desk's zone, or the phone's own clock."""
    if at is None or message.at is None:
        return form.When()
    stated = message.at.tzinfo is not None
    moment = timezone.localtime(message.at) if stated else message.at
    return form.When(
        day=moment.date(),
        clock=moment.time().replace(tzinfo=None),
        zone=settings.TIME_ZONE if stated else "",
        either=message.either.date() if message.either else None,
    )


def _custody(entries: list[custody.Entry]) -> Iterator[form.CustodyEntry]:
    for entry in entries:
        yield form.CustodyEntry(
            position=entry.position,
            at=entry.at,
            actor=entry.actor,
            action=action_words(entry.action),
            exhibit=entry.exhibit,
            digest=entry.digest,
        )
