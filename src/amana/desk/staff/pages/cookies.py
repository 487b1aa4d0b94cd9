"""The cookie between the pages of a sign-in: a random token, for this browser, for minutes."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_NAME: Final = "step"


def name() -> str:
    """`__Host-` where the desk is served over https."""
    return f"__Host-{_NAME}" if settings.SECURE else _NAME


def token(request: HttpRequest) -> str:
    """The token that the browser brought, or ""."""
    return request.COOKIES.get(name(), "")


def give(response: HttpResponseBase, value: str) -> None:
    """Hands a token to the browser."""
    response.set_cookie(name(), value, secure=settings.SECURE, httponly=True, samesite="Strict")


def take(response: HttpResponseBase) -> None:
    """Takes it back."""
    response.delete_cookie(name(), samesite="Strict")
