"""What was recovered and waits for two leads. It names the officer and the day, never a case (P4)."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.number import BadNumber, address, from_address
from amana.desk.recovery.flows.agree import agree, discard
from amana.desk.recovery.models import Brought
from amana.desk.staff import phrases
from amana.desk.staff.doors import DeskRequest, with_role
from amana.desk.staff.models import Officer, StandingKey

LEAD = "lead"


@require_GET
@with_role(LEAD)
def page(request: DeskRequest) -> HttpResponseBase:
    """Everything that was brought, with the key that it is for as eight words."""
    officers = {officer.id: officer for officer in Officer.objects.all()}
    context = {
        "room": "organisation",
        "brought": [
            {
                "address": address(row.key),
                "row": row,
                "officer": officers[row.officer],
                "first": officers.get(row.first),
                "fingerprint": phrases.shown_fingerprint(
                    officers[row.officer].recipient, request.unlocked.officer.language
                ),
                "can_tell_her": StandingKey.objects.filter(officer=row.officer).exists(),
            }
            for row in Brought.objects.order_by("day", "key")
        ],
    }
    return render(request, "recovery/list.html", context)


@require_POST
@with_role(LEAD)
def agreed(request: DeskRequest, key: str) -> HttpResponseBase:
    """This lead agrees."""
    agree(request.unlocked, _key(key))
    return redirect("recovery:list")


@require_POST
@with_role(LEAD)
def discarded(request: DeskRequest, key: str) -> HttpResponseBase:
    """Not handed over after all."""
    discard(request.unlocked, _key(key))
    return redirect("recovery:list")


def _key(text: str) -> int:
    try:
        return from_address(text)
    except BadNumber as error:
        raise Http404 from error
