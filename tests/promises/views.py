"""What an officer sees of the desk, byte for byte, less what is new in every answer."""

import re
from dataclasses import dataclass
from typing import Final

import httpx

from tests.journeys.people.clerk import Clerk

PAGES: Final = (
    "/",
    "/cases/",
    "/intake/",
    "/organisation/",
    "/me/",
    "/me/words/",
    "/me/passkeys/",
    "/close/",
)
SEARCHES: Final = ("", "canary", "synthetic", "0", "-")
_TOKEN: Final = re.compile(  # of forms, and the random challenge of a new passkey
    r'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": "|data-passkey="add" data-options=")[^"]+'
)
_CHANGES: Final = {"date", "set-cookie"}  # of headers; the cookie holds the form token again

_GETS: Final = ("", "history/", "progress/")
_POSTS: Final[dict[str, dict[str, str]]] = {
    "admit/": {"officer": "AAAAAAAAAAA"},
    "clear/": {"officer": "AAAAAAAAAAA", "declaration": "synthetic"},
    "exclude/": {"officer": "AAAAAAAAAAA", "reason": "synthetic"},
    "lift/": {"officer": "AAAAAAAAAAA"},
    "danger/": {"level": "none", "reason": "synthetic"},
    "closed/": {"closed": "yes"},
    "reply/": {"words": "synthetic"},
    "reply/left/": {"words": "synthetic"},
    "files/1/": {},
    "files/2/": {},
    "confirm/": {},
    "erase/": {},
}


@dataclass(frozen=True)
class Seen:
    """One answer without its form token: status, headers (Content-Length among them) and body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @classmethod
    def of(cls, answer: httpx.Response) -> "Seen":
        kept = ((k, v) for k, v in answer.headers.items() if k not in _CHANGES)
        return cls(answer.status_code, tuple(sorted(kept)), _TOKEN.sub(r"\1", answer.text))


def look(clerk: Clerk, own: str) -> dict[str, Seen]:
    """Every page that the officer can reach, searches, and a case of her own, by what was asked."""
    people = re.findall(r'href="(/organisation/[^"]+/)"', clerk.http.get("/organisation/").text)
    addresses = (*PAGES, *sorted(set(people)), own, f"{own}history/", f"{own}progress/")
    seen = {address: Seen.of(clerk.http.get(address)) for address in addresses}
    for words in SEARCHES:
        for state in ("open", "closed", "all"):
            answer = clerk.post("/cases/", words=words, state=state)
            seen[f"search {words} {state}"] = Seen.of(answer)
    return seen


def ask(clerk: Clerk, address: str) -> list[Seen]:
    """Everything that can be asked and sent below an address of a case or report."""
    token = clerk.token("/")
    found = [Seen.of(clerk.http.get(address + more)) for more in _GETS]
    for more, fields in {"": {}, **_POSTS}.items():
        found.append(Seen.of(clerk.send(address + more, token, **fields)))
    return found
