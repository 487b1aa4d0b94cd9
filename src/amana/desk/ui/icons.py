"""Line drawings of one weight, in the colour of the text. No faces, no bodies, no padlocks."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_PATHS: Final = {
    "sun": (
        "M12 4v2M12 18v2M4 12h2M18 12h2M6.3 6.3l1.4 1.4M16.3 16.3l1.4 1.4"
        "M6.3 17.7l1.4-1.4M16.3 7.7l1.4-1.4M8.5 12a3.5 3.5 0 1 0 7 0"
        "a3.5 3.5 0 1 0-7 0"
    ),
    "folder": (
        "M4 7.5A1.5 1.5 0 0 1 5.5 6H10l2 2h6.5A1.5 1.5 0 0 1 20 9.5v8"
        "a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z"
    ),
    "tray": (
        "M4 13l2.5-7h11L20 13M4 13v4.5A1.5 1.5 0 0 0 5.5 19h13"
        "a1.5 1.5 0 0 0 1.5-1.5V13M4 13h4.5l1.5 2.5h4l1.5-2.5H20"
    ),
    "house": "M4 11.5L12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5",
    "door": "M7 20V5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v15M4.5 20h15M14 12v.5",
    "cup": (
        "M5 9h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10.5h1.5"
        "a2.25 2.25 0 0 1 0 4.5H16M9 3.5v2M12 3.5v2"
    ),
    "search": "M5 11a6 6 0 1 0 12 0a6 6 0 1 0-12 0M15.5 15.5L20 20",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "note": "M6 4h12v11l-5 5H6zM13 20v-5h5M9 8.5h6M9 12h6",
    "hand": (
        "M8 12V6.5a1.25 1.25 0 0 1 2.5 0V11M10.5 10.5v-5"
        "a1.25 1.25 0 0 1 2.5 0v5.5M13 10.5V6.5a1.25 1.25 0 0 1 2.5 0V13M15.5 10"
        "a1.25 1.25 0 0 1 2.5 0v4a6 6 0 0 1-6 6c-2.5 0-4-1-5.5-3.5L4.5 13"
        "a1.2 1.2 0 0 1 2-1.2L8 13.5"
    ),
    "keyboard": "M4 7h16v10H4zM7 10h.01M10 10h.01M13 10h.01M16 10h.01M8 14h8",
    "key": "M4.5 15a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M10.5 12.5L18 5M15 8l2.5 2.5",
    "moon": "M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z",
}


def drawing(name: str) -> SafeString:
    """An inline SVG, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none"'
        ' stroke="currentColor" stroke-width="1.75"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(_PATHS[name]),  # noqa: S308  our own constant
    )
