"""Reads an opened envelope in the dark room: a process of its own, without keys, network or files (design §4.12).

The key operation happens here, in the officer's session; what the plaintext means is worked out in the dark room, whose answer is
checked again as if a stranger had sent it.
"""

from typing import Final

from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.job import Job
from amana.darkroom.limits import MIB, Limits
from amana.darkroom.process import look
from amana.darkroom.source import Held
from amana.errors import AmanaError
from amana.wire.encoding import BadEncoding, BadJson, dump_json, load_json, unb64u
from amana.wire.letter import Closing, Letter
from amana.wire.limits import KIB, MAX_ENVELOPE
from amana.wire.messages import FromHer, Message, read_manifest
from amana.wire.report import Card, Report
from amana.wire.schema import NotOfThisForm

_ANSWER: Final = 4 * MAX_ENVELOPE + 256 * KIB  # bytes: words in JSON may take six bytes a letter
_READER: Final = Job(
    "amana.desk.intake.reader",
    Limits(memory=512 * MIB, processor=5, seconds=20.0, frame=_ANSWER, output=_ANSWER),
)


class Unreadable(AmanaError):
    """This message opens with your key but is not of the agreed form. It is kept as it came. Ask her to send it again."""


def read(plaintext: bytes) -> Message[FromHer]:
    """The message. Raises Unreadable for everything that the protocol does not permit, and for a reader that ran out of its limits;
    NoDarkRoom where this computer cannot lock it up.
    """
    try:
        (frame,) = look(_READER, Held(plaintext), {})
        return _message(frame.content)
    except (DarkRoomRefused, KeyError, TypeError, ValueError) as error:
        raise Unreadable from error
    except (BadJson, BadEncoding, NotOfThisForm) as error:
        raise Unreadable from error


def _message(answer: bytes) -> Message[FromHer]:
    value = load_json(answer, limit=_ANSWER)
    manifest = read_manifest(dump_json(value["manifest"]))
    if not isinstance(manifest, Report | Letter | Closing):
        raise Unreadable
    words, card = value["words"], value["card"]
    if not isinstance(words, str | None) or not isinstance(card, dict | None):
        raise Unreadable
    return Message(
        manifest=manifest,
        words=words,
        card=None if card is None else Card.from_json(card),
        mac=unb64u(value["mac"], 32),
        signature=None,
        digest=unb64u(value["digest"], 32),
    )
