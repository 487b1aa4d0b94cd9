"""Who works at this desk. It tells nothing about who may open what (P4)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from amana.desk.staff import certified, phrases, register, services
from amana.desk.staff.doors import DeskRequest, signed_in, with_role
from amana.desk.staff.flows import leads
from amana.desk.staff.flows.leave import leave
from amana.desk.staff.models import ROLES, LeadChange, Officer
from amana.desk.staff.pages.invitation import MANAGERS
from amana.desk.staff.pages.roles import role_names


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the list."""

    officer: Officer
    roles: str
    certified_until: date | None
    other_key: bool  # the certificate names another key than the one that she has


@require_GET
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """Everybody who works here or is invited."""
    known = certified.holders()
    officers = Officer.objects.exclude(state=Officer.State.LEFT).order_by("login")
    context = {
        "room": "organisation",
        "lines": [line(each, known) for each in officers],
        "manages": bool(set(MANAGERS) & set(request.unlocked.officer.roles)),
        "has_directory": bool(known),
        "waiting": LeadChange.objects.filter(second__isnull=True).select_related("officer"),
        "services": services.named(settings.AMANA),
        "safeguarding": settings.AMANA.safeguarding,
    }
    return render(request, "staff/organisation.html", context)


@require_GET
@signed_in
def person(request: DeskRequest, officer_id: str) -> HttpResponseBase:
    """One officer: fingerprint to compare aloud; for leads her register of ties."""
    officer = get_object_or_404(Officer, pk=officer_id)
    me = request.unlocked.officer
    language = get_language() or me.language
    context = {
        "room": "organisation",
        "line": line(officer, certified.holders()),
        "fingerprint": phrases.shown_fingerprint(officer.recipient, language)
        if officer.recipient
        else [],
        "manages": bool(set(MANAGERS) & set(me.roles)) and officer.pk != me.pk,
        "reads_ties": me.lead and officer.pk != me.pk,
        "ties": register.read(request.unlocked, officer) if me.lead else None,
        "change": LeadChange.objects.filter(officer=officer).select_related("first").first(),
        "left_duties": [(role, role_names([role])) for role in ROLES if role != leads.LEAD],
        "only_lead": officer.roles == [leads.LEAD],
        "desk_id": settings.AMANA.desk,
    }
    return render(request, "staff/person.html", context)


@require_POST
@with_role(*MANAGERS)
def lead(request: DeskRequest, officer_id: str) -> HttpResponseBase:
    """The first of two people: she is to be a safeguarding lead, or one no more."""
    officer = get_object_or_404(Officer, pk=officer_id)
    makes = request.POST.get("makes") == "yes"
    duty = request.POST.get("duty", "")
    leads.ask(officer, makes=makes, duty=duty, actor=request.unlocked.officer)
    return redirect("staff:person", officer_id=officer_id)


@require_POST
@with_role(*MANAGERS)
def lead_agreed(request: DeskRequest, officer_id: str) -> HttpResponseBase:
    """The second of two people; what can take effect at once does."""
    officer = get_object_or_404(Officer, pk=officer_id)
    leads.agree(officer, actor=request.unlocked.officer)
    leads.settle(request.unlocked)
    return redirect("staff:person", officer_id=officer_id)


@require_POST
@with_role(*MANAGERS)
def lead_withdrawn(request: DeskRequest, officer_id: str) -> HttpResponseBase:
    """Not decided after all."""
    officer = get_object_or_404(Officer, pk=officer_id)
    leads.withdraw(officer, actor=request.unlocked.officer)
    return redirect("staff:person", officer_id=officer_id)


@require_POST
@with_role(*MANAGERS)
def leaves(request: DeskRequest, officer_id: str) -> HttpResponseBase:
    """She works here no more."""
    officer = get_object_or_404(Officer, pk=officer_id)
    leave(officer, actor=request.unlocked.officer.id)
    return redirect("staff:organisation")


def line(officer: Officer, known: dict[str, certified.Certified]) -> Line:
    """An officer beside her certificate."""
    entry = known.get(officer.id)
    same = entry is not None and entry.recipient == officer.recipient
    return Line(
        officer=officer,
        roles=role_names(officer.roles),
        certified_until=entry.until if entry is not None and same else None,
        other_key=entry is not None and not same and bool(officer.recipient),
    )
