"""A certificate on its way to two certifiers: exact bytes, and the signatures that it has so far (protocol §7)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from amana.cli import private_file
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u

if TYPE_CHECKING:
    from amana.seal.certificates import Certificate, Certifier
    from amana.seal.signed import Signed, Signer

VERSION: Final = "amana-request/1"
NEEDED: Final = 2
PUBLIC: Final = 0o644


class NotARequestError(AmanaError):
    """This file is not a request for a certificate. Nothing was signed. Make one with `amana keys holder` or `amana keys desk`."""


class OwnKeyError(AmanaError):
    """This key belongs to the certifier herself, and nobody certifies herself. Nothing was signed. Ask two other certifiers."""


class SignedAlreadyError(AmanaError):
    """This certifier, or another one of the same organisation, has signed already. Nothing was changed.
    The second signature comes from another organisation."""


@dataclass(frozen=True)
class Request:
    """The body of a certificate and who signed it; `organisations` of the signers keep the rule of two."""

    body: bytes
    signatures: tuple[tuple[bytes, bytes], ...] = ()
    organisations: tuple[str, ...] = ()

    @classmethod
    def of(cls, certificate: "Certificate") -> Self:
        """A request without signatures. Raises NotOfThisForm, BadEncoding or BadAgeKey."""
        checked = type(certificate).from_json(certificate.to_json())
        return cls(dump_json(checked.to_json()))

    @property
    def value(self) -> JsonObject:
        """What is to be certified."""
        return load_json(self.body)

    @property
    def complete(self) -> bool:
        """Two certifiers have signed."""
        return len(self.signatures) >= NEEDED

    @property
    def key(self) -> bytes:
        """The raw public key, 32 bytes, whose fingerprint is compared. Raises NotARequestError."""
        from amana.seal.age_keys import recipient_point

        value = self.value
        if "recipient" in value:
            return recipient_point(value["recipient"])
        if "key" in value:
            return unb64u(value["key"], 32)
        raise NotARequestError

    def check_signer(self, certifier: "Certifier") -> None:
        """Raises OwnKeyError or SignedAlreadyError when this certifier may not sign."""
        own = b64u(certifier.person)
        holders = {holder.get("person") for holder in self.value.get("holders", [])}
        if self.value.get("person") == own or own in holders:
            raise OwnKeyError
        if certifier.id in dict(self.signatures) or certifier.organisation in self.organisations:
            raise SignedAlreadyError

    def signed(self, signer: "Signer", certifier: "Certifier") -> "Request":
        """With one more signature. Raises OwnKeyError or SignedAlreadyError."""
        from amana.seal.signed import sign

        self.check_signer(certifier)
        fresh = sign(self.value, [signer])
        if fresh.body != self.body:
            raise NotARequestError
        return Request(
            self.body,
            (*self.signatures, *fresh.signatures),
            (*self.organisations, certifier.organisation),
        )

    def certificate(self) -> "Signed":
        """The signed certificate, once it is complete. Raises NotARequestError before."""
        from amana.seal.signed import Signed

        if not self.complete:
            raise NotARequestError
        return Signed(self.body, self.signatures)


def write(path: Path, request: Request) -> None:
    """Replaces the request's file."""
    value = {
        "v": VERSION,
        "body": b64u(request.body),
        "signatures": [{"by": b64u(by), "signature": b64u(sig)} for by, sig in request.signatures],
        "organisations": list(request.organisations),
    }
    private_file.write(path, dump_json(value), mode=PUBLIC)


def read(path: Path) -> Request:
    """Raises NotARequestError."""
    try:
        value = load_json(path.read_bytes())
        if value["v"] != VERSION:
            raise NotARequestError
        signatures = tuple(
            (unb64u(s["by"], 8), unb64u(s["signature"], 64)) for s in value["signatures"]
        )
        return Request(unb64u(value["body"]), signatures, tuple(value["organisations"]))
    except (OSError, AmanaError, KeyError, TypeError) as error:
        raise NotARequestError from error


def valid_days(days: int) -> tuple[date, date]:
    """From today, for so many days (UTC)."""
    from datetime import UTC, datetime, timedelta

    today = datetime.now(UTC).date()
    return today, today + timedelta(days=days)
