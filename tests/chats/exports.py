"""One small synthetic export of each app, with words that readers are apt to change."""

import json
from email.message import EmailMessage

from tests.chats.corpus import PHONES, conversation, written

WORDS = "مرحبا\u200f ٥٠٠ \u2067$\u2069 سڵاو 😀 a\u0301 \u200b x"

_MESSENGER = {
    "participants": [{"name": "سارة"}, {"name": "Test Person"}],
    "messages": [
        {"sender_name": "Test Person", "timestamp_ms": 1709664420000, "content": WORDS},
        {"sender_name": "سارة", "timestamp_ms": 1709664360000, "content": "hello"},
    ],
    "title": "Test Person",
    "thread_path": "inbox/testperson_1",
}
_ENCRYPTED = {
    "participants": ["سارة", "Test Person"],
    "threadName": "Test Person_1",
    "messages": [
        {"senderName": "Test Person", "timestamp": 1709664420000, "text": WORDS, "type": "text"},
    ],
}
_TELEGRAM = {
    "name": "Test Person",
    "type": "personal_chat",
    "id": 123,
    "messages": [
        {
            "id": 1,
            "type": "message",
            "date": "2024-03-05T21:47:00",
            "date_unixtime": "1709664420",
            "from": "Test Person",
            "from_id": "user123",
            "text": WORDS,
            "text_entities": [{"type": "plain", "text": WORDS}],
        }
    ],
}
_SNAPCHAT = {
    "testperson": [
        {
            "From": "testperson",
            "Media Type": "TEXT",
            "Created": "2024-03-05 18:47:00 UTC",
            "Content": WORDS,
            "Conversation Title": None,
            "IsSender": False,
            "Created(microseconds)": 1709664420000,
        }
    ]
}
_PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Test Person
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message default clearfix" id="message1">
<div class="body"><div class="pull_right date details" title="05.03.2024 21:47:00 UTC+03:00">21:47</div>
<div class="from_name">
Test Person
</div><div class="text">
{WORDS}
</div></div></div>
</div></div></div></body></html>
"""


def _meta(thread: object) -> bytes:
    """JSON as Meta writes it: each byte of UTF-8 as a sign of its own."""
    plain = json.dumps(thread, ensure_ascii=False, indent=1).encode().decode("latin-1")
    return "".join(sign if sign < "\x80" else f"\\u{ord(sign):04x}" for sign in plain).encode()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Test Person <test.person@example.org>"
    mail["To"] = "her@example.org"
    mail["Date"] = "Tue, 05 Mar 2024 21:47:00 +0300"
    mail["Message-ID"] = "<1@example.org>"
    mail["Subject"] = "مرحبا"
    mail.set_content(WORDS)
    return mail.as_bytes()


def exports() -> dict[str, tuple[str, bytes]]:
    """By app: a file name as the app gives it, and the file."""
    android, iphone = PHONES[:2]
    return {
        "whatsapp-android": ("chat.txt", written(android, conversation(android))),
        "whatsapp-ios": ("_chat.txt", written(iphone, conversation(iphone))),
        "telegram-json": ("result.json", json.dumps(_TELEGRAM, ensure_ascii=False).encode()),
        "telegram-html": ("messages.html", _PAGE.encode()),
        "messenger": ("message_1.json", _meta(_MESSENGER)),
        "instagram": ("your_instagram_activity/message_1.json", _meta(_MESSENGER)),
        "messenger-e2ee": ("Test.json", json.dumps(_ENCRYPTED, ensure_ascii=False).encode()),
        "snapchat": ("chat_history.json", json.dumps(_SNAPCHAT).encode()),
        "mail": ("letter.eml", _mail()),
    }
