"""A synthetic case with everything that a bundle can hold."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.evidence import ledger
from amana.evidence.custody import Act, Custody
from amana.evidence.exhibit import Exhibit, Kind, Way
from amana.evidence.identifiers import Identifier, Place
from amana.evidence.intake import hashed, salted
from amana.evidence.parts import BundleParts, ExhibitFile, Stamped
from amana.evidence.timestamps import request_for
from amana.evidence.transcripts import Line, Transcript
from tests.evidence.authority import Authority

BAGHDAD = timezone(timedelta(hours=3))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BAGHDAD)
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(32))
CHAT = "20/11/2026, 12:01 - bad.user: أرسل ٥٠٠ دولار وإلا\n".encode()
PICTURE = b"\xff\xd8 synthetic screenshot, no picture at all " * 20
VOICE = bytes(range(256)) * 40


def exhibit_file(number: int, kind: Kind, name: str, content: bytes) -> ExhibitFile:
    """An exhibit that was received at noon."""
    salt = bytes([number]) * 32
    record = Exhibit(
        number=number,
        kind=kind,
        hashed=hashed([content]),
        salt=salt,
        salted=salted(salt, [content]),
        received=NOON,
        zone="Asia/Baghdad",
        way=Way.REPORT,
        brought_by="S",
        name=name,
    )
    return ExhibitFile(record, lambda: [content[:7], content[7:]])


FILES = [
    exhibit_file(1, Kind.CHAT, "محادثة واتساب مع فلان.txt", CHAT),
    exhibit_file(2, Kind.SCREENSHOT, "../../IMG_0001.JPG", PICTURE),
    exhibit_file(3, Kind.VOICE, "no ending", VOICE),
]


def custody_of(files: list[ExhibitFile]) -> Custody:
    """Each exhibit received, one looked at, one that is no part of any bundle."""
    custody = Custody("00112233445566778899aabbccddeeff")
    for each in files:
        custody.append(
            Act(
                at=NOON,
                zone="Asia/Baghdad",
                actor="officer-1",
                action="received",
                exhibit=each.exhibit.number,
                salted=each.exhibit.salted,
            )
        )
    look = {"reason": "to write the statement"}
    custody.append(
        Act(
            at=NOON,
            zone="Asia/Baghdad",
            actor="officer-2",
            action="looked at",
            exhibit=2,
            details=look,
        )
    )
    custody.append(
        Act(at=NOON, zone="Asia/Baghdad", actor="lead-1", action="locked unseen", exhibit=9)
    )
    custody.append(Act(at=NOON, zone="Asia/Baghdad", actor="officer-1", action="bundle made"))
    return custody


def lines() -> Iterator[Line]:
    """A chat of three messages, one of which would be a formula."""
    words = ["أرسل ٥٠٠ دولار وإلا", '=HYPERLINK("http://example.org")', "+964 770 000 0000"]
    for number, text in enumerate(words, start=1):
        yield Line(
            number,
            "2026-11-20T12:01",
            "phone's own clock",
            "bad.user",
            "",
            "text",
            text,
            1,
            "",
            22,
            60,
        )


LOSSES = [
    ledger.Loss(
        kind=ledger.Kind.TRANSFER,
        amount=Decimal("500000"),
        unit="IQD",
        day=date(2026, 11, 1),
        proofs=(1,),
    ),
    ledger.Loss(
        kind=ledger.Kind.GOLD, amount=Decimal("12.5"), unit="g", state=ledger.State.CONFIRMED
    ),
    ledger.Loss(
        kind=ledger.Kind.CARD,
        amount=Decimal(25),
        unit="USD",
        card=ledger.masked("1234 5678 9012 3456"),
    ),
]
IDENTIFIERS = [
    Identifier("phone", "٠٧٧٠٠٠٠٠٠٠٠", "+9647700000000", (Place(1, "", 0, 10),), "officer-1"),
    Identifier(
        "handle",
        "@bad.user",
        "instagram:bad.user",
        (Place(1, "", 22, 30), Place(2, "", 0, 5)),
        "officer-1",
    ),
    Identifier("email", "bad@example.org", "bad@example.org", (Place(1, "", 0, 1),), "officer-1"),
    Identifier("link", "t.me/bad", "https://t.me/bad", (Place(1, "", 0, 1),), "officer-1"),
    Identifier(
        "wallet", "TXYZ", "TXYZ", (Place(1, "", 0, 1),), "officer-1", "checksum not checked"
    ),
]


def parts(authority: Authority | None = None, **changes: Any) -> BundleParts:
    """The whole case; `changes` replace fields."""
    custody = custody_of(FILES)
    stamps = []
    if authority:
        query = request_for(custody.hash_at(3))
        reply = authority.reply(query, chain=True)
        stamps = [Stamped("synthetic-time", 3, query, reply, authority.roots)]
    whole = BundleParts(
        case="K-2026-014",
        organisation="Synthetic organisation",
        made=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        custody=custody.showing([1, 2, 3]),
        exhibits=FILES,
        transcripts=[Transcript({"app": "whatsapp-android"}, lines)],
        quoted=list(lines()),
        identifiers=IDENTIFIERS,
        ledger=LOSSES,
        stamps=stamps,
        dossier=b"%PDF-1.7 synthetic",
    )
    return dataclasses.replace(whole, **changes)
