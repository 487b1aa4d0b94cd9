"""The keys of a desk's own services: collecting and the daily list. Neither opens anything that she wrote (design §4.3)."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.errors import AmanaError
from amana.seal.signed import Signer
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u

VERSION: Final = "amana-service/1"


class NoServiceKeys(AmanaError):
    """The file with the keys for collecting and for the daily list is missing or damaged. Reports keep waiting at the relay for 60 days.
    Put the file back, or make and certify new keys."""


@dataclass(frozen=True, kw_only=True)
class ServiceKeys:
    """Both signers under the short ids of their certificates, and the recipients that backups are sealed to."""

    collection: Signer = field(repr=False)
    list_key: Signer = field(repr=False)
    backup: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """From the file that `amana keys` wrote. Raises NoServiceKeys."""
        try:
            value = load_json(path.read_bytes())
            if value["v"] != VERSION:
                raise NoServiceKeys
            return cls(
                collection=_signer(value["collection"]),
                list_key=_signer(value["list-key"]),
                backup=tuple(str(recipient) for recipient in value["backup"]),
            )
        except (OSError, KeyError, TypeError, AmanaError) as error:
            raise NoServiceKeys from error

    def write(self, path: Path) -> None:
        """Makes the file, readable by its owner alone; never overwrites one."""
        value = {
            "v": VERSION,
            "collection": _plain(self.collection),
            "list-key": _plain(self.list_key),
            "backup": list(self.backup),
        }
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(dump_json(value))
            file.flush()
            os.fsync(file.fileno())


def _signer(value: JsonObject) -> Signer:
    key = Ed25519PrivateKey.from_private_bytes(unb64u(value["secret"], 32))
    return Signer(unb64u(value["id"], 8), key)


def _plain(signer: Signer) -> JsonObject:
    return {"id": b64u(signer.id), "secret": b64u(signer.key.private_bytes_raw())}
