"""vectors/envelope.json: age files made by Python, for TypeScript to open. New random bytes in
every run.
"""

from io import BytesIO
from typing import Literal

from vectors.generators.book import sample, write
from vectors.generators.messages import report

from amana.seal.age_keys import identity_text, recipient_of
from amana.seal.envelope import seal_envelope, seal_file, seal_frame
from amana.wire.authentic import write_from_her
from amana.wire.encoding import b64u
from amana.wire.limits import RECORD, RECORD_FRAME

FILE = b"A file that shows nothing.\n" * 40


def main() -> None:
    """Envelopes of 16 and 32 stanzas, a frame, a file."""
    plaintext = write_from_her(report(), direction_key=sample("to-desk", 32), words="")
    write(
        "envelope",
        generator="vectors/generators/envelopes.py (pyrage)",
        checked_by="client/test (age-encryption); tests/vectors (Debian's age and tar)",
        envelopes=[_envelope(plaintext, 16), _envelope(plaintext, 32)],
        frame=_frame(),
        file=_file(),
    )


def _identity(name: str) -> str:
    return identity_text(sample(f"envelope/{name}", 32))


def _envelope(plaintext: bytes, stanzas: Literal[16, 32]) -> dict[str, object]:
    opens = [_identity(name) for name in ("one", "two", "recovery")]
    chosen = [recipient_of(each) for each in opens[:2]]
    recovery = recipient_of(opens[2])
    sealed = seal_envelope(plaintext, chosen=chosen, recovery=recovery, stanzas=stanzas)
    return {
        "stanzas": stanzas,
        "opens": opens,
        "does_not_open": [_identity("stranger")],
        "envelope": b64u(sealed),
        "plaintext": b64u(plaintext.rstrip(b"\0")),
        "length": len(plaintext),
    }


def _frame() -> dict[str, object]:
    identity, plaintext = _identity("her"), sample("record", RECORD)
    framed = seal_frame(plaintext, recipient_of(identity), size=RECORD_FRAME)
    return {"identity": identity, "frame": b64u(framed), "plaintext": b64u(plaintext)}


def _file() -> dict[str, object]:
    identity, sealed = _identity("files"), BytesIO()
    seal_file(BytesIO(FILE), sealed, recipient_of(identity), size=len(FILE))
    return {
        "identity": identity,
        "file": b64u(sealed.getvalue()),
        "size": len(FILE),
        "content": b64u(FILE),
    }
