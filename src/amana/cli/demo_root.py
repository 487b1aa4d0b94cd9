"""The root of every demonstration as a key file; live mode refuses its key anywhere (amana.live, P12)."""

from amana.cli.keys.keyfile import KeyFile
from amana.live import DEMO_ROOT, DEMO_SEED


def key() -> KeyFile:
    """The root."""
    return KeyFile(
        kind="root", id=bytes(8), secret=DEMO_SEED, about={"name": "demonstration"}, demo=True
    )


def public() -> bytes:
    """Its public key, 32 bytes."""
    return DEMO_ROOT
