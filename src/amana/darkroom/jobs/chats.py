"""An exported chat or mail, read into messages that hold the byte ranges they came from (P9)."""

import pkgutil
from datetime import datetime
from importlib import import_module
from typing import Any, BinaryIO, Final

import amana.chats
from amana.chats.importing import read_export
from amana.darkroom.remote import Pipes
from amana.darkroom.transcript import facts_of, packed

_NEVER: Final = "1 Jan 2000"


def load(_arguments: dict[str, Any]) -> None:
    """Every format, with the tables that it keeps."""
    for module in pkgutil.iter_modules(amana.chats.__path__, "amana.chats."):
        import_module(module.name)
    datetime.strptime(_NEVER, "%d %b %Y")  # noqa: DTZ007  Python finds the parser when it is first used


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """For each part what is known of it, then its items."""
    size, order = arguments["size"], arguments["day_order"]
    for part in read_export(file, arguments["name"], size=size, day_order=order):
        out.words({"part": facts_of(part)})
        for batch in packed(part.items()):
            out.words(batch)
