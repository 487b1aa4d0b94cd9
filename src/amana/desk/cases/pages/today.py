"""Today: who waits for an answer, and what arrived that this officer can open. Nothing else is counted (P4)."""

from typing import Any, Final

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases import signals
from amana.desk.cases.flows.take_up import take_up as take_it_up
from amana.desk.cases.number import BadNumber, address, from_address
from amana.desk.cases.session import index_of
from amana.desk.cases.vacancies import Forsaken, mine
from amana.desk.staff.doors import DeskRequest, signed_in

SHOWN: Final = 50  # lines; the list of cases has them all


@require_GET
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """The first page after sign-in."""
    lines = [line for line in index_of(request.unlocked).all() if line.since]
    told = signals.asked(signals.arriving, unlocked=request.unlocked)
    forsaken = [Forsaken(row.key, row.day, _address(row.key)) for row in mine(request.unlocked)]
    for found in signals.asked(signals.forsaken, unlocked=request.unlocked):
        forsaken += found
    context: dict[str, Any] = {
        "room": "today",
        "waiting": lines[:SHOWN],
        "more": len(lines) > SHOWN,
        "arriving": [report for reports in told for report in reports],
        "forsaken": forsaken,
    }
    for name, part in signals.asked(signals.told, unlocked=request.unlocked):
        context[name] = part
    return render(request, "cases/today.html", context)


@require_POST
@signed_in
def take_up(request: DeskRequest, key: str) -> HttpResponseBase:
    """Takes up a case that nobody has."""
    try:
        opened = take_it_up(request.unlocked, from_address(key))
    except BadNumber as error:
        raise Http404 from error
    return redirect("cases:case", number=address(opened.number))


def _address(key: int) -> str:
    return reverse("cases:take-up", args=[address(key)])
