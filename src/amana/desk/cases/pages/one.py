"""One case: its head, its timeline, and what is done with it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases import answers, history, plan, resealing, signals
from amana.desk.cases.clock import today
from amana.desk.cases.flows import admit as admitting
from amana.desk.cases.flows import exclude as excluding
from amana.desk.cases.flows import her_choice
from amana.desk.cases.flows.assess import assess
from amana.desk.cases.flows.close import set_closed
from amana.desk.cases.flows.erase import erase as erase_case
from amana.desk.cases.head import Lift
from amana.desk.cases.keyholders import people
from amana.desk.cases.messages import Message
from amana.desk.cases.number import BadNumber, address, from_address
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_case
from amana.desk.cases.walls import admissible, clearable
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer


@dataclass(frozen=True)
class Shown:
    """A message of the timeline with its author's row, where an officer wrote it."""

    message: Message
    author: Officer | None


@dataclass(frozen=True)
class Wish:
    """Her wish about one person: whom, and who heard and recorded it once it was confirmed."""

    lift: Lift
    officer: Officer
    spoke: Officer | None
    by: Officer | None


def case_of(request: DeskRequest, text: str) -> OpenedCase:
    """The case of an address. Raises Http404 alike for none, another's and an excluded officer's (P4)."""
    try:
        return open_case(request.unlocked, from_address(text))
    except (BadNumber, NoSuchCase) as error:
        raise Http404 from error


def part_of_case(opened: OpenedCase, number: str, part: str) -> dict[str, Any]:
    """What every page of a case's other rooms shows: the head, and which part is open. `number` as in the address."""
    return {
        "room": "cases",
        "part": part,
        "case": opened,
        "head": opened.head,
        "address": number,
    }


@require_GET
@signed_in
def page(request: DeskRequest, number: str) -> HttpResponseBase:
    """The whole case."""
    opened = case_of(request, number)
    officers = {officer.id: officer for officer in Officer.objects.all()}
    context: dict[str, Any] = {
        "room": "cases",
        "case": opened,
        "head": opened.head,
        "address": address(opened.number),
        "timeline": [Shown(m, officers.get(m.author)) for _, m in opened.messages()],
        "answers": answers.in_words(opened.head.answers, get_language() or "ar"),
        "plan": plan.in_words(opened.head.plan, get_language() or "ar"),
        "progress": resealing.progress(opened),
        **_people(request, opened, officers),
    }
    for name, part in signals.asked(signals.shown, opened=opened):
        context[name] = part
    return render(request, "cases/case.html", context)


def _people(
    request: DeskRequest, opened: OpenedCase, officers: dict[str, Officer]
) -> dict[str, Any]:
    head, wall = opened.head, opened.head.wall()
    known = people()
    me = next((person for person in known if person.id == request.unlocked.officer.id), None)
    lead = me is not None and me.lead
    inside = set(head.admitted_ids)
    may_admit = lead or not wall.leads_only
    open_to = [p for p in admissible(wall, known) if p.id not in inside] if may_admit else []
    return {
        "admitted": [officers[e.officer] for e in head.admitted if e.officer in officers],
        "admissible": [officers[p.id] for p in open_to],
        "clearable": [officers[p.id] for p in clearable(wall, known)] if lead else [],
        "card": head.card if lead else None,
        "shut_out": [
            (officers[e.officer], e) for e in head.shut_out if e.holds and e.officer in officers
        ],
        "leads_only": wall.leads_only,
        "wishes": [
            Wish(lift, officers[lift.officer], officers.get(lift.spoke), officers.get(lift.by))
            for lift in her_choice.wishes(head, lead=lead)
            if lift.officer in officers
        ],
        "asking": {lift.letter for lift in her_choice.wishes(head, lead=lead)},
        "today": today(),
    }


@require_GET
@signed_in
def progress(request: DeskRequest, number: str) -> HttpResponseBase:
    """The bar of a re-sealing, asked for by the page itself."""
    opened = case_of(request, number)
    context = {"progress": resealing.progress(opened), "address": number}
    return render(request, "cases/progress.html", context)


@require_GET
@signed_in
def past(request: DeskRequest, number: str) -> HttpResponseBase:
    """What was done in this case, by whom."""
    opened = case_of(request, number)
    officers = {officer.id: officer for officer in Officer.objects.all()}
    rows = [entry | {"officer": officers.get(entry["actor"])} for entry in history.of(opened)]
    context = {"room": "cases", "case": opened, "address": number, "rows": rows}
    return render(request, "cases/history.html", context)


@require_POST
@signed_in
def admit(request: DeskRequest, number: str) -> HttpResponseBase:
    """Admits a colleague."""
    opened = case_of(request, number)
    admitting.admit(request.unlocked, opened.number, request.POST.get("officer", ""))
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def clear(request: DeskRequest, number: str) -> HttpResponseBase:
    """A lead records a declaration."""
    opened = case_of(request, number)
    admitting.clear(
        request.unlocked,
        opened.number,
        request.POST.get("officer", ""),
        declaration=request.POST.get("declaration", ""),
    )
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def exclude(request: DeskRequest, number: str) -> HttpResponseBase:
    """Takes the case away from a colleague, and starts to seal it again."""
    opened = case_of(request, number)
    officer = request.POST.get("officer", "")
    reason = request.POST.get("reason", "")
    excluding.exclude(request.unlocked, opened.number, officer, reason=reason)
    if officer == request.unlocked.officer.id:
        return redirect("cases:list")
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def lift(request: DeskRequest, number: str) -> HttpResponseBase:
    """Agrees to lift an exclusion that was made here."""
    opened = case_of(request, number)
    excluding.lift(request.unlocked, opened.number, request.POST.get("officer", ""))
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def let_back(request: DeskRequest, number: str) -> HttpResponseBase:
    """Records that she was heard: what she decided is lifted, and nobody is admitted by it."""
    opened = case_of(request, number)
    her_choice.confirm(
        request.unlocked,
        opened.number,
        request.POST.get("officer", ""),
        her_choice.Voice(
            spoke=request.POST.get("spoke", ""),
            day=_day(request.POST.get("day", "")),
            kept=request.POST.get("kept") == "yes",
        ),
    )
    return redirect("cases:case", number=number)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise her_choice.NotHeard from error


@require_POST
@signed_in
def danger(request: DeskRequest, number: str) -> HttpResponseBase:
    """Sets how great the danger is, with the reason."""
    opened = case_of(request, number)
    level, reason = request.POST.get("level", ""), request.POST.get("reason", "")
    assess(request.unlocked, opened.number, level=level, reason=reason)
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def closed(request: DeskRequest, number: str) -> HttpResponseBase:
    """Closes the case, or opens it again."""
    opened = case_of(request, number)
    set_closed(request.unlocked, opened.number, closed=request.POST.get("closed") == "yes")
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def erase(request: DeskRequest, number: str) -> HttpResponseBase:
    """Deletes the case for good."""
    erase_case(request.unlocked, case_of(request, number).number)
    return redirect("cases:list")
