"""Filters and tags for every page: dates and numbers by Babel, identifiers and foreign names kept
harmless.

day, moment, clock, digits, number, size · ltr (an identifier) · safe_name (a stranger's file name) · icon · named (an officer's label)
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from amana.desk.ui import icons, shown

register = template.Library()


def _language() -> str:
    code = get_language() or "ar"
    return code if code in shown.LOCALES else "ar"


@register.filter
def day(value: date | None) -> str:
    """{{ case.day|day }}"""
    return shown.day(value, _language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """{{ entry.at|moment }}"""
    return shown.moment(value, _language()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """{{ entry.at|clock }}"""
    return shown.clock(value, _language()) if value else ""


@register.filter
def digits(value: str) -> str:
    """{{ row.at|digits }}: a time that was kept as text."""
    return shown.in_digits(value, _language())


@register.filter
def number(value: float | None) -> str:
    """{{ count|number }}"""
    return shown.number(value, _language()) if value is not None else ""


@register.filter
def size(value: int | None) -> str:
    """{{ file.size|size }}: a number and its unit."""
    if value is None:
        return ""
    amount, unit = shown.size(value, _language())
    units = {"B": gettext("B"), "KB": gettext("KB"), "MB": gettext("MB"), "GB": gettext("GB")}
    return f"{amount} {units[unit]}"


@register.filter
def ltr(value: object) -> SafeString:
    """{{ case.shown|ltr }}: an identifier, left to right, monospaced, selected in one tap."""
    return format_html('<bdi class="id" dir="ltr">{}</bdi>', value)


@register.filter
def safe_name(value: str) -> SafeString:
    """{{ file.name|safe_name }}"""
    return format_html('<bdi class="filename">{}</bdi>', shown.safe_name(value))


@register.filter
def named(officer: Any) -> str:
    """{{ officer|named }}: her label in the reader's language."""
    return str(officer.named(_language()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "door" %}: a line drawing in the colour of the text."""
    return icons.drawing(name)
