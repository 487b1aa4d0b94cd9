"""The language of a page: the officer's own, else the one chosen on the sign-in page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from amana.desk.staff.pages.here import LANGUAGE_COOKIE, remember


class Tongue:
    """Activates a language for one request."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = chosen(request)
        with translation.override(language):
            response = self.answer(request)
        signed_in = getattr(request, "unlocked", None) is not None
        if signed_in and request.COOKIES.get(LANGUAGE_COOKIE) != language:
            remember(response, language)  # the sign-in page after a lock then speaks it too
        return response


def chosen(request: HttpRequest) -> str:
    """One of the desk's languages, whatever the cookie says."""
    unlocked = getattr(request, "unlocked", None)
    code = unlocked.officer.language if unlocked else request.COOKIES.get(LANGUAGE_COOKIE, "")
    return code if code in settings.AMANA.languages else settings.LANGUAGE_CODE
