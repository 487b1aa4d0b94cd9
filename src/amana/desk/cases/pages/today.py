"""Today: who waits for an answer, and what arrived that this officer can open. Nothing else is counted (P4)."""

from typing import Final

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amana.desk.cases import signals
from amana.desk.cases.session import index_of
from amana.desk.staff.doors import DeskRequest, signed_in

SHOWN: Final = 50  # lines; the list of cases has them all


@require_GET
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """The first page after sign-in."""
    lines = [line for line in index_of(request.unlocked).all() if line.since]
    told = signals.asked(signals.arriving, unlocked=request.unlocked)
    context = {
        "room": "today",
        "waiting": lines[:SHOWN],
        "more": len(lines) > SHOWN,
        "arriving": [report for reports in told for report in reports],
    }
    return render(request, "cases/today.html", context)
