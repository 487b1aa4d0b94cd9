"""What one installation compiles into its pages, so that no server chooses it at the moment of a visit."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from amana.errors import AmanaError

VERSION = "amana-instance/1"
KEY_BYTES = SALT_BYTES = 32


class BadInstance(AmanaError):
    """The installation's settings for the site are not of their form. Nothing was built.
    Mend the one that is named."""


@dataclass(frozen=True)
class Instance:
    """Root keys (32 bytes each), the public salt (32 bytes), the lowest believed serial of each
    desk's list by short id, the build date, and the relay's origin without a final slash."""

    roots: tuple[bytes, ...]
    salt: bytes
    relay: str
    built: date
    floor: Mapping[str, int] = field(default_factory=dict)
    demo_roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Raises BadInstance."""
        if any(len(key) != KEY_BYTES for key in (*self.roots, *self.demo_roots)):
            raise BadInstance("roots")
        if not (self.roots or self.demo_roots) or len(self.salt) != SALT_BYTES:
            raise BadInstance("roots" if len(self.salt) == SALT_BYTES else "salt")
        parts = urlsplit(self.relay)
        if (
            parts.scheme not in ("http", "https")
            or f"{parts.scheme}://{parts.netloc}" != self.relay
        ):
            raise BadInstance("relay")

    def file(self, *, live: bool) -> bytes:
        """The JSON file that `client/src/instance.ts` reads."""
        content = {
            "v": VERSION,
            "roots": [_b64u(key) for key in self.roots],
            "demo_roots": [] if live else [_b64u(key) for key in self.demo_roots],
            "salt": _b64u(self.salt),
            "floor": dict(self.floor),
            "built": self.built.isoformat(),
            "relay": self.relay,
            "live": live,
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def integrity(content: bytes) -> str:
    """Subresource integrity of a file (W3C SRI), `sha384-…`."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def _b64u(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
