"""A small directory of invented people: three certifiers of two organisations, one desk, its
keys and its list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from vectors.generators.book import sample

from amana.seal.age_keys import identity_text, recipient_of
from amana.seal.certificates import (
    Certificate,
    Certifier,
    CollectionKey,
    Complaints,
    Holder,
    ListKey,
    Recovery,
    ReplyKey,
    Role,
    ShareHolder,
    issue,
)
from amana.seal.desk_list import AuditHead, DeskList, Statement, sign_list
from amana.seal.directory import Document
from amana.seal.signed import Signed, Signer

TODAY = date(2026, 11, 23)
YEAR = timedelta(days=365)
DESK = sample("desk", 8)
ORGANISATIONS = {"ann": "Example Lawyers", "ben": "Example Helpline", "cyn": "Example Helpline"}
ROLES: tuple[Role, ...] = ("lead", "lead", "caseworker", "lawyer", "intake")


def person(name: str) -> bytes:
    """A short id."""
    return sample(f"person/{name}", 8)


def key(name: str) -> Ed25519PrivateKey:
    """A signing key that everybody knows."""
    return Ed25519PrivateKey.from_private_bytes(sample(f"key/{name}", 32))


def public(name: str) -> bytes:
    """The public half, 32 bytes."""
    return key(name).public_key().public_bytes_raw()


def identity(name: str) -> str:
    """An age identity that everybody knows."""
    return identity_text(sample(f"age/{name}", 32))


def recipient(name: str) -> str:
    """The recipient of that identity."""
    return recipient_of(identity(name))


def signer(name: str) -> Signer:
    """A certifier or a desk's key as a signer."""
    return Signer(sample(f"certificate/{name}", 8), key(name))


@dataclass(frozen=True)
class World:
    """What a directory is made of. A case changes one thing of it."""

    root: str = "root"
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)  # signers by certificate
    certifiers: tuple[Certifier, ...] = ()
    certificates: tuple[tuple[str, Certificate], ...] = ()
    listed: DeskList | None = None
    list_signer: str = "list-key"

    def document(self) -> Document:
        """Everything signed."""
        assert self.listed is not None
        root = Signer.root(key(self.root))
        signed = [issue(certifier, by=[root]) for certifier in self.certifiers]
        signed += [issue(each, by=self._signers(name)) for name, each in self.certificates]
        lists = (sign_list(self.listed, by=replace(signer("list-key"), key=key(self.list_signer))),)
        return Document(tuple(signed), lists)

    def _signers(self, name: str) -> list[Signer]:
        return [signer(each) for each in self.names.get(name, ("ann", "ben"))]

    def signed_by(self, name: str, *signers: str) -> "World":
        """One certificate signed by other certifiers."""
        return replace(self, names={**self.names, name: signers})

    def with_certificate(self, name: str, certificate: Certificate) -> "World":
        """One certificate replaced or added; an added one is named in the list."""
        assert self.listed is not None
        others = tuple(pair for pair in self.certificates if pair[0] != name)
        entries = tuple(dict.fromkeys((*self.listed.entries, certificate.id)))
        listed = replace(self.listed, entries=entries)
        return replace(self, certificates=(*others, (name, certificate)), listed=listed)

    def certificate(self, name: str) -> Certificate:
        """By its name here."""
        return dict(self.certificates)[name]


def head(
    name: str, *, since: date = TODAY - YEAR / 2, until: date = TODAY + YEAR / 4
) -> dict[str, Any]:
    """What every certificate of the desk has."""
    return {"id": sample(f"certificate/{name}", 8), "since": since, "until": until, "desk": DESK}


def holder(name: str, role: Role) -> Holder:
    """Somebody of the desk."""
    label = {"en": f"Example {name}", "ar": f"مثال {name}", "ckb": f"نموونە {name}"}
    return Holder(
        **head(name),
        person=person(name),
        role=role,
        woman=role != "lawyer",
        label=label,
        recipient=recipient(name),
    )


def recovery(name: str, people: Sequence[str]) -> Recovery:
    """Set A or B, kept by these people."""
    holders = tuple(
        ShareHolder(person(each), "Example Helpline" if i else "Example Lawyers")
        for i, each in enumerate(people)
    )
    return Recovery(
        **head(f"recovery {name}"),
        set="A" if name == "A" else "B",
        recipient=recipient(f"recovery {name}"),
        holders=holders,
    )


def certifiers(
    *, since: date = TODAY - YEAR / 2, until: date = TODAY + YEAR / 4
) -> tuple[Certifier, ...]:
    """Ann of one organisation, Ben and Cyn of another."""
    return tuple(
        Certifier(
            id=sample(f"certificate/{name}", 8),
            since=since,
            until=until,
            person=person(name),
            name=f"Example {name.title()}",
            organisation=organisation,
            key=public(name),
        )
        for name, organisation in ORGANISATIONS.items()
    )


def statement() -> Statement:
    """What the desk says of itself, in three languages."""
    return Statement(
        kind="ngo",
        name={"en": "Example desk", "ar": "مكتب مثال", "ckb": "نووسینگەی نموونە"},
        must_report=None,
        must_report_dated=None,
        tells_families={"en": "Nothing.", "ar": "لا شيء.", "ckb": "هیچ."},
        reads={"en": "Every day.", "ar": "كل يوم.", "ckb": "هەموو ڕۆژێک."},
        answers_within={"en": "One day.", "ar": "يوم واحد.", "ckb": "یەک ڕۆژ."},
        languages=("ar", "ckb", "en"),
        second_contact={"en": "Example Lawyers", "ar": "محامون مثال", "ckb": "پارێزەرانی نموونە"},
        vouched=(sample("certificate/ann", 8), sample("certificate/ben", 8)),
        demo=False,
    )


def world() -> World:
    """A directory that holds on TODAY, in live mode."""
    named: list[tuple[str, Certificate]] = [
        ("list-key", ListKey(**head("list-key"), key=public("list-key"))),
        ("reply", ReplyKey(**head("reply"), key=public("reply"))),
        ("collection", CollectionKey(**head("collection"), key=public("collection"))),
        ("recovery A", recovery("A", ("holder0", "dan", "eve"))),
        ("recovery B", recovery("B", ("holder1", "fay", "gus"))),
        (
            "complaints",
            Complaints(
                **head("complaints"),
                name={"en": "Example board"},
                recipient=recipient("complaints"),
                collection=public("complaints collection"),
            ),
        ),
    ]
    named += [(f"holder{i}", holder(f"holder{i}", role)) for i, role in enumerate(ROLES)]
    since, until = TODAY - YEAR, TODAY - timedelta(days=59)
    old = ReplyKey(**head("old reply", since=since, until=until), key=public("old reply"))
    listed = DeskList(
        desk=DESK,
        serial=41,
        issued=TODAY - timedelta(days=3),
        expires=TODAY + timedelta(days=11),
        entries=tuple(certificate.id for _, certificate in named),
        statement=statement(),
        audit=AuditHead(position=12, head=sample("audit", 32)),
    )
    return World(
        certifiers=certifiers(),
        certificates=(*named, ("old reply", old)),
        listed=listed,
    )


def spoiled(signed: Signed) -> Signed:
    """The same with one byte of its body changed after signing; its JSON stays whole."""
    return replace(signed, body=signed.body.replace(b"Example", b"Exbmple", 1))
