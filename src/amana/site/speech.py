"""What the scripts fetch for one language: its texts, whom to call, and how it is written."""

import json
from typing import Final

from amana.site.blocks import Book
from amana.site.first_page import ways_out
from amana.site.services import service_details
from amana.site.tree import data

# Sections that only the pages themselves show; the scripts need not carry them.
OF_PAGES: Final = ("area", "guide", "fact", "group", "room", "desks", "steps", "home")
OF_PAGES_TOO: Final = frozenset(
    {"page.offline", "page.again", "page.home", "page.inside", "page.saver"}
    | {"help.unverified", "help.verified", "complaint.write", "complaint.without"}
)


def speech(book: Book, *, demo: bool) -> bytes:
    """The JSON file `texts/<language>.json` (read by `client/src/page/texts.ts`)."""
    pack, language = book.pack, book.language
    texts = pack.texts[language.code]
    content = {
        "code": language.code,
        "direction": language.direction,
        "digits": language.digits,
        "demo": demo,
        "languages": [
            {
                "code": one.code,
                "name": one.name,
                "direction": one.direction,
                "address": book.addresses.home(one),
            }
            for one in pack.languages
        ],
        "ways": [data(way) for way in ways_out(book)],
        "services": [
            data(service_details(service, pack, language)) for service in pack.services.hers()
        ],
        "texts": {key: text for key, text in texts.items() if _of_scripts(key)},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _of_scripts(key: str) -> bool:
    return key.split(".", maxsplit=1)[0] not in OF_PAGES and key not in OF_PAGES_TOO
