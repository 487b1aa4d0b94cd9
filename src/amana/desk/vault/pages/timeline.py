"""One timeline over all chats: suggestions highlighted, marks put and taken off by people; and what was not understood (P9)."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amana.chats.message import Gap
from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.vault.files import NoSuchExhibit, files_of, one_of
from amana.desk.vault.gaps import shown_gaps
from amana.desk.vault.marks import TAGS, Mark, Spot, by_spot, marks_of, put, take_off
from amana.desk.vault.suggestions import Cut, cut_up, suggested_tags
from amana.desk.vault.timeline import Row, days, timeline_of
from amana.desk.vault.work import waiting_of

PAGE: Final = 100  # messages
_LONGEST: Final = 200  # characters of a search
_EVERYTHING, _MARKED, _SUGGESTED = "all", "marked", "suggested"


@dataclass(frozen=True)
class Shown:
    """A row with its marks, and its words cut at what the lexicon suggests."""

    row: Row
    marks: list[Mark]
    free: list[str]  # tags that are not on it yet
    cuts: list[Cut]


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: DeskRequest, number: str) -> HttpResponseBase:
    """A page of messages. Words to search for travel in a body, never in an address."""
    opened = case_of(request, number)
    timeline = timeline_of(request.unlocked, opened)
    marked = by_spot(marks_of(opened))
    chosen = request.POST.get("which", _EVERYTHING)
    words = request.POST.get("words", "")[:_LONGEST]
    rows = _chosen(timeline.rows, chosen, marked, suggested_tags(timeline))
    if words.strip():
        wanted = words.casefold()
        rows = [row for row in rows if wanted in row.message.text.casefold()]
    found = Paginator(rows, PAGE).get_page(request.POST.get("page", "1"))
    files = files_of(opened)
    context = part_of_case(opened, number, "chats") | {
        "chats": timeline.chats,
        "undecided": [c for c in timeline.chats if c.told.get("dates") == "ambiguous"],
        "days": [(day, [_shown(row, marked) for row in run]) for day, run in days(list(found))],
        "page": found,
        "which": chosen,
        "words": words,
        "tags": TAGS,
        "working": waiting_of(opened, files),
        "zone": timeline.zone.key,
    }
    return render(request, "vault/timeline.html", context)


def _chosen(
    rows: list[Row], chosen: str, marked: dict[Spot, list[Mark]], suggested: dict[Spot, set[str]]
) -> list[Row]:
    if chosen == _MARKED:
        return [row for row in rows if any(spot in marked for spot in row.spots)]
    if chosen == _SUGGESTED:
        return [row for row in rows if row.spot in suggested]
    if chosen in TAGS:
        return [
            row
            for row in rows
            if any(m.tag == chosen for spot in row.spots for m in marked.get(spot, []))
            or chosen in suggested.get(row.spot, ())
        ]
    return rows


def _shown(row: Row, marked: dict[Spot, list[Mark]]) -> Shown:
    marks = [mark for spot in row.spots for mark in marked.get(spot, [])]
    taken = {mark.tag for mark in marks}
    return Shown(row, marks, [tag for tag in TAGS if tag not in taken], cut_up(row.message.text))


@require_POST
@signed_in
def mark(request: DeskRequest, number: str) -> HttpResponseBase:
    """Puts a mark on a message, or takes one off, and shows the message again."""
    opened = case_of(request, number)
    spot = _spot(request)
    row = timeline_of(request.unlocked, opened).by_spot.get(spot)
    if row is None:
        raise Http404
    if off := request.POST.get("off"):
        take_off(request.unlocked, opened.number, int(off) if off.isdecimal() else 0)
    else:
        put(request.unlocked, opened.number, spot, request.POST.get("tag", ""))
    if "HX-Request" not in request.headers:
        return redirect("vault:timeline", number=number)
    shown = _shown(row, by_spot(marks_of(opened)))
    return render(request, "vault/message.html", {"shown": shown, "address": number})


@require_GET
@signed_in
def gaps(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """The bytes of an exhibit's chats that were not understood, as they stand."""
    opened = case_of(request, number)
    try:
        file = one_of(opened, exhibit)
    except NoSuchExhibit as error:
        raise Http404 from error
    chats = [c for c in timeline_of(request.unlocked, opened).chats if c.exhibit == exhibit]
    context: dict[str, Any] = part_of_case(opened, number, "chats") | {
        "facts": file.facts,
        "gaps": shown_gaps(opened, file, [(c.member, g) for c in chats for g in _of(c.gaps)]),
        "count": sum(len(chat.gaps) for chat in chats),
    }
    return render(request, "vault/gaps.html", context)


def _of(gaps: list[Gap]) -> list[Gap]:
    return [gap for gap in gaps if gap.end > gap.start]


def _spot(request: DeskRequest) -> Spot:
    told = request.POST
    try:
        return Spot(
            exhibit=int(told.get("exhibit", "")),
            member=told.get("member", ""),
            start=int(told.get("start", "")),
            end=int(told.get("end", "")),
        )
    except ValueError as error:
        raise Http404 from error
