"""Who he is: identifiers found in the chats and read from pictures, each confirmed or set aside by a person."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer
from amana.desk.vault import traces
from amana.desk.vault.files import files_of
from amana.desk.vault.read_words import in_pictures
from amana.desk.vault.suggestions import Suggestion, identifiers
from amana.desk.vault.timeline import Timeline, timeline_of
from amana.matching.kinds import Kind

SHOWN = 200  # suggestions; what is confirmed or set aside leaves room for the next


@require_GET
@signed_in
def page(request: DeskRequest, number: str) -> HttpResponseBase:
    """Suggestions, and what was said of them."""
    opened = case_of(request, number)
    timeline = timeline_of(request.unlocked, opened)
    known = traces.traces_of(opened)
    settled = {(trace.kind, trace.normal) for trace in known}
    suggestions = _suggestions(timeline, opened)
    left = [each for each in suggestions if (each.kind, each.normal) not in settled]
    context = part_of_case(opened, number, "traces") | {
        "confirmed": [trace for trace in known if trace.state == traces.CONFIRMED],
        "aside": [trace for trace in known if trace.state == traces.ASIDE],
        "suggestions": left[:SHOWN],
        "more": max(len(left) - SHOWN, 0),
        "kinds": [kind.value for kind in Kind if kind != Kind.CARD],
        "exhibits": _numbers(opened),
        "officers": {officer.id: officer for officer in Officer.objects.all()},
    }
    return render(request, "vault/traces.html", context)


@require_POST
@signed_in
def settle(request: DeskRequest, number: str) -> HttpResponseBase:
    """Confirms a suggestion, or sets it aside."""
    opened = case_of(request, number)
    kind, normal = request.POST.get("kind", ""), request.POST.get("normal", "")
    timeline = timeline_of(request.unlocked, opened)
    found = _suggested(_suggestions(timeline, opened), kind, normal)
    traces.settle(
        request.unlocked,
        opened.number,
        kind=kind,
        normal=normal,
        raw=found.raw,
        state=request.POST.get("state", ""),
        places=found.places,
        words=request.POST.get("words", ""),
    )
    return redirect("vault:traces", number=number)


@require_POST
@signed_in
def enter(request: DeskRequest, number: str) -> HttpResponseBase:
    """Enters one by hand, with the exhibit that it stands in."""
    opened = case_of(request, number)
    raw, exhibit = request.POST.get("raw", "").strip(), request.POST.get("exhibit", "")
    traces.enter(
        request.unlocked,
        opened.number,
        kind=request.POST.get("kind", ""),
        raw=raw,
        exhibit=next((n for n in _numbers(opened) if str(n) == exhibit), 0),
        words=request.POST.get("words", ""),
    )
    return redirect("vault:traces", number=number)


@require_POST
@signed_in
def forget(request: DeskRequest, number: str) -> HttpResponseBase:
    """Takes back what was said of one."""
    opened = case_of(request, number)
    key = request.POST.get("key", "")
    traces.forget(request.unlocked, opened.number, int(key) if key.isdecimal() else 0)
    return redirect("vault:traces", number=number)


def _suggestions(timeline: Timeline, opened: OpenedCase) -> list[Suggestion]:
    """Each once: what a chat has is settled by the chat, and never by a machine's reading of a picture."""
    in_chats = identifiers(timeline)
    known = {(each.kind, each.normal) for each in in_chats}
    return [
        *in_chats,
        *(each for each in in_pictures(opened) if (each.kind, each.normal) not in known),
    ]


def _numbers(opened: OpenedCase) -> list[int]:
    return [file.facts.exhibit for file in files_of(opened)]


def _suggested(suggestions: list[Suggestion], kind: str, normal: str) -> Suggestion:
    found = next((s for s in suggestions if (s.kind, s.normal) == (kind, normal)), None)
    if found is None:
        raise Http404
    return found
