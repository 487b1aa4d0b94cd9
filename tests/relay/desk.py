"""A synthetic desk: root, two certifiers, its keys and list, and signed requests to a relay."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.seal.certificates import Certificate, Certifier, CollectionKey, ListKey
from amana.seal.desk_list import DeskList, Statement
from amana.seal.directory import Document
from amana.seal.signed import Signed, Signer, sign
from amana.wire.encoding import b64u, dump_json, unb64u
from amana.wire.requests import FetchRequest, ListItem, Mark, pack_all, signing_text, unpack_all
from tests.relay.running import DESK, Relay, inside


def raw(key: Ed25519PrivateKey) -> bytes:
    """The public half."""
    return key.public_key().public_bytes_raw()


class Desk:
    """Keys and documents of one desk, valid around today. What it says of itself stands in class attributes."""

    NAME: Mapping[str, str] = {"en": "synthetic"}
    READS = ANSWERS = FAMILIES = SECOND = NAME

    def __init__(self, name: bytes = DESK) -> None:
        self.id = name
        self.today = datetime.now(UTC).date()
        self._root = Ed25519PrivateKey.generate()
        self.root = b64u(raw(self._root))
        self._certifiers = [self._certifier(number) for number in range(2)]
        self._collection = Ed25519PrivateKey.generate()
        self._list_key = Signer(secrets.token_bytes(8), Ed25519PrivateKey.generate())
        days = {"since": self.today, "until": self.today + timedelta(days=300)}
        self._key_id = secrets.token_bytes(8)
        self.entries = [self._key_id, self._list_key.id]  # certificates that its list names
        self.certificates = [
            *(signed for _, signed in self._certifiers),
            self.certify(
                CollectionKey(id=self._key_id, desk=name, key=raw(self._collection), **days)
            ),
            self.certify(
                ListKey(id=self._list_key.id, desk=name, key=raw(self._list_key.key), **days)
            ),
        ]

    def _certifier(self, number: int) -> tuple[Signer, Signed]:
        signer = Signer(secrets.token_bytes(8), Ed25519PrivateKey.generate())
        certifier = Certifier(
            id=signer.id,
            since=self.today,
            until=self.today + timedelta(days=300),
            person=secrets.token_bytes(8),
            name=f"Synthetic {number}",
            organisation=f"Organisation {number}",
            key=raw(signer.key),
        )
        return signer, sign(certifier.to_json(), [Signer.root(self._root)])

    def certify(self, certificate: Certificate) -> Signed:
        """Signed by both certifiers."""
        return sign(certificate.to_json(), [signer for signer, _ in self._certifiers])

    def list(self, serial: int, *, issued: date | None = None) -> Signed:
        """The desk's list, signed by its list key."""
        issued = issued or self.today
        statement = Statement(
            kind="ngo",
            name=self.NAME,
            must_report=None,
            must_report_dated=None,
            tells_families=self.FAMILIES,
            reads=self.READS,
            answers_within=self.ANSWERS,
            languages=("ar", "ckb", "en"),
            second_contact=self.SECOND,
            vouched=(),
            demo=True,
        )
        listed = DeskList(
            desk=self.id,
            serial=serial,
            issued=issued,
            expires=issued + timedelta(days=14),
            entries=tuple(self.entries),
            statement=statement,
            audit=None,
        )
        return sign(listed.to_json(), [self._list_key])

    def document(self, serial: int = 1) -> bytes:
        """Everything that the relay needs to know of this desk."""
        return Document(tuple(self.certificates), (self.list(serial),)).write()

    def admit(self, config: Path) -> None:
        """As the command line does it."""
        code = f"from amana.relay.directory import shelf\nanswer = shelf.admit({self.document()!r})"
        assert inside(config, code) == len(self.certificates) + 1

    def headers(self, relay: Relay, path: str, body: bytes, nonce: bytes = b"") -> dict[str, str]:
        """A signed request's headers; a fresh nonce is fetched unless one is given."""
        nonce = nonce or relay.post("/v1/desk/nonce", self.id).content
        text = signing_text(
            method="POST",
            authority=f"127.0.0.1:{relay.port}",
            path=path,
            query="",
            body=body,
            nonce=nonce,
        )
        return {
            "Amana-Desk": b64u(self.id),
            "Amana-Nonce": b64u(nonce),
            "Amana-Signature": b64u(self._collection.sign(text)),
        }

    def post(self, relay: Relay, path: str, body: bytes = b"") -> httpx.Response:
        """One signed request; the answer brings the next nonce."""
        answer = relay.post(path, body, **self.headers(relay, path, body))
        unb64u(answer.headers["Amana-Next-Nonce"], 32)
        return answer

    def waiting(self, relay: Relay) -> dict[bytes, ListItem]:
        """What the relay lists, by id."""
        items = unpack_all(ListItem, self.post(relay, "/v1/desk/list").content)
        return {item.id: item for item in items}

    def fetch(self, relay: Relay, kind: int, number: bytes, part: int = 0) -> bytes:
        """The bytes of a report or part."""
        asked = FetchRequest(kind, number, part).pack()
        return self.post(relay, "/v1/desk/fetch", asked).content

    def mark(self, relay: Relay, what: str, kind: int, number: bytes) -> int:
        """Acknowledges or confirms one item; the status."""
        return self.post(relay, f"/v1/desk/{what}", pack_all([Mark(kind, number)])).status_code

    def mark_all(self, relay: Relay, what: str, items: Iterable[ListItem]) -> None:
        """Acknowledges or confirms many items at once."""
        body = pack_all([Mark(item.kind, item.id) for item in items])
        assert self.post(relay, f"/v1/desk/{what}", body).status_code == 200

    def publish(self, relay: Relay, signed: Signed) -> int:
        """Publishes a list; the status."""
        return self.post(relay, "/v1/desk/directory", dump_json(signed.to_json())).status_code
