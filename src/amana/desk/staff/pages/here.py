"""Small things from any page: lock, stay awake, another language on the sign-in page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from amana.desk.staff import sessions
from amana.desk.staff.doors import DeskRequest, signed_in

LANGUAGE_COOKIE = "tongue"  # read by ui.tongue; not a secret, gone with the browser


@require_POST
@signed_in
def lock(request: DeskRequest) -> HttpResponseBase:
    """Lock now."""
    sessions.lock(request.unlocked.session_id)
    return redirect("staff:sign-in")


@require_POST
@signed_in
def awake(_request: DeskRequest) -> HttpResponseBase:
    """A sign of her hands on a page that she is still writing: nothing typed is lost to the idle
    lock.
    """
    return HttpResponse(status=204)


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """The language of the sign-in page."""
    response = redirect("staff:sign-in")
    code = request.POST.get("language", "")
    if code in settings.AMANA.languages:
        remember(response, code)
    return response


def remember(response: HttpResponseBase, code: str) -> None:
    """Keeps a language for the pages before sign-in."""
    response.set_cookie(
        LANGUAGE_COOKIE, code, secure=settings.SECURE, httponly=True, samesite="Strict"
    )
