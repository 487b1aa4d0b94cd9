"""vectors/identifiers.json: how identifiers are written, and the one form that they have.

Forms are made by amana.matching; addresses of wallets are built here from bytes by an encoder of its own.
"""

import hashlib
from typing import Final

from vectors.generators.book import sample, write

from amana.matching.kinds import Kind
from amana.matching.normal.accounts import lasting_number
from amana.matching.normal.emails import email
from amana.matching.normal.handles import handle
from amana.matching.normal.links import link
from amana.matching.normal.phones import phone
from amana.matching.normal.text import index, plain
from amana.matching.normal.transfers import transfer

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PHONES: Final = (
    *("07700000000", "٠٧٧٠٠٠٠٠٠٠٠", "۰۷۷۰۰۰۰۰۰۰۰", "0770 000 0000", "(0770) 000-0000"),
    *("+964 770 000 0000", "+964 (0) 770 000 0000", "00964 770 000 0000", "9647700000000"),
    *("\u200e+964 770\u2011000\u20110000", "tel:+9647700000000", "wa.me/9647700000000", "770 000 0000"),
    *("0770 123 4567", "0750 000 0000", "0780.000.0000", "+90 530 000 00 00", "+964 66 210 0000"),
)  # fmt: skip
_HANDLES: Final = (
    *((Kind.INSTAGRAM, name) for name in ("@Ali_Bad.1", "ALI_BAD.1", "ＡＬＩ_bad.1", "\u2068ali_bad.1\u2069")),
    *((Kind.TELEGRAM, name) for name in ("@Bad_User", "bad_user")),
    *((Kind.SNAPCHAT, "Bad-User"), (Kind.TIKTOK, "@bad.user"), (Kind.X, "@Bad_User")),
    *((Kind.FACEBOOK, name) for name in ("Bad.User.77", "baduser77")),
    *((Kind.VIBER, "BadUser"), (Kind.HANDLE, "@Bad.User")),
)  # fmt: skip
_LINKS: Final = (
    *("https://www.instagram.com/Ali_Bad.1/?igsh=x", "instagram.com/ali_bad.1", "https://instagram.com/p/Cabc123/"),
    *("https://t.me/Bad_User", "tg://resolve?domain=Bad_User", "tg://user?id=123456789", "https://t.me/c/123456789/5"),
    *("https://www.facebook.com/profile.php?id=100000000000001&mibextid=x", "fb.com/bad.user.77", "https://m.me/bad.user.77"),
    *("https://facebook.com/people/A-Name/100000000000001/", "https://www.snapchat.com/add/bad-user", "https://x.com/Bad_User/status/1"),
    *("https://www.tiktok.com/@bad.user?_t=x", "wa.me/9647700000000", "viber://chat?number=%2B9647700000000"),
    *("https://EXAMPLE.org:443/a/?utm_source=x&b=1#c", "https://ехаmple.org/a", "https://a@example.org/"),
)  # fmt: skip
_EMAILS: Final = (
    "Bad.User+x@GMail.com",
    "b.aduser@googlemail.com",
    "Bad.User@example.org",
    "x+y@outlook.com",
)
_TRANSFERS: Final = (("zaincash", "ZC-12345678"), ("hawala", "١٢٣ ٤٥٦ ٧٨٩٠"), ("unknown", "12345"))
_TEXTS: Final = (
    *("أنشُر صـورج", "انشر صورچ", "بڵاوی دەکەمەوە", "بلاوی ده\u200cکه\u200cمه\u200cوه"),
    *("Wêneyên Te", "٥٠٠ دۆلار", "ﻻ ﺑﺄﺱ", "\u202e𝐁ad\u202c"),
)


def main() -> None:
    """Every kind; in `wallets` each address stands with one in which a character is wrong."""
    write(
        "identifiers",
        generator="vectors/generators/identifiers.py (amana.matching; addresses by its own encoder)",
        checked_by="tests/matching/test_vectors.py (rules by hand, hashlib)",
        phones=[[raw, phone(raw)] for raw in _PHONES],
        handles=[[kind, raw, handle(raw, kind)] for kind, raw in _HANDLES],
        links=[[raw, link(raw).kind, link(raw).normal] for raw in _LINKS],
        accounts=[[Kind.TELEGRAM_ID, "123456789", lasting_number("123456789", Kind.TELEGRAM_ID)]],
        emails=[[raw, email(raw)] for raw in _EMAILS],
        transfers=[[rail, raw, transfer(raw, rail)] for rail, raw in _TRANSFERS],
        texts=[[raw, plain(raw).text, index(raw).text] for raw in _TEXTS],
        wallets=[_wallet(kind, version) for kind, version in ((Kind.TRON, 0x41), (Kind.BTC, 0), (Kind.BTC, 5))],
    )  # fmt: skip


def _wallet(kind: Kind, version: int) -> list[str]:
    """Kind, 21 bytes in hex, address, the same with its last character changed."""
    data = bytes([version]) + sample(f"wallet {kind} {version}", 20)
    address = _base58(data + hashlib.sha256(hashlib.sha256(data).digest()).digest()[:4])
    wrong = address[:-1] + ("2" if address[-1] != "2" else "3")
    return [kind, data.hex(), address, wrong]


def _base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


if __name__ == "__main__":
    main()
