"""What people do with the evidence of her case while somebody who must not notice anything looks on: exhibits, marks, losses, a dossier.

Everything free that is typed or handed over has a canary of its own.
"""

import html
import re
import zlib
from pathlib import Path
from typing import Final

import httpx

from tests.journeys.people.clerk import Clerk
from tests.journeys.world import until
from tests.promises import canary

# What is kept, sealed with the case, and what may be left nowhere.
KEPT: Final = [
    "chat",
    "sender",
    "unread",
    "handed over",
    "export",
    "look",
    "identifier",
    "why his",
    "loss",
    "channel",
    "statement",
    "left out",
    "taken",
    "exhibit",
    "lock",
]
GONE: Final = ["sought", "locked", "locked name"]
HANDLE: Final = f"https://synthetic.invalid/{canary.LATIN}"
DARK: Final = 120.0  # seconds for the dark room on a busy machine


class Evidence:
    """The rooms of one case as two officers use them; `words` are the canaries by name."""

    def __init__(self, case: str, words: dict[str, str], folder: Path) -> None:
        self.case, self.words, self.folder = case, words, folder
        self.added: list[Path] = []
        self.draft = self.paper = ""  # addresses
        self.pdf: httpx.Response | None = None
        self.bundle: httpx.Response | None = None

    @property
    def addresses(self) -> list[str]:
        """Below a case: those of the draft and of the paper, whose numbers are random."""
        return [address.removeprefix(self.case) for address in (self.draft, self.paper)]

    def gathers(self, clerk: Clerk) -> None:
        """A chat, a mark, an identifier, a loss, a look; and one file that is locked."""
        words, case = self.words, self.case
        exhibits = re.findall(r"/exhibits/(\d+)/", clerk.http.get(f"{case}exhibits/").text)
        number = max(int(each) for each in exhibits) + 1
        chat = self._file(f"{words['export']}.txt", _chat(words))
        doomed = self._file(f"{words['locked name']}.png", png(words["locked"]))
        clerk.adds(case, chat, doomed, words=words["handed over"])
        self.added = [chat]
        lock = f"{case}exhibits/{number + 1}/"
        clerk.post(f"{lock}lock/", at=lock, words=words["lock"])
        until(lambda: words["chat"] in clerk.http.get(f"{case}chats/").text, seconds=DARK)
        self._marks(clerk)
        clerk.post(f"{case}chats/", words=words["sought"])
        clerk.post(
            f"{case}who/enter/",
            at=f"{case}who/",
            kind="link",
            raw=HANDLE,
            exhibit=str(number),
            words=f"{words['why his']} {words['identifier']}",
        )
        loss = {"kind": "transfer", "amount": "500", "unit": "USD", "proofs": str(number)}
        more = {"what": words["loss"], "channel": words["channel"]}
        clerk.post(f"{case}losses/enter/", at=f"{case}losses/", **loss, **more)
        self.exhibit = number

    def looks(self, clerk: Clerk, exhibit: int) -> httpx.Response:
        """At a picture, once, with a reason; gives the page. The picture itself is fetched, and is gone."""
        page = f"{self.case}exhibits/{exhibit}/"
        until(lambda: f'action="{page}look/"' in clerk.http.get(page).text, seconds=DARK)
        seen = clerk.post(f"{page}look/", at=page, reason=self.words["look"])
        [glimpse] = re.findall(r'src="([^"]+/glimpse/[^"]+)"', seen.text)
        assert clerk.http.get(glimpse).status_code == 200
        assert clerk.http.get(glimpse).status_code == 404
        return seen

    def writes(self, clerk: Clerk) -> None:
        """A draft, gone through sentence by sentence, one of them left out; the paper and its bundle, both saved."""
        case, words, exhibit = self.case, self.words, str(self.exhibit)
        begun = clerk.post(
            f"{case}dossiers/begin/", at=f"{case}dossiers/", language="en", jurisdiction="federal"
        )
        self.draft = begun.url.path
        self._sends(clerk, "about/", taken=words["taken"], code="XX-1000")
        self._sends(clerk, "exhibits/", chosen=exhibit, **{f"what-{exhibit}": words["exhibit"]})
        for name in ("statement", "left out"):
            self._sends(clerk, "sentence/statement/", text=words[name], basis="states")
        self._sends(clerk, "fill/marked/")
        self._sends(clerk, "review/warned/")
        page = clerk.http.get(f"{self.draft}review/").text
        forms = re.findall(r'name="id" value="([^"]+)"', page)
        leave = _form_with(page, words["left out"])
        for id in dict.fromkeys(map(html.unescape, forms)):
            self._sends(clerk, "review/judge/", id=id, says="leave" if id == leave else "clear")
        made = self._sends(clerk, "make/")
        assert "/dossiers/made/" in made.url.path, made.text[:3000]
        self.paper = made.url.path
        self.pdf = clerk.post(f"{self.paper}pdf/", at=self.paper)
        self.bundle = clerk.post(f"{self.paper}bundle/", at=self.paper)

    def _marks(self, clerk: Clerk) -> None:
        page = clerk.http.get(f"{self.case}chats/").text
        at = page.index(self.words["chat"])
        form = page[at : page.index("</form>", at)]
        spot = dict(re.findall(r'name="(exhibit|member|start|end)" value="([^"]*)"', form))
        assert len(spot) == 4, form
        answer = clerk.post(
            f"{self.case}chats/mark/", at=f"{self.case}chats/", **spot, tag="threat"
        )
        assert answer.is_success, answer.text[:2000]

    def _sends(self, clerk: Clerk, more: str, **fields: object) -> httpx.Response:
        answer = clerk.post(self.draft + more, at=self.draft, **fields)
        assert answer.is_success, (more, answer.text[:2000])
        return answer

    def _file(self, name: str, content: bytes) -> Path:
        (self.folder / name).write_bytes(content)
        return self.folder / name


def _chat(words: dict[str, str]) -> bytes:
    """As a phone exports it, after a line that no message has."""
    return (
        f"{words['unread']}\n"
        f"[5/3/24, 8:07:12 PM] Synthetic: hello\n"
        f"[5/3/24, 8:08:00 PM] {words['sender']}: {words['chat']}\n"
        f"[5/14/24, 8:10:00 PM] Synthetic: stop\n"
    ).encode()


def _form_with(page: str, words: str) -> str:
    """The id of the sentence that has these words."""
    found = re.search(r'name="id" value="([^"]+)"', page[page.index(words) :])
    assert found
    return found[1]


def png(comment: str) -> bytes:
    """A valid PNG (RFC 2083) of one grey point, with the canary as its comment."""
    chunks = (
        (b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        (b"tEXt", b"Comment\0" + comment.encode()),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    body = b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
