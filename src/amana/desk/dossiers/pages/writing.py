"""One draft: what the lawyer writes and chooses, a form for each part."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.dossiers.draft import Asked, Chosen, Draft, NoSuchDraft, draft_of
from amana.desk.dossiers.flows import write
from amana.desk.dossiers.gather import marked_rows, there
from amana.desk.dossiers.sentence import Sentence
from amana.desk.dossiers.texts import texts
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.vault.kinds import shown_kind
from amana.desk.vault.marks import Spot
from amana.desk.vault.timeline import Timeline, timeline_of
from amana.dossier.terms import Basis, Original, Support

_SENDERS: Final = 12  # of whom one may be she
_FILLS: Final = {
    "her-words": write.start_from_her_words,
    "marked": write.add_marked_events,
}


def draft_or_404(request: DeskRequest, number: str, key: int) -> tuple[OpenedCase, Draft]:
    """Raises Http404 alike for no case, another's, and no such draft."""
    opened = case_of(request, number)
    try:
        return opened, draft_of(opened, key)
    except NoSuchDraft as error:
        raise Http404 from error


@require_GET
@signed_in
def page(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """The whole draft."""
    opened, draft = draft_or_404(request, number, key)
    timeline = timeline_of(request.unlocked, opened)
    context = part_of_case(opened, number, "dossiers") | {
        "key": key,
        "draft": draft,
        "statement": draft.statement,
        "statement_empty": not draft.statement,
        "events": [(each, _words(each, timeline)) for each in draft.events],
        "bases": [basis.value for basis in Basis],
        "supports": [support.value for support in Support],
        "originals": [original.value for original in Original],
        "exhibits": [
            (file, shown_kind(file.facts), draft.exhibits.get(file.facts.exhibit))
            for file in there(opened)
        ],
        "numbers": sorted(draft.exhibits),
        "chats": _chats(draft, opened, timeline),
        "senders": _senders(timeline),
        "marked": len(marked_rows(opened, timeline)),
        **_pack_words(draft),
    }
    return render(request, "dossiers/draft.html", context)


def _words(sentence: Sentence, timeline: Timeline) -> str:
    row = timeline.by_spot.get(Spot(**sentence.spot)) if sentence.spot else None
    return row.message.text if row else ""


def _chats(draft: Draft, opened: OpenedCase, timeline: Timeline) -> list[dict[str, Any]]:
    marked: dict[str, int] = {}
    for each in marked_rows(opened, timeline):
        name = timeline.names[each.row.spot]
        marked[name] = marked.get(name, 0) + 1
    found = []
    for chat in timeline.chats:
        much, count = draft.chats.get(chat.name, "none"), marked.get(chat.name, 0)
        said = len(chat.messages)
        found.append({"name": chat.name, "chat": chat, "much": much, "marked": count, "said": said})
    return found


def _senders(timeline: Timeline) -> list[str]:
    """Who writes in the chats, the most frequent first."""
    counted = Counter(row.message.sender for row in timeline.rows if row.message.sender)
    return [sender for sender, _ in counted.most_common(_SENDERS)]


def _pack_words(draft: Draft) -> dict[str, Any]:
    reader, pack = get_language() or "ar", texts()
    asked = {each.id: each.values for each in draft.requests}
    return {
        "courts": [
            (c.id, c.name[reader], c.task[reader]) for c in pack.courts_of(draft.jurisdiction)
        ],
        "elements": [
            (
                text.id,
                text.name[reader],
                text.looks_for[reader],
                text.support[reader],
                draft.elements[text.id],
            )
            for text in pack.elements
        ],
        "requests": [
            {
                "id": text.id,
                "name": text.name[reader],
                "text": text.text[draft.language],
                "note": text.note[reader],
                "asked": text.id in asked,
                "gaps": [(gap, asked.get(text.id, {}).get(gap, "")) for gap in text.placeholders],
            }
            for text in pack.requests_of(draft.jurisdiction)
        ],
        "platforms": [(s.id, s.name[reader], s.id in draft.platforms) for s in pack.sheets],
        "jurisdiction": pack.jurisdictions[draft.jurisdiction][reader],
    }


_Edit = Callable[[Draft, OpenedCase, Timeline], None]


def _saved(
    request: DeskRequest, number: str, key: int, edit: _Edit, anchor: str
) -> HttpResponseBase:
    opened, _ = draft_or_404(request, number, key)
    write.change(request.unlocked, opened.number, key, edit)
    return redirect(reverse("dossiers:draft", args=[number, key]) + f"#{anchor}")


@require_POST
@signed_in
def about(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Court, code, and how the statement was taken."""
    return _saved(request, number, key, write.about(request.POST.dict()), "about")


@require_POST
@signed_in
def sentence(request: DeskRequest, number: str, key: int, part: str) -> HttpResponseBase:
    """Adds or changes a sentence."""
    told = request.POST.dict()
    edit = write.put_sentence(part, told.get("id", ""), told, _numbers(request, "exhibits"))
    return _saved(request, number, key, edit, part)


@require_POST
@signed_in
def move(request: DeskRequest, number: str, key: int, part: str) -> HttpResponseBase:
    """Moves a paragraph up or down."""
    up = request.POST.get("to") == "up"
    edit = write.move(part, request.POST.get("id", ""), up=up)
    return _saved(request, number, key, edit, part)


@require_POST
@signed_in
def fill(request: DeskRequest, number: str, key: int, how: str) -> HttpResponseBase:
    """Begins a part with what the case holds."""
    if how not in _FILLS:
        raise Http404
    anchor = "events" if how == "marked" else "statement"
    return _saved(request, number, key, _FILLS[how](), anchor)


@require_POST
@signed_in
def elements(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """One row of the table of elements."""
    name, told = request.POST.get("name", ""), request.POST
    edit = write.put_element(
        name, told.get("support", ""), told.get("text", ""), _numbers(request, "exhibits")
    )
    return _saved(request, number, key, edit, "elements")


@require_POST
@signed_in
def exhibits(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Which exhibits, and how they are described."""
    told = request.POST
    chosen = {
        each: {name: told.get(f"{name}-{each}", "") for name in Chosen.__dataclass_fields__}
        for each in _numbers(request, "chosen")
    }
    return _saved(request, number, key, write.choose_exhibits(chosen), "exhibits")


@require_POST
@signed_in
def chats(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """How much of each chat."""
    told = request.POST
    much = {name: told.get(f"much:{name}", "none") for name in told.getlist("chat")}
    return _saved(
        request,
        number,
        key,
        write.choose_chats(much, told.getlist("read"), told.getlist("hers")),
        "chats",
    )


@require_POST
@signed_in
def chosen_texts(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Requests and explanations."""
    told = request.POST
    asked = []
    for id in told.getlist("request"):
        start = f"gap:{id}:"
        values = {n.removeprefix(start): told[n][:400] for n in told if n.startswith(start)}
        asked.append(Asked(id, values))
    edit = write.choose_texts(asked, told.getlist("platform"))
    return _saved(request, number, key, edit, "texts")


def _numbers(request: DeskRequest, name: str) -> list[int]:
    return [int(each) for each in request.POST.getlist(name) if each.isdecimal()]
