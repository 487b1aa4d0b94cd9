"""What the scripts fetch for one language: its texts, whom to call, and how it is written."""

import json
from typing import Final

from amana.site.blocks import Book
from amana.site.first_page import ways_out
from amana.site.services import service_details
from amana.site.tree import data

# Sections that only the pages themselves show; the scripts need not carry them.
OF_PAGES: Final = ("guide", "fact", "group", "room", "desks", "steps")


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
        "texts": {key: text for key, text in texts.items() if key.split(".")[0] not in OF_PAGES},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
