"""An invented case in three languages: nobody in it exists, and the numbers belong to nobody."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from amana.dossier.snapshot import (
    Admission,
    Basis,
    Block,
    BlockStyle,
    CustodyEntry,
    Element,
    ElementRow,
    Event,
    Exhibit,
    Explainer,
    Identifier,
    IdentifierKind,
    Line,
    Loss,
    LossKind,
    LossState,
    Original,
    Paragraph,
    Quote,
    Request,
    Snapshot,
    Support,
    Timestamp,
    Transcript,
    Translation,
    Verification,
    When,
)

_SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
BAGHDAD = timezone(timedelta(hours=3))
LINES_A_DAY = 40
MADE = datetime(2026, 11, 26, 10, 30, tzinfo=BAGHDAD)
PHONE = "+964 770 000 0000"
HANDLE = "@bad.user_01"
ACCOUNT = "facebook:100000000000001"
LINK = "https://www.example.com/profile.php?id=100000000000001"
MAIL = "bad.user+01@mail.example"
WALLET = "TXinvented0000000000000000000wallet"
TRANSFER = "ZC-0000-1111-2222"
IDENTIFIERS = (PHONE, HANDLE, ACCOUNT, LINK, MAIL, WALLET, TRANSFER)
THREAT = "إذا ما تدفعين 500 دولار قبل يوم الخميس أدزّ الصورة لأبوج، رقمي +964 770 000 0000"
SORANI = "ئەگەر پارەکە نەنێریت هەموو شتێک بڵاو دەکەمەوە، ڕۆژی پێنجشەممە کۆتایی دێت"
ENGLISH = "Pay 500 USDT to TXinvented by Thursday, or I send it!"


def digest(text: str) -> str:
    """A hash that is plainly of nothing real."""
    return sha256(text.encode()).hexdigest()


def sample(language: str) -> Snapshot:
    """The whole sample in one language."""
    say = _SENTENCES[language]
    return Snapshot(
        case="K-0042",
        language=language,
        made_on=MADE,
        desk=say["desk"],
        officers=("C-07", "L-02"),
        jurisdiction=say["jurisdiction"],
        court=say["court"],
        code_key_with="L-02",
        statement_taken=say["taken"],
        statement=_statement(say),
        chronology=_chronology(say),
        elements=_elements(say),
        identifiers=_identifiers(say),
        ledger=_ledger(say),
        unknowns=(say["unknown_1"], say["unknown_2"]),
        requests=tuple(
            Request(id=f"r{n}", text=say[f"request_{n}"], law=say[f"law_{n}"]) for n in (1, 2, 3)
        ),
        explainers=(_explainer(say),),
        exhibits=_exhibits(say),
        transcripts=(_transcript(say),),
        custody=_custody(say),
        timestamps=(
            Timestamp(
                authority="Invented TSA 1", at=MADE, digest=digest("head"), checked_by="openssl ts"
            ),
            Timestamp(authority="Invented TSA 2", at=None),
        ),
        limitations=(say["limitation"],),
        verification=Verification(
            key_fingerprint="SHA256:" + digest("key"),
            custody_head=digest("head"),
            bundle="K-0042.zip",
        ),
        specimen=True,
    )


def with_lines(snapshot: Snapshot, count: int) -> Snapshot:
    """The same with a transcript of so many lines."""
    (first, *_) = snapshot.transcripts
    source = first.lines
    days = (date(2026, 1, 1) + timedelta(days=n // LINES_A_DAY) for n in range(count))
    lines = tuple(
        replace(
            source[n % len(source)],
            when=When(day=day, clock=time(n // 60 % 24, n % 60)),
            start=n * 200,
            end=n * 200 + 180,
        )
        for n, day in enumerate(days)
    )
    return replace(snapshot, transcripts=(replace(first, lines=lines),))


def _statement(say: dict[str, str]) -> tuple[Paragraph, ...]:
    return (
        Paragraph(text=say["statement_1"], basis=Basis.STATES),
        Paragraph(text=say["statement_2"], basis=Basis.STATES, exhibits=(1, 2)),
        Paragraph(
            text=say["statement_3"],
            basis=Basis.SEEN,
            exhibits=(1,),
            quote=Quote(text=THREAT, exhibit=1, start=1200, end=1391, language="ar-IQ"),
        ),
        Paragraph(
            text=say["statement_4"],
            basis=Basis.STATES,
            admission=Admission(decided_on=date(2026, 11, 20), officer="L-02"),
        ),
        Paragraph(text=say["statement_5"], basis=Basis.INFERRED, exhibits=(1, 4)),
    )


def _chronology(say: dict[str, str]) -> tuple[Event, ...]:
    translated = Translation(text=say["translation"], language=say["language_name"], by="C-07")
    return (
        Event(
            when=When(day=date(2026, 3, 5), either=date(2026, 5, 3), clock=time(20, 7)),
            text=say["event_1"],
            basis=Basis.SEEN,
            exhibits=(1,),
        ),
        Event(
            when=When(day=date(2026, 6, 14), clock=time(17, 41), zone="UTC"),
            text=say["event_2"],
            basis=Basis.SEEN,
            exhibits=(2,),
            quote=Quote(
                text=ENGLISH, exhibit=2, start=88, end=141, language="en", translation=translated
            ),
        ),
        Event(when=When(as_written=say["as_written"]), text=say["event_3"], basis=Basis.STATES),
    )


def _elements(say: dict[str, str]) -> tuple[ElementRow, ...]:
    support = {
        Element.THREAT: (Support.SUPPORTED, (1, 2)),
        Element.DEMAND: (Support.SUPPORTED, (2,)),
        Element.HONOUR: (Support.SUPPORTED, (1,)),
        Element.PUBLICATION: (Support.NOT_SHOWN, ()),
        Element.LOSS: (Support.SUPPORTED, (4,)),
        Element.ATTRIBUTION: (Support.UNKNOWN, ()),
    }
    return tuple(
        ElementRow(
            element=element,
            name=say[f"{element}"],
            looks_for=say[f"{element}_looks"],
            support=given,
            exhibits=exhibits,
            note=say.get(f"{element}_note", ""),
        )
        for element, (given, exhibits) in support.items()
    )


def _identifiers(say: dict[str, str]) -> tuple[Identifier, ...]:
    kinds = IdentifierKind
    rows = (
        (kinds.PHONE, PHONE, "٠٧٧٠ ٠٠٠ ٠٠٠٠", "WhatsApp", (1,)),
        (kinds.HANDLE, HANDLE, HANDLE, "Instagram", (2,)),
        (kinds.ACCOUNT, ACCOUNT, "100000000000001", "Facebook", (2,)),
        (kinds.LINK, LINK, LINK, "Facebook", (2,)),
        (kinds.EMAIL, MAIL, MAIL, "", (3,)),
        (kinds.WALLET, WALLET, WALLET, "TRON", (2, 4)),
        (kinds.TRANSFER, TRANSFER, TRANSFER, say["channel"], (4,)),
    )
    return tuple(
        Identifier(kind=k, normal=n, raw=raw, platform=p, exhibits=e, confirmed_by="C-07")
        for k, n, raw, p, e in rows
    )


def _ledger(say: dict[str, str]) -> tuple[Loss, ...]:
    day = When(day=date(2026, 6, 15))
    paid, told = LossState.CONFIRMED, LossState.CLAIMED
    kinds = LossKind
    return (
        Loss(
            kind=kinds.TRANSFER,
            when=day,
            amount=Decimal(750000),
            unit="IQD",
            state=paid,
            channel=say["channel"],
            reference=TRANSFER,
            exhibits=(4,),
        ),
        Loss(kind=kinds.CASH, when=When(), amount=Decimal(250000), unit="IQD", state=told),
        Loss(
            kind=kinds.GOLD,
            when=When(day=date(2026, 7, 1)),
            amount=Decimal("12.5"),
            unit="g",
            state=told,
            what=say["gold"],
        ),
        Loss(kind=kinds.CARD, when=day, amount=None, unit="IQD", state=told, what="…0000"),
    )


def _explainer(say: dict[str, str]) -> Explainer:
    blocks = [Block(style=BlockStyle.PARAGRAPH, text=say["explain_1"])]
    blocks.append(Block(style=BlockStyle.HEADING, text=say["explain_2"]))
    blocks.append(Block(style=BlockStyle.PARAGRAPH, text=say["explain_3"]))
    blocks += [Block(style=BlockStyle.ITEM, text=say[f"explain_{n}"]) for n in (4, 5)]
    return Explainer(
        platform="whatsapp",
        title=say["explain"],
        blocks=tuple(blocks),
        sources=("https://www.example.org/law-enforcement",),
        dated=date(2026, 11, 1),
    )


def _exhibits(say: dict[str, str]) -> tuple[Exhibit, ...]:
    names = ("WhatsApp Chat.txt", "message_1.json", "mail.eml", "IMG_0001.jpg", "private.jpg")
    return tuple(
        Exhibit(
            number=n,
            what=say[f"exhibit_{n}"],
            received_at=datetime(2026, 11, 10 + n, 9, 5, tzinfo=BAGHDAD),
            how=say["how"],
            sha256=digest(f"exhibit {n}"),
            size=10_000 * n + 321,
            name=names[n - 1],
            claimed=When(day=date(2026, 6, n), clock=time(8, n), zone="UTC") if n == 3 else None,
            intimate=n == 5,
            original=Original.SEALED if n == 5 else Original.IN_BUNDLE,
        )
        for n in range(1, 6)
    )


def _transcript(say: dict[str, str]) -> Transcript:
    said = (
        (date(2026, 3, 5), time(20, 7), "~ احمد", THREAT, (say["mark_threat"],), ""),
        (date(2026, 3, 5), time(20, 8), "A", say["answer"], (), ""),
        (date(2026, 6, 14), time(17, 41), PHONE, ENGLISH, (say["mark_demand"],), ""),
        (date(2026, 6, 14), time(17, 42), "~ user\u202e10_dab", SORANI, (), ""),
        (date(2026, 6, 14), time(17, 44), PHONE, "😂🔪 " + LINK, (), say["edited"]),
    )
    lines = tuple(
        Line(
            when=When(day=d, clock=t),
            sender=who,
            text=text,
            start=100 * n,
            end=100 * n + 90,
            marks=m,
            note=note,
        )
        for n, (d, t, who, text, m, note) in enumerate(said, 12)
    )
    return Transcript(
        exhibit=1,
        title=say["chat_title"],
        app="WhatsApp (Android)",
        lines=lines,
        clock=say["clock"],
        left_out=240,
        not_understood=17,
    )


def _custody(say: dict[str, str]) -> tuple[CustodyEntry, ...]:
    return tuple(
        CustodyEntry(
            position=n,
            at=datetime(2026, 11, 10 + n, 9, 5 + n, tzinfo=BAGHDAD),
            actor="C-07",
            action=say["received" if n < 4 else "chosen"],
            exhibit=min(n, 5),
            digest=digest(f"entry {n}"),
        )
        for n in range(1, 7)
    )
