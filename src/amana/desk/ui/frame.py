"""What the base page knows on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html: language, direction, the demo's banner, who is signed in."""
    unlocked = getattr(request, "unlocked", None)
    language = get_language() or settings.LANGUAGE_CODE
    names = settings.AMANA.name
    return {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "demo": settings.AMANA.demo,
        "organisation": names.get(language) or next(iter(names.values()), ""),
        "me": unlocked.officer if unlocked else None,
        "idle_minutes": settings.AMANA.idle_minutes,
    }
