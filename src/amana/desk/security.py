"""The same headers on every answer, and failures that tell the person much and the log nothing
(P2).
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, gettext, gettext_noop

from amana.errors import AmanaError
from amana.stores.blobs import StoreFullError
from amana.stores.room import tells_full

log = logging.getLogger("amana.desk")

Answer = Callable[[HttpRequest], HttpResponseBase]

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make Origin null and break the form check
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
}
_FAILED: Final = gettext_noop("This page failed.")
_FAILED_SAFE: Final = gettext_noop(
    "Nothing that was saved is lost. Go back and try again; if it fails again, tell your administrator which page it was."
)
_STALE: Final = gettext_noop(
    "This form was open for too long, or the desk was locked meanwhile. Nothing was changed. Open the page again."
)
_MISSING: Final = gettext_noop(
    "There is nothing at this address that you can open. Go back to the list and choose again."
)


class ConstantLine(logging.Formatter):
    """Writes the message and never the exception: a traceback's lines can hold what someone
    wrote.
    """

    def __init__(self) -> None:
        super().__init__("amana: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_info, record.exc_text, record.stack_info = None, None, None
        return super().format(record)


class ConstantHeaders:
    """CSP (under Django 6's setting name), no-store and the rest, on pages, refusals and failures
    alike.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.policy = "; ".join(
            " ".join([name, *sources]) for name, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        response["Content-Security-Policy"] = self.policy
        for name, value in _HEADERS.items():
            response[name] = value
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        if settings.SECURE:
            response["Strict-Transport-Security"] = "max-age=31536000"
        return response


class Refusals:
    """An AmanaError becomes its sentence; anything else one line with its class, and a plain
    page.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, AmanaError):
            return refusal(request, _in_her_language(error), status=HTTPStatus.CONFLICT)
        if tells_full(error):
            full = _in_her_language(StoreFullError())
            return refusal(request, full, status=HTTPStatus.INSUFFICIENT_STORAGE)
        if isinstance(error, DataError):  # a zero byte, say, which PostgreSQL holds in no text
            return unreadable(request, error)
        return None


def refusal(request: HttpRequest, sentence: str, *, status: int, title: str = "") -> HttpResponse:
    """One sentence in the frame of the desk; for htmx the sentence alone."""
    page = "desk/refusal_part.html" if "HX-Request" in request.headers else "desk/refusal.html"
    return render(request, page, {"sentence": sentence, "refusal_title": title}, status=status)


def _in_her_language(error: AmanaError) -> str:
    """The sentence; for an error that is in no catalogue, the general one."""
    translated = gettext(error.sentence)
    if translated == error.sentence and not (get_language() or "").startswith("en"):
        return gettext(AmanaError().sentence)
    return translated


def failed(request: HttpRequest) -> HttpResponse:
    """handler500. The line names the exception's class only; its words could be hers."""
    import sys

    kind = sys.exc_info()[0]
    log.error("a page failed: %s", kind.__name__ if kind else "unknown")
    return refusal(request, gettext(_FAILED_SAFE), status=500, title=gettext(_FAILED))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404: the same for what is not there and for what is not hers to open (P4)."""
    return refusal(request, gettext(_MISSING), status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403: answered like handler404, so that nothing tells the two apart (P4)."""
    return refusal(request, gettext(_MISSING), status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return refusal(request, gettext(_STALE), status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit; `reason` is Django's and stays unsaid."""
    return refusal(request, gettext(_STALE), status=403)
