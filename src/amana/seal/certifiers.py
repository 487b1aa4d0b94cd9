"""The certifiers whom a compiled-in root vouches for, and the rule of two (protocol §7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from amana.seal.certificates import Certifier
from amana.seal.refusals import DemoKeys, Malformed, TooFewCertifiers
from amana.seal.signed import Signed, root_id
from amana.wire.encoding import unb64u
from amana.wire.limits import CERTIFIER_DAYS


@dataclass(frozen=True)
class Roots:
    """Public keys, Ed25519, compiled in. Those of the demonstration are refused in live mode."""

    real: tuple[bytes, ...]
    demo: tuple[bytes, ...] = ()

    def signer_of(self, signed: Signed, *, live: bool) -> bytes | None:
        """The root that a certificate names, if it is one of these. Raises DemoKeys."""
        named = {by for by, _ in signed.signatures}
        if live and any(root_id(root) in named for root in self.demo):
            raise DemoKeys
        return next((root for root in (*self.real, *self.demo) if root_id(root) in named), None)


@dataclass(frozen=True)
class Certifiers:
    """Certifiers of today, by short id."""

    known: dict[bytes, Certifier]

    @classmethod
    def of(
        cls, certificates: Iterable[Signed], roots: Roots, *, today: date, live: bool
    ) -> "Certifiers":
        """Those that a root signed and that are in date.

        Raises BadSignature, DemoKeys or Malformed; also NotOfThisForm, BadEncoding and BadJson.
        """
        known = {}
        for signed in certificates:
            root = signed.type == Certifier.TYPE and roots.signer_of(signed, live=live)
            if not root:
                continue
            signed.verify(by=root_id(root), key=root)
            certifier = Certifier.from_json(signed.value)
            if certifier.until - certifier.since > timedelta(days=CERTIFIER_DAYS):
                raise Malformed
            if certifier.since <= today <= certifier.until:
                known[certifier.id] = certifier
        return cls(known)

    def verify(self, signed: Signed) -> None:
        """Two certifiers, different persons of two organisations, neither the person certified.

        Raises BadSignature when one whom we know did not sign, TooFewCertifiers.
        """
        signers = [self.known[by] for by, _ in signed.signatures if by in self.known]
        for signer in signers:
            signed.verify(by=signer.id, key=signer.key)
        certified = signed.value.get("person")
        own = unb64u(certified, 8) if isinstance(certified, str) else None
        others = [signer for signer in signers if signer.person != own]
        if not any(_independent(a, b) for a, b in combinations(others, 2)):
            raise TooFewCertifiers


def _independent(one: Certifier, other: Certifier) -> bool:
    return one.person != other.person and one.organisation != other.organisation
