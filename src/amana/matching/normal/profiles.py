"""Which account an address of a platform opens. Names are read by `handles`, lasting numbers by `accounts`."""

from collections.abc import Callable
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote

from amana.matching.errors import NotAnAccount
from amana.matching.kinds import Kind
from amana.matching.normal.accounts import lasting_number
from amana.matching.normal.handles import handle
from amana.matching.normal.phones import phone

Whose = tuple[Kind, str]


def account_of(parts: SplitResult, host: str) -> Whose:
    """Kind and normal form of the account that an address opens. Raises NotAnIdentifier when it opens none."""
    path = [unquote(one) for one in parts.path.split("/") if one]
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    reader = (
        _READERS.get(_bare(host)) if parts.scheme in ("http", "https") else _APPS.get(parts.scheme)
    )
    if reader is None:
        raise NotAnAccount
    return reader([host, *path] if parts.scheme not in ("http", "https") else path, query)


def _bare(host: str) -> str:
    """Without www., m. and other doors to the same house."""
    first, _, rest = host.partition(".")
    doors = ("www", "m", "mobile", "web", "touch", "mbasic", "ar-ar", "free", "business", "l")
    return rest if first in doors and "." in rest else host


def _first(path: list[str]) -> str:
    if not path:
        raise NotAnAccount
    return path[0]


def _named(path: list[str], kind: Kind) -> Whose:
    return kind, handle(_first(path), kind)


def _instagram(path: list[str], query: dict[str, str]) -> Whose:
    behind = path[1:] if path and path[0] in ("stories", "_u", "m") else path
    if behind and behind[0] == "user" and "username" in query:
        behind = [query["username"]]
    return _named(behind, Kind.INSTAGRAM)


def _facebook(path: list[str], query: dict[str, str]) -> Whose:
    numbered = ("profile.php", "story.php", "photo.php", "permalink.php")
    if path and path[0] in numbered and "id" in query:
        return Kind.FACEBOOK_ID, lasting_number(query["id"], Kind.FACEBOOK_ID)
    if len(path) >= 3 and path[0] in ("people", "messages"):
        return Kind.FACEBOOK_ID, lasting_number(path[-1], Kind.FACEBOOK_ID)
    if (
        path and path[0] in ("profile", "t") and len(path) > 1
    ):  # fb://profile/100…, messenger.com/t/100…
        path = path[1:]
    if _first(path).isdecimal():
        return Kind.FACEBOOK_ID, lasting_number(path[0], Kind.FACEBOOK_ID)
    return _named(path, Kind.FACEBOOK)


def _telegram(path: list[str], query: dict[str, str]) -> Whose:
    first = _first(path)
    if first == "resolve" and "domain" in query:
        return Kind.TELEGRAM, handle(query["domain"], Kind.TELEGRAM)
    if (first == "resolve" and "phone" in query) or first.startswith("+"):
        return Kind.PHONE, phone(f"+{query.get('phone', first).lstrip('+ ')}")
    if first in ("user", "openmessage"):
        number = query.get("id") or query.get("user_id") or ""
        return Kind.TELEGRAM_ID, lasting_number(number, Kind.TELEGRAM_ID)
    if first == "c" and len(path) > 1:
        return Kind.TELEGRAM_ID, lasting_number(f"channel{path[1]}", Kind.TELEGRAM_ID)
    return _named(path[1:] if first == "s" else path, Kind.TELEGRAM)


def _snapchat(path: list[str], query: dict[str, str]) -> Whose:
    first = _first(path)
    if first in ("add", "u"):
        return _named(path[1:], Kind.SNAPCHAT)
    if first.startswith("@"):
        return _named(path, Kind.SNAPCHAT)
    raise NotAnAccount


def _tiktok(path: list[str], query: dict[str, str]) -> Whose:
    if not _first(path).startswith("@"):
        raise NotAnAccount
    return _named(path, Kind.TIKTOK)


def _x(path: list[str], query: dict[str, str]) -> Whose:
    if path[:2] == ["i", "user"] and len(path) > 2:
        return Kind.X_ID, lasting_number(path[2], Kind.X_ID)
    if _first(path) == "intent" and "screen_name" in query:
        return Kind.X, handle(query["screen_name"], Kind.X)
    return _named(path, Kind.X)


def _by_phone(path: list[str], query: dict[str, str]) -> Whose:
    """wa.me/964…, ?phone=…, viber://chat?number=+964…"""
    number = query.get("phone") or query.get("number") or _first(path)
    return Kind.PHONE, phone(f"+{number.strip().lstrip('+').removeprefix('00')}")


def _viber(path: list[str], query: dict[str, str]) -> Whose:
    return _by_phone(path, query) if "number" in query else _named(path, Kind.VIBER)


_READERS: Final[dict[str, Callable[[list[str], dict[str, str]], Whose]]] = {
    "instagram.com": _instagram,
    "ig.me": _instagram,
    "threads.net": _instagram,
    "threads.com": _instagram,
    "facebook.com": _facebook,
    "fb.com": _facebook,
    "messenger.com": _facebook,
    "m.me": _facebook,
    "fb.me": _facebook,
    "t.me": _telegram,
    "telegram.me": _telegram,
    "telegram.dog": _telegram,
    "snapchat.com": _snapchat,
    "tiktok.com": _tiktok,
    "x.com": _x,
    "twitter.com": _x,
    "wa.me": _by_phone,
    "api.whatsapp.com": _by_phone,
    "whatsapp.com": _by_phone,
    "chats.viber.com": _viber,
}
_APPS: Final[dict[str, Callable[[list[str], dict[str, str]], Whose]]] = {
    "tg": _telegram,
    "viber": _viber,
    "whatsapp": _by_phone,
    "fb": _facebook,
    "instagram": _instagram,
    "snapchat": _snapchat,
}
HOSTS: Final = tuple(_READERS)
