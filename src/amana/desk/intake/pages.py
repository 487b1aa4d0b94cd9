"""The intake's pages: what waits, opening it, confirming a colleague's opening."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amana.desk.cases import answers, keyed, plan
from amana.desk.cases.keyholders import people
from amana.desk.cases.number import BadNumber, address, from_address
from amana.desk.cases.walls import Wall, admissible
from amana.desk.intake.flows import confirm_opening
from amana.desk.intake.flows import take_up as taking_up
from amana.desk.intake.flows.open_report import NotWaiting, ReadReport, look_into, open_report
from amana.desk.intake.listing import new_reports
from amana.desk.intake.trial import PATIENCE
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer


@require_GET
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """What waits for this officer."""
    keyed.wake()
    context = {
        "room": "intake",
        "reports": new_reports(request.unlocked),
        "openings": [
            (entry, address(entry.row.key))
            for entry in confirm_opening.openings(request.unlocked, patience=PATIENCE)
        ],
    }
    return render(request, "intake/list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: DeskRequest, key: str) -> HttpResponseBase:
    """GET reads the report and offers whom to admit; POST makes the case."""
    number = _key(key)
    if request.method == "POST":
        opened = open_report(request.unlocked, number, admit=request.POST.getlist("admit"))
        return redirect("cases:case", number=address(opened.number))
    try:
        found = look_into(request.unlocked, number)
    except NotWaiting as error:
        raise Http404 from error
    manifest = found.message.manifest
    context = {
        "room": "intake",
        "address": key,
        "report": found,
        "manifest": manifest,
        "words": found.message.words or "",
        "card": found.message.card if _lead(request) else None,
        "answers": answers.in_words(dict(manifest.to_json()["answers"]), get_language() or "ar"),
        "plan": plan.in_words(manifest.plan, get_language() or "ar"),
        "colleagues": _colleagues(request, found),
        "files": len(manifest.files.uploads),
    }
    return render(request, "intake/report.html", context)


@require_POST
@signed_in
def take_up(request: DeskRequest, key: str) -> HttpResponseBase:
    """Takes up a case that nobody has, with the letter that says so."""
    opened = taking_up.take_up(request.unlocked, _key(key))
    return redirect("cases:case", number=address(opened.number))


@require_POST
@signed_in
def confirm(request: DeskRequest, key: str) -> HttpResponseBase:
    """A second person knows of the opening."""
    confirm_opening.confirm(request.unlocked, _key(key))
    return redirect("intake:list")


def _key(text: str) -> int:
    try:
        return from_address(text)
    except BadNumber as error:
        raise Http404 from error


def _lead(request: DeskRequest) -> bool:
    return any(p.lead for p in people() if p.id == request.unlocked.officer.id)


def _colleagues(request: DeskRequest, found: ReadReport) -> list[Officer]:
    """Whom the opener may admit at once, within her choice; with a card only a lead admits, one by one."""
    routing = found.message.manifest.routing.to_json()
    wall = Wall(
        chosen=frozenset(routing["chosen"]),
        left_out=frozenset(routing["excluded"]),
        leads_only=routing["leads_only"] or found.message.card is not None,
    )
    if wall.leads_only and not _lead(request):
        return []
    ids = [person.id for person in admissible(wall, people())]
    officers = Officer.objects.filter(id__in=ids).exclude(id=request.unlocked.officer.id)
    return list(officers.order_by("login"))
