"""Showing messages of a chat: every character is there, none of them acts (P9)."""

from datetime import datetime

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from amana.desk.cases.templatetags.hers import escape_line
from amana.desk.ui import shown

register = template.Library()


@register.filter
def verbatim_inline(value: str) -> SafeString:
    """{{ cut.text|verbatim_inline }}: a piece of a message; its line ends stay line ends."""
    lines = [escape_line(line) for line in value.split("\n")]
    return mark_safe("<br>".join(lines))  # noqa: S308  each line was escaped above


@register.filter
def claimed_day(value: datetime | None) -> str:
    """{{ message.either|claimed_day }}: the day as the export claims it, without turning it into another zone."""
    if value is None:
        return ""
    language = get_language() or "ar"
    return str(escape(shown.day(value.date(), language if language in shown.LOCALES else "ar")))


@register.filter
def claimed_clock(value: datetime | None) -> str:
    """{{ row.at|claimed_clock }}: the time of day as the timeline holds it."""
    if value is None:
        return "—"
    language = get_language() or "ar"
    return shown.in_digits(value.strftime("%H:%M"), language)
