"""Writing a draft: one part after another, each saved by itself, so that two people's words do not overwrite one another's."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.db import transaction

from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.dossiers.draft import NONE, PARTS, WHOLE, Asked, Chosen, Draft, draft_of, keep
from amana.desk.dossiers.gather import follow, marked_rows
from amana.desk.dossiers.sentence import LONGEST, Sentence
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.timeline import Timeline, timeline_of
from amana.dossier.terms import Basis, Original, Support
from amana.errors import AmanaError

_LINE: Final = 400  # characters of a short field
_LIST: Final = 60  # lines of a list
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK: Final = re.compile(r"\d{2}:\d{2}")


class NoSuchSentence(AmanaError):
    """This sentence is not in the draft any more. Nothing was changed. Load the page again."""


@transaction.atomic
def change(
    unlocked: Unlocked, number: int, key: int, edit: Callable[[Draft, OpenedCase, Timeline], None]
) -> Draft:
    """Changes a draft and brings it up to the case. Raises NoSuchDraft and what the change raises."""
    opened = open_case(unlocked, number)
    draft = draft_of(opened, key)
    timeline = timeline_of(unlocked, opened)
    edit(draft, opened, timeline)
    follow(draft, opened, timeline)
    keep(opened, key, draft)
    return draft


def about(told: Mapping[str, str]) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """To whom it goes, the code that stands for her, and how her statement was taken."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        draft.court = told.get("court", "")[:_LINE]
        draft.code = told.get("code", "").strip()[:40] or draft.code
        draft.key_with = told.get("key_with", "").strip()[:_LINE]
        draft.taken = told.get("taken", "").strip()[:_LINE]
        draft.unknowns = _lines(told.get("unknowns", ""))
        draft.limitations = _lines(told.get("limitations", ""))
        draft.withheld = _lines(told.get("withheld", ""))

    return edit


def put_sentence(
    part: str, id: str, told: Mapping[str, str], exhibits: Sequence[int]
) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """Adds a sentence (no id) or changes one. Empty words remove it."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        if part not in PARTS:
            raise NoSuchSentence
        sentences: list[Sentence] = getattr(draft, part)
        known = next((each for each in sentences if each.id == id), None)
        if id and known is None:
            raise NoSuchSentence
        text = told.get("text", "").strip()[:LONGEST]
        if not text:
            if known is not None:
                sentences.remove(known)
            return
        sentence = known or Sentence.new(text)
        sentence.text = text
        sentence.basis = _one_of(told.get("basis", ""), [b.value for b in Basis], sentence.basis)
        sentence.exhibits = sorted(set(exhibits))
        sentence.day = _fits(_DAY, told.get("day", ""))
        sentence.clock = _fits(_CLOCK, told.get("clock", ""))
        sentence.translation = told.get("translation", "").strip()[:LONGEST]
        if known is None:
            sentences.append(sentence)
        if part == "events":
            sentences.sort(key=lambda each: (each.day or "9999", each.clock))

    return edit


def move(part: str, id: str, *, up: bool) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """Moves a paragraph of the statement one place."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        sentences: list[Sentence] = getattr(draft, part) if part in PARTS else []
        at = next((i for i, each in enumerate(sentences) if each.id == id), None)
        if at is None:
            raise NoSuchSentence
        to = at - 1 if up else at + 1
        if 0 <= to < len(sentences):
            sentences[at], sentences[to] = sentences[to], sentences[at]

    return edit


def start_from_her_words() -> Callable[[Draft, OpenedCase, Timeline], None]:
    """Her first report becomes the beginning of the statement, a paragraph each: "she states"."""

    def edit(draft: Draft, opened: OpenedCase, _timeline: Timeline) -> None:
        known = {each.text for each in draft.statement}
        for _, message in opened.messages():
            if message.hers and message.kind in {"report", "letter"}:
                for words in (w.strip() for w in message.words.split("\n")):
                    if words and words[:LONGEST] not in known:
                        draft.statement.append(Sentence.new(words, basis=Basis.STATES.value))

    return edit


def add_marked_events() -> Callable[[Draft, OpenedCase, Timeline], None]:
    """Every marked message becomes an event with its verbatim words; those that are there already stay as they are."""

    def edit(draft: Draft, opened: OpenedCase, timeline: Timeline) -> None:
        known = [each.spot for each in draft.events]
        for marked in marked_rows(opened, timeline):
            row, spot = marked.row, vars(marked.row.spot)
            if spot in known:
                continue
            draft.events.append(
                Sentence.new(
                    row.message.sender,
                    basis=Basis.SEEN.value,
                    exhibits=[row.spot.exhibit],
                    day=row.at.date().isoformat() if row.at else "",
                    clock=row.at.strftime("%H:%M") if row.at else "",
                    spot=spot,
                )
            )
        draft.events.sort(key=lambda each: (each.day or "9999", each.clock))

    return edit


def put_element(
    name: str, support: str, text: str, exhibits: Sequence[int]
) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """What the exhibits give for one element. Never "met": there is no such word here (P12)."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        judged = draft.elements.get(name)
        if judged is None:
            raise NoSuchSentence
        judged.support = _one_of(support, [s.value for s in Support], judged.support)
        judged.note.text = text.strip()[:LONGEST]
        judged.note.exhibits = sorted(set(exhibits))

    return edit


def choose_exhibits(
    chosen: Mapping[int, Mapping[str, str]],
) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """Which exhibits stand in the paper, how each is described, and where its original is."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        draft.exhibits = {
            number: Chosen(
                what=told.get("what", "").strip()[:_LINE],
                intimate=told.get("intimate") == "yes",
                original=_original(told),
                named=told.get("named") == "yes",
            )
            for number, told in chosen.items()
        }

    return edit


def _original(told: Mapping[str, str]) -> str:
    """Where an original is to be. What may show her in private never lies open in a bundle: sealed, or at the desk."""
    known = [
        o.value for o in Original if o is not Original.IN_BUNDLE or told.get("intimate") != "yes"
    ]
    return _one_of(told.get("original", ""), known, Original.AT_DESK.value)


def choose_chats(
    much: Mapping[str, str], read: Sequence[str], hers: Sequence[str]
) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """How much of each chat goes in, a whole one only when the lawyer says that she has read it whole; and which senders are she."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        draft.hers = list(hers)
        draft.whole_read = [name for name in read if much.get(name) == WHOLE]
        draft.chats = {
            name: NONE if told == WHOLE and name not in draft.whole_read else told
            for name, told in much.items()
        }

    return edit


def choose_texts(
    asked: Sequence[Asked], platforms: Sequence[str]
) -> Callable[[Draft, OpenedCase, Timeline], None]:
    """Requests to the judge, and platforms to explain."""

    def edit(draft: Draft, _opened: OpenedCase, _timeline: Timeline) -> None:
        draft.requests = list(asked)
        draft.platforms = list(platforms)

    return edit


def _lines(text: str) -> list[str]:
    return [line.strip()[:_LINE] for line in text.splitlines() if line.strip()][:_LIST]


def _one_of(told: str, known: Sequence[str], otherwise: str) -> str:
    return told if told in known else otherwise


def _fits(form: re.Pattern[str], told: str) -> str:
    return told if form.fullmatch(told) else ""
