"""What she sends in the journey of the evidence: four exports of the apps and three screenshots, all invented and plainly so."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path

from tests.chats.corpus import PHONES, Said, written
from tests.chats.zips import zipped
from tests.darkroom.samples import screenshot

HIM, HER = "زد التجريبي", "نور التجريبية"
PHONE = "+964 770 000 0000"
MAIL = "zed.synthetic@example.org"
WALLET = "REF-7701"
ON_THE_SCREEN = "0770 000 0001"  # stands in a screenshot and nowhere else
BAGHDAD = timezone(timedelta(hours=3))

THREAT = "سأرسل كل شيء إلى أبيك، كلام تجريبي"
DEMAND = f"أرسلي 250000 دينار قبل الخميس، واتصلي على {PHONE}"
PAYMENT = f"حولت لك 250000 دينار اليوم، {WALLET}"
LATER = "هذا حسابي الثاني يا تجربة"
LETTER = "رسالة تجريبية مصطنعة: لا تحظريني."


@dataclass(frozen=True)
class Sent:
    """One file of hers: its name, its bytes, and the words by which a reader of the timeline knows it."""

    name: str
    content: bytes
    words: str = ""

    def put(self, folder: Path) -> Path:
        """Onto her telephone."""
        path = folder / self.name
        path.write_bytes(self.content)
        return path


def sent() -> list[Sent]:
    """In the order in which she chooses them, which is that of their exhibit numbers."""
    return [
        Sent("WhatsApp تجريبي.zip", _whatsapp(), THREAT),
        Sent("result.json", _telegram(), PAYMENT),
        Sent("message_1.json", _instagram(), LATER),
        Sent("letter.eml", _mail(), "لا تحظريني"),
        *_screens(),
    ]


def _whatsapp() -> bytes:
    """An Arabic phone of Iraq, days after the twelfth, so that the order of day and month is certain."""
    phone = next(each for each in PHONES if each.name == "ar-IQ-android")
    began = datetime(2026, 9, 13, 20, 7)  # noqa: DTZ001  the phone's own clock
    words = [(HIM, "مرحبا، محادثة تجريبية"), (HER, "من أنت؟"), (HIM, THREAT), (HIM, DEMAND)]
    said = [Said(began + timedelta(minutes=n), who, what) for n, (who, what) in enumerate(words)]
    return zipped(("محادثة واتساب تجريبية.txt", written(phone, said)))


def _telegram() -> bytes:
    at = datetime(2026, 9, 14, 11, 30, tzinfo=BAGHDAD)
    told = {
        "id": 1,
        "type": "message",
        "date": at.replace(tzinfo=None).isoformat(),
        "date_unixtime": str(int(at.timestamp())),
        "from": HER,
        "from_id": "user7700000001",
        "text": PAYMENT,
        "text_entities": [{"type": "plain", "text": PAYMENT}],
    }
    chat = {"name": HIM, "type": "personal_chat", "id": 7700000002, "messages": [told]}
    return json.dumps(chat, ensure_ascii=False).encode()


def _instagram() -> bytes:
    """In Meta's older writing: each byte of UTF-8 as a sign of its own."""
    at = datetime(2026, 9, 15, 21, 0, tzinfo=BAGHDAD)
    message = {"sender_name": HIM, "timestamp_ms": int(at.timestamp() * 1000), "content": LATER}
    chat = {
        "participants": [{"name": HIM}, {"name": HER}],
        "messages": [message],
        "title": HIM,
        "thread_path": "inbox/synthetic_1",
    }
    plain = json.dumps(chat, ensure_ascii=False, indent=1).encode().decode("latin-1")
    return "".join(sign if sign < "\x80" else f"\\u{ord(sign):04x}" for sign in plain).encode()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Synthetic Zed <{MAIL}>"
    mail["To"] = "her.synthetic@example.org"
    mail["Date"] = datetime(2026, 9, 16, 6, 45, tzinfo=UTC)
    mail["Message-ID"] = "<synthetic-1@example.org>"
    mail["Subject"] = "تجربة"
    mail.set_content(LETTER)
    return mail.as_bytes()


def _screens() -> Iterator[Sent]:
    lines = (
        ("SYNTHETIC SCREEN ONE", ON_THE_SCREEN, "send 250000"),
        ("SYNTHETIC SCREEN TWO", WALLET),
        ("SYNTHETIC SCREEN THREE", "nothing else"),
    )
    for number, words in enumerate(lines, 1):
        yield Sent(f"Screenshot_{number}.png", screenshot(*words))
