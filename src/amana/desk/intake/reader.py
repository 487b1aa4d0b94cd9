"""What runs inside the cell: plaintext on standard input, one JSON object on standard output. Knows no key.

Started by amana.desk.intake.reading with `python -I`; nothing else imports it.
"""

import sys
from typing import Final

from amana.desk.intake.cell import enter
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, b64u, dump_json
from amana.wire.limits import MAX_ENVELOPE
from amana.wire.messages import read_from_her
from amana.wire.schema import check, schema

_SCHEMAS: Final = ("report", "letter", "closing", "card")


def main() -> int:
    """0 and the message; 3 for what is not of the protocol's form."""
    _warm()
    enter()
    plaintext = sys.stdin.buffer.read(MAX_ENVELOPE + 1)
    try:
        answer = _read(plaintext)
    except AmanaError:
        return 3
    sys.stdout.buffer.write(dump_json(answer))
    sys.stdout.buffer.flush()
    return 0


def _read(plaintext: bytes) -> JsonObject:
    message = read_from_her(plaintext)
    return {
        "manifest": message.manifest.to_json(),
        "words": message.words,
        "card": message.card.to_json() if message.card else None,
        "mac": b64u(message.mac),
        "digest": b64u(message.digest),
    }


def _warm() -> None:
    """Loads the schemas while files can still be opened."""
    for name in _SCHEMAS:
        schema(name)
        try:
            check(name, {})
        except AmanaError:
            continue


if __name__ == "__main__":
    sys.exit(main())
