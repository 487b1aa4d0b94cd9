"""Exact bytes and who signed them: never serialised a second time, so nothing can slip between
(protocol §7).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from amana.seal.refusals import BadSignature
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u
from amana.wire.schema import check

_LABEL: Final = b"amana/cert/1\n"


@dataclass(frozen=True)
class Signer:
    """A private key (Ed25519) and the short id, 8 bytes, under which its public half is
    certified.
    """

    id: bytes
    key: Ed25519PrivateKey

    @classmethod
    def root(cls, key: Ed25519PrivateKey) -> Self:
        """A root signs under the first 8 bytes of its public key's SHA-256."""
        return cls(root_id(key.public_key().public_bytes_raw()), key)


@dataclass(frozen=True)
class Signed:
    """A body's bytes and its signatures by signer's short id."""

    body: bytes
    signatures: tuple[tuple[bytes, bytes], ...]

    @cached_property
    def value(self) -> JsonObject:
        """The body as JSON. Raises BadJson."""
        return load_json(self.body)

    @property
    def type(self) -> object:
        """What kind of certificate it says it is; nothing is checked."""
        return self.value.get("type")

    def to_json(self) -> JsonObject:
        """As it is carried."""
        signatures = [{"by": b64u(by), "signature": b64u(sig)} for by, sig in self.signatures]
        return {"body": b64u(self.body), "signatures": signatures}

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding; the signatures are not checked."""
        check("signed", value)
        pairs = ((unb64u(s["by"], 8), unb64u(s["signature"], 64)) for s in value["signatures"])
        return cls(unb64u(value["body"]), tuple(pairs))

    def verify(self, *, by: bytes, key: bytes) -> None:
        """Raises BadSignature unless the signer of that id signed with that Ed25519 key, 32
        bytes.
        """
        signature = next((sig for signer, sig in self.signatures if signer == by), b"")
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, _LABEL + self.body)
        except (InvalidSignature, ValueError) as error:
            raise BadSignature from error


def sign(value: JsonObject, signers: Sequence[Signer]) -> Signed:
    """Serialises a body once and signs its bytes."""
    body = dump_json(value)
    return Signed(body, tuple((signer.id, signer.key.sign(_LABEL + body)) for signer in signers))


def root_id(key: bytes) -> bytes:
    """The short id of a root, from its public key."""
    return hashlib.sha256(key).digest()[:8]
