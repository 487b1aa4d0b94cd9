"""Live or a demonstration: what no server may start with, whoever starts it (P12). Pure; relay and desk both hold to it."""

import hashlib
import ipaddress
from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.errors import AmanaError

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

# The one root of every demonstration. It is no secret, so that live mode can know it and refuse it anywhere.
DEMO_SEED: Final = hashlib.sha256(b"amana-demo-root/1: this key protects nothing").digest()
DEMO_ROOT: Final = (
    Ed25519PrivateKey.from_private_bytes(DEMO_SEED).public_key().public_bytes_raw()
)  # 32 bytes


class NotReadyError(AmanaError):
    """Live mode does not start while something is missing. Nothing was started.
    See to each line below; `amana doctor --live` shows them again."""

    def __init__(self, missing: Iterable[str]) -> None:
        super().__init__()
        self.details = tuple(missing)


class NotOnLoopbackError(AmanaError):
    """The demonstration is served on this machine alone. Nothing was started. Use 127.0.0.1, or
    write a live configuration.
    """


def require(missing: Iterable[str]) -> None:
    """Raises NotReadyError when anything is missing."""
    found = tuple(missing)
    if found:
        raise NotReadyError(found)


def require_loopback(host: str) -> None:
    """Raises NotOnLoopbackError for an address that others can reach."""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if not here:
        raise NotOnLoopbackError
