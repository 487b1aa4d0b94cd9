"""Inviting an officer, and the code that is shown once."""

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from amana.desk.staff.doors import DeskRequest, with_role
from amana.desk.staff.flows.invite import Invitation, invite, invite_again
from amana.desk.staff.models import ROLES, Officer
from amana.desk.staff.pages.roles import role_names
from amana.errors import AmanaError

MANAGERS = ("lead", "supervisor")


@require_http_methods(["GET", "POST"])
@with_role(*MANAGERS)
@sensitive_variables()
def page(request: DeskRequest) -> HttpResponseBase:
    """The form, and after it the code."""
    error = ""
    if request.method == "POST":
        try:
            return _code(request, _invite(request))
        except AmanaError as refused:
            error = gettext(refused.sentence)
    context = {
        "room": "organisation",
        "error": error,
        "roles": [(role, role_names([role])) for role in ROLES],
        "given": request.POST,
        "given_roles": request.POST.getlist("roles"),
        "labels": [(c, n, request.POST.get(f"label-{c}", "")) for c, n in settings.LANGUAGES],
    }
    return render(request, "staff/invite.html", context, status=422 if error else 200)


@require_POST
@with_role(*MANAGERS)
@sensitive_variables()
def again(request: DeskRequest, officer_id: str) -> HttpResponseBase:
    """A new code for the same person."""
    officer = get_object_or_404(Officer, pk=officer_id, state=Officer.State.INVITED)
    return _code(request, invite_again(officer, actor=request.unlocked.officer.id))


def _invite(request: DeskRequest) -> Invitation:
    language = request.POST.get("language", "")
    languages = settings.AMANA.languages
    return invite(
        login=request.POST.get("login", ""),
        label={code: request.POST.get(f"label-{code}", "").strip()[:80] for code in languages},
        roles=request.POST.getlist("roles"),
        woman=request.POST.get("woman") == "yes",
        language=language if language in languages else languages[0],
        actor=request.unlocked.officer.id,
    )


def _code(request: DeskRequest, invitation: Invitation) -> HttpResponseBase:
    context = {
        "room": "organisation",
        "officer": invitation.officer,
        "words": invitation.code.split(),
    }
    return render(request, "staff/invited.html", context)
