"""Case numbers in addresses, and the days that sealed records keep as text."""

import datetime

from django import template

from amana.desk.cases.number import address

register = template.Library()


@register.filter
def caseaddress(number: int) -> str:
    """{% url 'cases:case' line.number|caseaddress %}"""
    return address(number)


@register.filter
def isotext(day: datetime.date) -> str:
    """{{ today|isotext }}: a day as a form's field wants it"""
    return day.isoformat()


@register.filter
def isoday(text: str | None) -> datetime.date | None:
    """{{ line.since|isoday|day }}"""
    return datetime.date.fromisoformat(text) if text else None
