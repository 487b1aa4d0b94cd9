"""What reads an opened envelope inside the dark room: plaintext in, one JSON object out. Knows no key (design §4.12).

Started by amana.desk.intake.reading; nothing else imports it.
"""

from typing import Any, BinaryIO, Final

from amana.darkroom.remote import Pipes
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, b64u
from amana.wire.limits import MAX_ENVELOPE
from amana.wire.messages import read_from_her
from amana.wire.schema import check, schema

_SCHEMAS: Final = ("report", "letter", "closing", "card")


def load(_arguments: dict[str, Any]) -> None:
    """Loads the schemas while files can still be opened."""
    for name in _SCHEMAS:
        schema(name)
        try:
            check(name, {})
        except AmanaError:
            continue


def run(file: BinaryIO, _arguments: dict[str, Any], out: Pipes) -> None:
    """The message; what is not of the protocol's form ends in a refusal."""
    out.words(_read(file.read(MAX_ENVELOPE + 1)))


def _read(plaintext: bytes) -> JsonObject:
    message = read_from_her(plaintext)
    return {
        "manifest": message.manifest.to_json(),
        "words": message.words,
        "card": message.card.to_json() if message.card else None,
        "mac": b64u(message.mac),
        "digest": b64u(message.digest),
    }
