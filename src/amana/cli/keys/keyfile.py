"""A private key in a file: sealed with a passphrase when it lives offline, plain and marked in a demonstration."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

from amana.cli import private_file
from amana.cli.console import secret
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u

if TYPE_CHECKING:
    from amana.seal.signed import Signer

VERSION: Final = "amana-key/1"
AGE_MAGIC: Final = b"age-encryption.org/v1"
SHORTEST: Final = 12  # characters of a passphrase; scrypt does the rest
Kind = Literal[
    "root",
    "certifier",
    "reply",
    "collection",
    "list-key",
    "complaints",
    "complaints-collection",
    "backup",
    "auditor",
    "recovery",
]
SIGNING: Final = frozenset(
    {"root", "certifier", "reply", "collection", "list-key", "complaints-collection"}
)


class NotAKeyFileError(AmanaError):
    """This file is not a key of the kind that is needed here. Nothing was changed. Choose the right file."""


class WrongPassphraseError(AmanaError):
    """The passphrase does not open this key. Nothing was changed. Type it again; nobody can reset it."""


class ShortPassphraseError(AmanaError):
    """The passphrase is too short or the two do not match. Nothing was written. Choose at least twelve
    characters, better five random words."""


class KeyExistsError(AmanaError):
    """A key of that name is there already. It was left as it is. Choose another folder or name; keys are never overwritten."""


@dataclass(frozen=True, kw_only=True)
class KeyFile:
    """One private key. `id` is the short id of its certificate (8 bytes); a root's comes from its public key.

    `secret` is an Ed25519 seed of 32 bytes for the SIGNING kinds, else an X25519 scalar. `about` holds public facts.
    """

    kind: str
    id: bytes
    secret: bytes = field(repr=False)
    about: JsonObject = field(default_factory=dict)
    demo: bool = False

    @classmethod
    def new(cls, kind: Kind, *, about: JsonObject | None = None, demo: bool = False) -> Self:
        """A fresh key with a fresh short id."""
        return cls(kind=kind, id=os.urandom(8), secret=os.urandom(32), about=about or {}, demo=demo)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        if self.kind in SIGNING:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

            return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    @property
    def signer(self) -> "Signer":
        """Signs under the short id of this key's certificate; a root under that of its public key."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from amana.seal.signed import Signer

        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        return Signer.root(key) if self.kind == "root" else Signer(self.id, key)

    @property
    def recipient(self) -> str:
        """`age1…` of a key that opens."""
        from amana.seal.age_keys import recipient_text

        return recipient_text(self.public)

    @property
    def public_text(self) -> str:
        """As others are told it: `age1…`, or base64url of a signing key."""
        return b64u(self.public) if self.kind in SIGNING else self.recipient

    def to_bytes(self) -> bytes:
        """The file's content before it is sealed."""
        value = {"v": VERSION, "kind": self.kind, "demo": self.demo, "id": b64u(self.id)}
        return dump_json(
            value | {"public": self.public_text, "secret": b64u(self.secret), "about": self.about}
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Raises NotAKeyFileError."""
        try:
            value = load_json(content)
            if value["v"] != VERSION:
                raise NotAKeyFileError
            return cls(
                kind=str(value["kind"]),
                id=unb64u(value["id"], 8),
                secret=unb64u(value["secret"], 32),
                about=dict(value["about"]),
                demo=value["demo"] is True,
            )
        except (AmanaError, KeyError, TypeError, ValueError) as error:
            raise NotAKeyFileError from error


def write(path: Path, key: KeyFile, *, passphrase: str | None) -> None:
    """Writes a key, sealed with the passphrase (age's scrypt); without one only for a demonstration.

    Raises KeyExistsError.
    """
    if path.exists():
        raise KeyExistsError
    content = key.to_bytes()
    if passphrase is not None:
        from pyrage import passphrase as scrypt

        content = scrypt.encrypt(content, passphrase)
    elif not key.demo:
        raise ShortPassphraseError
    private_file.write(path, content)


def read(path: Path, *, kind: str | None = None, passphrase_file: Path | None = None) -> KeyFile:
    """A key from its file; asks for the passphrase of a sealed one. Raises NotAKeyFileError, WrongPassphraseError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotAKeyFileError from error
    if content.startswith(AGE_MAGIC):
        content = _unsealed(content, secret(f"Passphrase of {path.name}", passphrase_file))
    key = KeyFile.from_bytes(content)
    if kind is not None and key.kind != kind:
        raise NotAKeyFileError
    return key


def is_demo(path: Path) -> bool:
    """Whether the file is a plain key of a demonstration; a sealed key never is."""
    try:
        return KeyFile.from_bytes(path.read_bytes()).demo
    except (OSError, AmanaError):
        return False


def new_passphrase(file: Path | None) -> str:
    """A passphrase typed twice, or read from a file. Raises ShortPassphraseError."""
    import sys

    chosen = secret("New passphrase for this key", file)
    if len(chosen) < SHORTEST:
        raise ShortPassphraseError
    if file is None and sys.stdin.isatty() and secret("The same passphrase again") != chosen:
        raise ShortPassphraseError
    return chosen


def _unsealed(content: bytes, passphrase: str) -> bytes:
    from pyrage import DecryptError
    from pyrage import passphrase as scrypt

    try:
        return scrypt.decrypt(content, passphrase)
    except DecryptError as error:
        raise WrongPassphraseError from error
