"""The one root of every demonstration. It is no secret, so that live mode can know it and refuse it anywhere (P12)."""

import hashlib
from typing import Final

from amana.cli.keys.keyfile import KeyFile

SEED: Final = hashlib.sha256(b"amana-demo-root/1: this key protects nothing").digest()


def key() -> KeyFile:
    """The root as a key file."""
    return KeyFile(
        kind="root", id=bytes(8), secret=SEED, about={"name": "demonstration"}, demo=True
    )


def public() -> bytes:
    """Its public key, 32 bytes."""
    return key().public
