"""Reads an opened envelope in a process of its own, without keys, network or files (design §4.12).

The key operation happens here, in the officer's session; what the plaintext means is worked out in the cell, whose answer is
checked again as if a stranger had sent it.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import amana
from amana.errors import AmanaError
from amana.wire.encoding import BadEncoding, BadJson, dump_json, load_json, unb64u
from amana.wire.letter import Closing, Letter
from amana.wire.limits import KIB, MAX_ENVELOPE
from amana.wire.messages import FromHer, Message, read_manifest
from amana.wire.report import Card, Report
from amana.wire.schema import NotOfThisForm

_SECONDS: Final = 20.0
_ANSWER: Final = 4 * MAX_ENVELOPE + 256 * KIB  # bytes: words in JSON may take six bytes a letter
_START: Final = "import sys; sys.path.insert(0, sys.argv[1]); from amana.desk.intake.reader import main; sys.exit(main())"


class Unreadable(AmanaError):
    """This message opens with your key but is not of the agreed form. It is kept as it came. Ask her to send it again."""


def read(plaintext: bytes) -> Message[FromHer]:
    """The message. Raises Unreadable for everything that the protocol does not permit, and for a reader that ran out of its limits."""
    source = str(Path(amana.__file__).parent.parent)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, source],
            input=plaintext,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            cwd="/",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable from error
    if done.returncode != 0 or len(done.stdout) > _ANSWER:
        raise Unreadable
    try:
        return _message(done.stdout)
    except (KeyError, TypeError, BadJson, BadEncoding, NotOfThisForm) as error:
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
