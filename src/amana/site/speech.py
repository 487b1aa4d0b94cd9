"""What the scripts fetch for one language: its texts, whom to call, and how it is written."""

import json

from amana.packs.language import Language
from amana.packs.pack import Pack
from amana.site.page import checked


def speech(pack: Pack, language: Language, *, demo: bool) -> bytes:
    """The JSON file `/texts/<language>.json` (read by `client/src/page/texts.ts`)."""
    code = language.code
    content = {
        "code": code,
        "direction": language.direction,
        "digits": language.digits,
        "demo": demo,
        "languages": [
            {"code": o.code, "name": o.name, "direction": o.direction, "address": f"/{o.address}"}
            for o in pack.languages
        ],
        "services": [
            {
                "name": service.name[code],
                "contact": service.contact,
                "area": pack.texts[code][f"area.{service.area}"],
                "warning": service.warning[code],
                "checked": checked(service, pack.texts[code]),
            }
            for service in pack.services.hers()
        ],
        "texts": pack.texts[code],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
