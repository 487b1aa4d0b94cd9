"""Who passes: the session of each request, and the marks by which a page says whom it lets in."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, Final, ParamSpec, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from amana.desk.staff import sessions
from amana.desk.staff.sessions import Unlocked

Rest = ParamSpec("Rest")

QUIET: Final = "Amana-Quiet"  # a page that asks by itself is no sign of its officer
_DAY_LONG: Final = None  # a session cookie: it goes with the browser


class DeskRequest(HttpRequest):
    """A request of an officer who is signed in."""

    unlocked: Unlocked


Page = Callable[Concatenate[DeskRequest, Rest], HttpResponseBase]
Open = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host and https; loopback demos have no https."""
    return "__Host-desk" if settings.SECURE else "desk"


class OpenSession:
    """Puts `request.unlocked` there: the officer's session, or None."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cookie = request.COOKIES.get(cookie_name(), "")
        quiet = QUIET in request.headers
        found = sessions.find(cookie, touch=not quiet) if cookie else None
        request.unlocked = found  # type: ignore[attr-defined]
        response = self.answer(request)
        if cookie and found is None and cookie_name() not in response.cookies:
            response.delete_cookie(cookie_name(), samesite="Strict")
        return response


def hand_over(response: HttpResponseBase, cookie: str) -> None:
    """Gives the browser the cookie of a session that was just started."""
    response.set_cookie(
        cookie_name(),
        cookie,
        max_age=_DAY_LONG,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )


def signed_in(page: Page[Rest]) -> Open[Rest]:
    """Only for an officer who is signed in; others are led to the sign-in page."""

    def guarded(
        request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        if getattr(request, "unlocked", None) is None:
            return _to_sign_in(request)
        return page(cast(DeskRequest, request), *args, **kwargs)

    update_wrapper(guarded, page)
    return guarded


def with_role(*roles: str) -> Callable[[Page[Rest]], Open[Rest]]:
    """Only for officers with one of `roles`. A courtesy of the page: the walls are keys (P4)."""

    def mark(page: Page[Rest]) -> Open[Rest]:
        def checked(
            request: DeskRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            if not set(roles) & set(request.unlocked.officer.roles):
                raise PermissionDenied
            return page(request, *args, **kwargs)

        update_wrapper(checked, page)
        return signed_in(checked)

    return mark


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("staff:sign-in")
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
