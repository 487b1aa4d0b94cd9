"""Web addresses, and whose profile they open: the way to an account that survives a new display name."""

import re
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from amana.matching.errors import NotALink, NotAnIdentifier
from amana.matching.kinds import Kind
from amana.matching.normal import profiles
from amana.matching.normal.hosts import host
from amana.matching.normal.text import plain

LONGEST: Final = 2_048  # characters; browsers and platforms write none longer
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?=//)", re.IGNORECASE)
_APPS: Final = ("tg", "viber", "whatsapp", "fb", "instagram", "snapchat")
# Who shared a link and from where: names her, not him, and differs each time.
_TRACKING: Final = re.compile(
    r"utm_\w+|igshid?|igsh|fbclid|gclid|mibextid|_rdr|_rdc|share_id|sender_device|_r|_t|si"
)


class Link(NamedTuple):
    """An address in one spelling; `kind` and `normal` are of the account that it opens, else LINK and the address."""

    address: str
    kind: Kind
    normal: str
    host: str


def link(raw: str) -> Link:
    """Reads `https://…`, `t.me/…` or `tg://…`. The host is in punycode, tracking is cut off. Raises NotALink."""
    text = plain(raw[: LONGEST + 1]).text.strip()
    if len(text) > LONGEST or not text:
        raise NotALink
    parts, name = _split(text)
    address = _address(parts, name)
    try:
        kind, normal = profiles.account_of(parts, name)
    except NotAnIdentifier:
        kind, normal = Kind.LINK, address
    return Link(address, kind, normal, name)


def _split(text: str) -> tuple[SplitResult, str]:
    scheme = _SCHEME.match(text)
    try:
        parts = urlsplit(text if scheme else f"https://{text}")
        name = parts.hostname
        port = parts.port
    except ValueError as fault:
        raise NotALink from fault
    if parts.scheme in _APPS and name:
        return parts, name
    if parts.scheme not in ("http", "https") or not name or "." not in name or port == 0:
        raise NotALink
    return parts, host(unquote(name))


def _address(parts: SplitResult, name: str) -> str:
    """User names before @ are dropped (they only imitate a host), and so is what stands behind #."""
    scheme = "https" if parts.scheme == "http" else parts.scheme
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{scheme}://{name}{port}{parts.path.rstrip('/')}{query}"
