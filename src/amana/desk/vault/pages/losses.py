"""What he took: the ledger, its totals, and lines to enter."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer
from amana.desk.vault import losses
from amana.desk.vault.files import files_of
from amana.evidence.ledger import Kind


@require_GET
@signed_in
def page(request: DeskRequest, number: str) -> HttpResponseBase:
    """The ledger."""
    opened = case_of(request, number)
    lines = losses.losses_of(opened)
    context = part_of_case(opened, number, "losses") | {
        "lines": lines,
        "totals": losses.totals_of(lines),
        "kinds": [kind.value for kind in Kind],
        "units": losses.UNITS,
        "exhibits": [file.facts.exhibit for file in files_of(opened)],
        "officers": {officer.id: officer for officer in Officer.objects.all()},
    }
    return render(request, "vault/losses.html", context)


@require_POST
@signed_in
def enter(request: DeskRequest, number: str) -> HttpResponseBase:
    """Adds a line."""
    opened = case_of(request, number)
    known = {file.facts.exhibit for file in files_of(opened)}
    chosen = [int(each) for each in request.POST.getlist("proofs") if each.isdecimal()]
    proofs = [exhibit for exhibit in chosen if exhibit in known]
    losses.enter(request.unlocked, opened.number, request.POST.dict(), proofs)
    return redirect("vault:losses", number=number)


@require_POST
@signed_in
def confirm(request: DeskRequest, number: str) -> HttpResponseBase:
    """Confirms a line against its proof, or takes that back."""
    opened = case_of(request, number)
    confirmed = request.POST.get("confirmed") == "yes"
    losses.confirm(request.unlocked, opened.number, _key(request), confirmed=confirmed)
    return redirect("vault:losses", number=number)


@require_POST
@signed_in
def remove(request: DeskRequest, number: str) -> HttpResponseBase:
    """Takes a line out."""
    opened = case_of(request, number)
    losses.remove(request.unlocked, opened.number, _key(request))
    return redirect("vault:losses", number=number)


def _key(request: DeskRequest) -> int:
    text = request.POST.get("key", "")
    return int(text) if text.isdecimal() else 0
