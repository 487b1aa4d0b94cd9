"""Constant headers, errors without content, and logs without addresses or content (P3, P7)."""

import logging
import traceback
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from amana.relay.settings import CONFIG, SECURE_CSP

log = logging.getLogger("amana.relay")
Next = Callable[[HttpRequest], HttpResponseBase]

PREFLIGHT_SECONDS = "7200"  # the longest that browsers keep


def constant_headers() -> dict[str, str]:
    """What every answer carries, whoever asks: nothing here depends on the request."""
    policy = "; ".join(f"{name} {' '.join(to)}" for name, to in SECURE_CSP.items())
    return {
        "Access-Control-Allow-Origin": CONFIG.site_origin,
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


class ConstantHeaders:
    """The middleware of every answer: preflights, headers, and an empty 500 for whatever breaks."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response
        self._headers = constant_headers()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = preflight() if request.method == "OPTIONS" else self._next(request)
        for name, value in self._headers.items():
            response.headers[name] = value
        if isinstance(response, HttpResponse) and response.status_code != 204:
            response.headers["Content-Length"] = str(len(response.content))
        return response

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse:
        """One line that says where it broke, never with what."""
        log_failure("request", error)
        return empty(500)


def preflight() -> HttpResponse:
    """The same for every address and origin; the browser compares the origin itself."""
    return HttpResponse(
        status=204,
        content_type="application/octet-stream",
        headers={
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "content-type",
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        },
    )


def log_failure(what: str, error: BaseException) -> None:
    """Logs the kind of error and the place in the code: messages of errors can quote content."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "?"
    log.error("%s failed: %s at %s", what, type(error).__name__, place)


def empty(status: int) -> HttpResponse:
    """An error, of which the status is all that is said."""
    return HttpResponse(status=status, content_type="application/octet-stream")


def unknown_address(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return empty(404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return empty(400)


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    return empty(500)
