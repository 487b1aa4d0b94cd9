"""The custody chain of a case: append-only, hash-chained, signed at its end. It says who did what with which exhibit, and when.

Each entry is one line of canonical JSON; the form is checked by the same code that a stranger runs (`verifier/chain.py`).
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.errors import AmanaError
from amana.evidence.verifier import chain
from amana.evidence.verifier.canonical import MOST_OF_A_LINE, NotCanonical, read, spell
from amana.evidence.verifier.findings import Broken
from amana.evidence.verifier.seal import read_signed, signed_text

VERSION: Final = chain.CUSTODY_VERSION
WHOLE_CASE: Final = 0  # the exhibit number of an entry that concerns no single exhibit
_ID_BYTES: Final = 16


class BrokenCustody(AmanaError):
    """The custody record was changed, or part of it is missing, from the entry named here. The entries before it are
    whole. Keep everything as it is and call the outside auditor.
    """

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class ForeignHead(AmanaError):
    """This signed head does not belong to this custody record. Nothing was changed. Look for the head that was signed for it."""


class BadAct(AmanaError):
    """This entry cannot be written into the custody record: its time has no zone, or a hash has the wrong length. Nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """What was done. `at` is aware and `zone` the time zone that is claimed for it; `actor` is a code, never a name.

    `salted` is SHA-256(salt ‖ file), for a chain that leaves the case; `sha256` the plain hash, for one that does not.
    """

    at: datetime
    zone: str
    actor: str
    action: str
    exhibit: int = WHOLE_CASE
    salted: bytes = field(repr=False, default=b"")
    sha256: bytes = field(repr=False, default=b"")
    details: Mapping[str, str] = field(repr=False, default_factory=dict)

    def content(self) -> dict[str, Any]:
        """The fields of an entry. Raises BadAct."""
        if self.at.tzinfo is None:
            raise BadAct
        value = {
            "action": self.action,
            "actor": self.actor,
            "at": self.at.isoformat(timespec="seconds"),
            "blind": secrets.token_hex(_ID_BYTES),
            "details": dict(self.details),
            "exhibit": self.exhibit,
            "salted": self.salted.hex(),
            "sha256": self.sha256.hex(),
            "zone": self.zone,
        }
        try:
            chain.check_content(value)
            size = len(spell(value))
        except (NotCanonical, TypeError, UnicodeEncodeError) as error:
            raise BadAct from error
        if size > MOST_OF_A_LINE // 2:
            raise BadAct
        return value


class Custody:
    """One chain. It grows by `append` alone; nothing in it can be changed or taken out."""

    def __init__(self, chain_id: str = "") -> None:
        self.id = chain_id or secrets.token_hex(_ID_BYTES)
        self._lines = [spell({"chain": self.id, "v": VERSION})]
        self._hashes = [chain.start_hash(self.id)]
        self._contents: list[dict[str, Any] | None] = []

    @classmethod
    def load(cls, data: bytes) -> Self:
        """The chain in these bytes, every link checked. Raises BrokenCustody naming the first broken position, from 1."""
        try:
            found = chain.read_chain(data)
        except Broken as error:
            raise BrokenCustody(int(error.finding.facts["position"])) from error
        custody = cls(found.id)
        custody._lines = data.split(b"\n")[:-1]
        custody._hashes = found.hashes
        custody._contents = found.contents
        return custody

    @property
    def position(self) -> int:
        """How many entries there are."""
        return len(self._contents)

    @property
    def hash(self) -> bytes:
        """The hash at the end, 32 bytes: what is signed, printed and time-stamped."""
        return bytes.fromhex(self._hashes[-1])

    @property
    def entries(self) -> tuple[dict[str, Any] | None, ...]:
        """What the entries say, in order; None for one that is withheld."""
        return tuple(self._contents)

    def hash_at(self, position: int) -> bytes:
        """The hash at a position that a time-stamp may be for."""
        return bytes.fromhex(self._hashes[position])

    def append(self, act: Act) -> bytes:
        """Enters what was done; gives the line to store, without its end. Raises BadAct."""
        content = act.content()
        self._link(content, "content", content, chain.content_hash(content))
        return self._lines[-1]

    def dump(self) -> bytes:
        """The lines of the chain."""
        return b"\n".join(self._lines) + b"\n"

    def showing(self, exhibits: Collection[int]) -> "Custody":
        """The same chain for a reader of these exhibits alone: what concerns others is withheld, and still chained."""
        shown = Custody(self.id)
        for line, content in zip(self._lines[1:], self._contents, strict=True):
            if content is None:
                shown._link(None, "withheld", digest := read(line)["withheld"], digest)
            elif content["exhibit"] == WHOLE_CASE or content["exhibit"] in exhibits:
                shown._link(content, "content", content, chain.content_hash(content))
            else:
                digest = chain.content_hash(content)
                shown._link(None, "withheld", digest, digest)
        return shown

    def _link(self, content: dict[str, Any] | None, name: str, told: object, digest: str) -> None:
        position, previous = self.position + 1, self._hashes[-1]
        own = chain.link_hash(position, previous, digest)
        line = {"position": position, "previous": previous, "hash": own, name: told}
        self._lines.append(spell(line))
        self._hashes.append(own)
        self._contents.append(content)


def sign_head(custody: Custody, key: Ed25519PrivateKey, at: datetime) -> bytes:
    """The signed end of a chain: Ed25519 over "amana-custody/1\\n" and the spelling of the head."""
    head = {
        "v": VERSION,
        "chain": custody.id,
        "position": custody.position,
        "hash": custody.hash.hex(),
        "at": at.isoformat(timespec="seconds"),
    }
    return signed_object(head, key)


def signed_object(value: dict[str, Any], key: Ed25519PrivateKey) -> bytes:
    """A line of canonical JSON with the public key and its signature; the version is the domain."""
    value = value | {"key": key.public_key().public_bytes_raw().hex()}
    signature = key.sign(signed_text(value["v"], value))
    return spell(value | {"signature": signature.hex()}) + b"\n"


def verify_head(custody: Custody, head: bytes, key: bytes) -> None:
    """Raises ForeignHead unless `key` (Ed25519, 32 bytes) signed the end of this chain."""
    try:
        value = read_signed(head, VERSION, chain.HEAD_FIELDS)
    except NotCanonical as error:
        raise ForeignHead from error
    told = (value["key"], value["chain"], value["position"], value["hash"])
    if told != (key.hex(), custody.id, custody.position, custody.hash.hex()):
        raise ForeignHead
