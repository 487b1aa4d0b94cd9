"""Showing what a stranger wrote: every character is there, none of them acts (P9)."""

import unicodedata
from typing import Final

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_STEERING: Final = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_KEPT: Final = frozenset("\n\t\u200c\u200d")  # line ends, tabs and the joiners that scripts need


@register.filter
def verbatim(value: str) -> SafeString:
    """{{ message.words|verbatim }}: paragraphs that each find their own direction; what would steer the line is shown as its code."""
    lines = (escape_line(line) for line in value.split("\n"))
    return mark_safe(  # noqa: S308  each line was escaped above
        "".join(f'<p class="hers" dir="auto">{line or "<br>"}</p>' for line in lines)
    )


@register.filter
def short(value: str) -> SafeString:
    """{{ line.excerpt|short }}: the beginning on one line."""
    text = " ".join(value.split())[:120]
    return format_html('<bdi class="hers">{}</bdi>', escape_line(text))


def escape_line(line: str) -> SafeString:
    """One line, escaped, with a visible code in place of each character that steers or does not print."""
    return mark_safe("".join(_shown(c) for c in line))  # noqa: S308  escaped one by one


def _shown(character: str) -> str:
    hidden = character in _STEERING or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
    if hidden and character not in _KEPT:
        return f'<span class="cp" dir="ltr">U+{ord(character):04X}</span>'
    return str(escape(character))
