"""Makes the demonstration's organisation: root, certifiers, desk keys, recovery and certificates, all in one place.

In life these keys are in different hands and never meet; here they lie together, plain and marked, and live mode refuses them.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from amana.cli import demo_root, private_file
from amana.cli.demo.people import CERTIFIERS, COMPLAINTS, NAME, SHARE_HOLDERS, STATEMENT
from amana.cli.keys import keyfile, recovery
from amana.cli.keys.keyfile import KeyFile, Kind
from amana.cli.keys.request import valid_days
from amana.seal.certificates import (
    Certificate,
    Certifier,
    CollectionKey,
    Complaints,
    Holder,
    ListKey,
    ReplyKey,
    Role,
    issue,
)
from amana.seal.desk_list import DeskList, Statement, sign_list
from amana.seal.directory import Document
from amana.seal.signed import Signed, Signer
from amana.wire.encoding import b64u, unb64u
from amana.wire.limits import LIST_DAYS

DAYS: Final = 365
SERVICE: Final[tuple[Kind, ...]] = ("reply", "collection", "list-key")
_BODIES: Final = {"reply": ReplyKey, "collection": CollectionKey, "list-key": ListKey}


@dataclass(frozen=True)
class Organisation:
    """Keys by name and the certificates so far; `desk` is the desk's short id, 8 bytes."""

    desk: bytes
    keys: dict[str, KeyFile] = field(repr=False)
    certifiers: tuple[Signed, ...]
    certificates: tuple[Signed, ...]
    signers: tuple[Signer, Signer] = field(repr=False)

    def certify(self, body: Certificate) -> Signed:
        """By two certifiers of two organisations."""
        return issue(body, by=self.signers)


def found(folder: Path, *, desk: bytes) -> Organisation:
    """Makes all keys but the officers', and writes them into `folder`."""
    since, until = valid_days(DAYS)
    keys = {"root": demo_root.key()} | _certifier_keys()
    keys |= {kind: KeyFile.new(kind, demo=True) for kind in SERVICE}
    keys |= {
        "complaints": (outside := KeyFile.new("complaints", demo=True)),
        "complaints-collection": KeyFile(
            kind="complaints-collection", id=outside.id, secret=os.urandom(32), demo=True
        ),
        "backup": KeyFile.new("backup", demo=True),
    }
    keys |= {f"auditor-{number}": KeyFile.new("auditor", demo=True) for number in (1, 2)}
    certifiers = tuple(_certified(keys, name) for name in keys if name.startswith("certifier-"))
    for name, key in keys.items():
        keyfile.write(folder / f"{name}.key", key, passphrase=None)
    signers = (keys["certifier-1"].signer, keys["certifier-3"].signer)
    organisation = Organisation(desk, keys, certifiers, (), signers)
    bodies: list[Certificate] = [
        _BODIES[kind](id=keys[kind].id, since=since, until=until, desk=desk, key=keys[kind].public)
        for kind in SERVICE
    ]
    bodies.append(
        Complaints(
            id=outside.id,
            since=since,
            until=until,
            desk=desk,
            name=COMPLAINTS,
            recipient=outside.recipient,
            collection=keys["complaints-collection"].public,
        )
    )
    bodies += [_recovery(folder, desk, name) for name in SHARE_HOLDERS]
    certificates = tuple(organisation.certify(body) for body in bodies)
    return Organisation(desk, keys, certifiers, certificates, signers)


def holder(
    organisation: Organisation,
    *,
    person: bytes,
    role: Role,
    woman: bool,
    label: dict[str, str],
    recipient: str,
) -> Signed:
    """The certificate of an officer's own key."""
    since, until = valid_days(DAYS)
    return organisation.certify(
        Holder(
            id=os.urandom(8),
            since=since,
            until=until,
            desk=organisation.desk,
            person=person,
            role=role,
            woman=woman,
            label=label,
            recipient=recipient,
        )
    )


def document(organisation: Organisation, holders: Sequence[Signed]) -> Document:
    """The first directory document: all certificates and list number one."""
    named = (*organisation.certificates, *holders)
    issued, _ = valid_days(0)
    listed = DeskList(
        desk=organisation.desk,
        serial=1,
        issued=issued,
        expires=issued + timedelta(days=LIST_DAYS),
        entries=tuple(_id(each) for each in named),
        statement=_statement(organisation),
    )
    signed = sign_list(listed, by=organisation.keys["list-key"].signer)
    return Document((*organisation.certifiers, *named), (signed,))


def _certifier_keys() -> dict[str, KeyFile]:
    return {
        f"certifier-{number}": KeyFile.new(
            "certifier", about={"name": name, "organisation": where}, demo=True
        )
        for number, (name, where) in enumerate(CERTIFIERS, 1)
    }


def _certified(keys: dict[str, KeyFile], name: str) -> Signed:
    key = keys[name]
    since, until = valid_days(DAYS)
    body = Certifier(
        id=key.id,
        since=since,
        until=until,
        person=os.urandom(8),
        name=str(key.about["name"]),
        organisation=str(key.about["organisation"]),
        key=key.public,
    )
    return issue(body, by=[keys["root"].signer])


def _recovery(folder: Path, desk: bytes, name: str) -> Certificate:
    """One set; its sheets go into the keys' folder, where in life they would only be printed."""
    holders = [f"{b64u(os.urandom(8))}={where}" for where in SHARE_HOLDERS[name]]
    made = recovery.make(desk=desk, set_name=name, holders=holders, days=DAYS)
    for number, share in enumerate(made.shares, 1):
        sheet = made.page(number, share).lstrip("\n")
        private_file.write(folder / f"recovery-{name}-{number}.txt", sheet.encode())
    return made.certificate


def _statement(organisation: Organisation) -> Statement:
    return Statement(
        kind="ngo",
        name=NAME,
        must_report=None,
        must_report_dated=None,
        languages=("ar", "ckb", "en"),
        vouched=tuple(_id(each) for each in organisation.certifiers),
        demo=True,
        **STATEMENT,
    )


def _id(signed: Signed) -> bytes:
    return unb64u(str(signed.value["id"]), 8)
