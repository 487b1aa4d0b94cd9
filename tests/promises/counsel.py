"""A lawyer at the desk who writes a dossier by its forms, and everything that would leave the desk with it."""

import html
import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from amana.desk.cases.number import address
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.dossiers.draft import Draft, draft_of, drafts_of
from amana.desk.dossiers.flows.make import Paper, papers_of
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.timeline import Row, timeline_of
from amana.dossier.stored import dump
from tests.desk.organisation import Organisation
from tests.desk.vault.exhibits import hand_over


@dataclass
class Counsel:
    """One officer in one case; `draft` is the key of the draft that she works on."""

    session: Unlocked
    case: OpenedCase
    client: Client
    draft: int = 0
    chat: int = 0  # exhibit

    @classmethod
    def at(cls, organisation: Organisation, case: OpenedCase, name: str = "dalia") -> "Counsel":
        """Signed in."""
        session = organisation.people[name].sign_in()
        return cls(session, case, organisation.people[name].browser_of(session))

    def send(self, name: str, /, *more: object, **fields: Any) -> HttpResponse:
        """One form of the dossiers, of her draft where that has begun."""
        place = [address(self.case.number), *([self.draft] if self.draft else []), *more]
        answer = self.client.post(reverse(f"dossiers:{name}", args=place), fields)
        assert isinstance(answer, HttpResponse)
        return answer

    def does(self, name: str, /, *more: object, **fields: Any) -> None:
        """The same; it must succeed."""
        answer = self.send(name, *more, **fields)
        assert answer.status_code == 302, answer.content.decode()[:3000]

    def adds(self, name: str, content: bytes) -> int:
        """A file as an exhibit, read by the dark room."""
        return hand_over(self.session, self.case, name, content)

    def vault(self, name: str, /, **fields: Any) -> None:
        """A form of the vault."""
        place = reverse(f"vault:{name}", args=[address(self.case.number)])
        answer = self.client.post(place, fields)
        assert answer.status_code in {200, 302}, answer.content.decode()[:3000]

    def marks(self, *words: str) -> None:
        """Threats: every message with these words."""
        for row in self.rows:
            if any(word in row.message.text for word in words):
                self.vault("mark", **vars(row.spot), tag="threat")

    def begins(self, language: str = "en") -> None:
        """An empty draft."""
        self.draft = 0
        self.does("begin", language=language, jurisdiction="federal")
        self.draft = drafts_of(self.there)[0][0]

    def shows(self, *exhibits: int, original: str = "at_desk", what: str = "synthetic") -> None:
        """The exhibits of the paper."""
        told = {f"what-{number}": what for number in exhibits}
        told |= {f"original-{number}": original for number in exhibits}
        self.does("exhibits", chosen=[str(number) for number in exhibits], **told)

    def states(self, text: str, *, id: str = "", **more: str) -> None:
        """A paragraph of the statement, a new one or one with this id."""
        self.does("sentence", "statement", text=text, id=id, basis="states", **more)

    def page(self, name: str = "draft") -> str:
        """A page of her draft."""
        place = [address(self.case.number), self.draft]
        return self.client.get(reverse(f"dossiers:{name}", args=place)).content.decode()

    def goes_through(self, *leave: str) -> None:
        """Every sentence of the page; those that have one of these words, or quote them, are left out."""
        for sentence in self.page("review").split("<li")[1:]:
            if found := re.search(r'name="id" value="([^"]+)"', sentence):
                out = any(word in sentence for word in leave)
                self.does("judge", id=html.unescape(found[1]), says="leave" if out else "clear")

    def makes(self) -> int:
        """Asks for the paper; the status of the answer."""
        return self.send("make").status_code

    @property
    def there(self) -> OpenedCase:
        """The case as it is now."""
        return open_case(self.session, self.case.number)

    @property
    def rows(self) -> list[Row]:
        """All messages of the case."""
        return timeline_of(self.session, self.there).rows

    @property
    def written(self) -> Draft:
        """Her draft as it is now."""
        return draft_of(self.there, self.draft)

    @property
    def papers(self) -> list[Paper]:
        """What was made."""
        return papers_of(self.there)


@dataclass
class Leaving:
    """Everything of one paper that somebody outside can read: its text, what is attached, all files of the bundle, its record."""

    text: str
    attached: bytes
    bundle: bytes
    snapshot: bytes

    @classmethod
    def of(cls, counsel: Counsel) -> "Leaving":
        """Of the one paper that there is."""
        (paper,) = counsel.papers
        place = [address(counsel.case.number), paper.key]
        pdf = counsel.client.post(reverse("dossiers:pdf", args=place))
        assert pdf.status_code == 200, pdf.content.decode()[:2000]
        answer = counsel.client.post(reverse("dossiers:bundle", args=place))
        assert answer.status_code == 200, answer.content.decode()[:2000]
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        return cls(
            _text(pdf.content), _attached(pdf.content), _unzipped(content), dump(paper.snapshot)
        )

    def holds(self, words: str) -> list[str]:
        """Where these words stand. Of the printed text spaces and line ends are taken out: words are broken there."""
        raw, bare = words.encode(), re.sub(r"\s", "", words)
        found = {
            "text": bare in re.sub(r"\s", "", self.text),
            "attached": raw in self.attached,
            "bundle": raw in self.bundle,
            "snapshot": raw in self.snapshot,
        }
        return [place for place, there in found.items() if there]


def _text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def _attached(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return b"".join(each.get_file().read_bytes() for each in opened.attachments.values())


def _unzipped(content: bytes) -> bytes:
    """Its files but the paper, whose words are looked for as they are printed."""
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return b"".join(
            bundle.read(name) for name in bundle.namelist() if not name.endswith("dossier.pdf")
        )
