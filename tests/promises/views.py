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
# Of headers. The cookie holds the form token again; a connection is closed when an answer is faster than the body of its
# request, which no address decides.
_CHANGES: Final = {"date", "set-cookie", "connection"}

ROOMS: Final = (
    "",
    "history/",
    "exhibits/",
    "exhibits/lines/",
    "chats/",
    "who/",
    "losses/",
    "dossiers/",
)
_GETS: Final = (
    *ROOMS,
    "progress/",
    "exhibits/1/",
    "exhibits/4/",
    "exhibits/2/blur/0/",
    "exhibits/4/gaps/",
    "glimpse/AAAAAAAAAAAAAAAAAAAAAA/",
)
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
    "exhibits/add/": {"way": "sent", "words": "synthetic"},
    "exhibits/2/look/": {"reason": "synthetic reason"},
    "exhibits/2/no-person/": {"reason": "synthetic reason"},
    "exhibits/2/lock/": {"words": "synthetic"},
    "exhibits/2/read-text/": {},
    "exhibits/4/dates/": {"order": "dmy"},
    "chats/": {"words": "synthetic", "which": "marked"},
    "chats/mark/": {"exhibit": "4", "member": "", "start": "0", "end": "9", "tag": "threat"},
    "who/settle/": {"kind": "phone", "normal": "+9647700000000", "state": "confirmed"},
    "who/enter/": {"kind": "phone", "raw": "+964 770 000 0000", "exhibit": "1"},
    "who/forget/": {"key": "1"},
    "losses/enter/": {"kind": "cash", "amount": "5", "unit": "USD"},
    "losses/confirm/": {"key": "1", "confirmed": "yes"},
    "losses/remove/": {"key": "1"},
    "dossiers/begin/": {"language": "en", "jurisdiction": "federal"},
}
# Below the address of a draft or of a paper that was made.
_OF_A_DOSSIER: Final[dict[str, dict[str, str]]] = {
    "about/": {"code": "XX-1000"},
    "sentence/statement/": {"text": "synthetic"},
    "move/statement/": {"id": "synthetic", "to": "up"},
    "fill/her-words/": {},
    "fill/marked/": {},
    "elements/": {"name": "threat", "support": "unknown"},
    "exhibits/": {"chosen": "1"},
    "chats/": {"chat": "4/", "much:4/": "marked"},
    "texts/": {"platform": "whatsapp"},
    "throw-away/": {},
    "review/warned/": {},
    "review/judge/": {"id": "synthetic", "says": "clear"},
    "make/": {},
    "pdf/": {},
    "bundle/": {},
    "remove/": {},
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
    rooms = (f"{own}{room}" for room in (*ROOMS, "progress/"))
    addresses = (*PAGES, *sorted(set(people)), *rooms)
    seen = {address: Seen.of(clerk.http.get(address)) for address in addresses}
    for words in SEARCHES:
        for state in ("open", "closed", "all"):
            answer = clerk.post("/cases/", words=words, state=state)
            seen[f"search {words} {state}"] = Seen.of(answer)
    return seen


def ask(clerk: Clerk, address: str, *dossiers: str) -> list[Seen]:
    """Everything that can be asked and sent below an address of a case or report, and below those of its `dossiers`."""
    token = clerk.token("/")
    gets = [*_GETS, *dossiers, *(f"{each}review/" for each in dossiers)]
    posts = {"": {}, **_POSTS}
    posts |= {each + more: told for each in dossiers for more, told in _OF_A_DOSSIER.items()}
    found = [Seen.of(clerk.http.get(address + more)) for more in gets]
    for more, fields in posts.items():
        found.append(Seen.of(clerk.send(address + more, token, **fields)))
    found.append(Seen.of(clerk.hands_over(f"{address}exhibits/add/", token)))
    return found
