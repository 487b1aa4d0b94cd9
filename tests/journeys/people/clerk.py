"""An officer without a browser: the desk's forms over HTTP, for tests that look at what lies on the disk."""

import html
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pyotp

from tests.journeys.world import World, until

STEP = 30  # seconds of a code
_used: dict[str, int] = {}  # the last half-minute whose code somebody used, by secret


@dataclass
class Clerk:
    """One officer at the desk of a world."""

    world: World
    login: str
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        # A connection for each request: the desk closes one whose body it refused to read.
        alone = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.Client(
            base_url=self.world.desk, timeout=60, follow_redirects=True, limits=alone
        )

    def signs_in(self) -> "Clerk":
        """Both factors, to Today."""
        person = self.world.person(self.login)
        self.post("/sign-in/", login=self.login, words=person.passphrase)
        step = max(int(time.time()) // STEP, _used.get(person.totp_secret, 0) + 1)
        until(lambda: int(time.time()) // STEP >= step - 1)
        _used[person.totp_secret] = step
        code = pyotp.TOTP(person.totp_secret).at(step * STEP)
        answer = self.post("/sign-in/second/", code=code)
        assert answer.url.path == "/", answer.text[:2000]
        return self

    def post(self, address: str, *, at: str = "", **fields: object) -> httpx.Response:
        """Sends the form of the page `at` (or of the address itself)."""
        return self.send(address, self.token(at or address), **fields)

    def token(self, page: str) -> str:
        """What a form of this page carries."""
        answer = self.http.get(page)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
        assert found, (page, answer.status_code, answer.text[:500])
        return found[1]

    def send(self, address: str, token: str, **fields: object) -> httpx.Response:
        """A form as a browser sends it, to any address."""
        origin = {"Origin": self.world.desk}
        return self.http.post(
            address, data={"csrfmiddlewaretoken": token, **fields}, headers=origin
        )

    def reports(self) -> list[str]:
        """Addresses of new reports."""
        return sorted(set(re.findall(r'href="(/intake/[^"]+/)"', self.http.get("/intake/").text)))

    def finds(self, words: str) -> str:
        """The address of the new report with these words, once it is collected."""
        seen: set[str] = set()

        def look() -> str:
            for address in self.reports():
                if address not in seen:
                    seen.add(address)
                    if words in html.unescape(self.http.get(address).text):
                        return address
            return ""

        return until(look)

    def makes_the_case(self, report: str, *logins: str) -> str:
        """The case's address; admits these colleagues."""
        page = self.http.get(report).text
        values = re.findall(r'name="admit" value="([^"]+)"> (.*?)</label>', page)
        language = self.world.person(self.login).language
        named = {self.world.label(login, language) for login in logins}
        admit = [value for value, label in values if any(name in label for name in named)]
        assert len(admit) == len(named), (values, named)
        answer = self.post(report, admit=admit)
        assert answer.url.path.startswith("/cases/"), answer.text[:2000]
        return answer.url.path

    def excludes(self, case: str, login: str, reason: str = "synthetic") -> None:
        """From the case's page."""
        page = self.http.get(case).text
        form = re.search(r'action="[^"]*/exclude/".*?</form>', page, re.S)
        assert form, page
        label = re.escape(self.world.label(login, self.world.person(self.login).language))
        value = re.search(rf'<option value="([^"]+)">[^<]*{label}', form[0])
        assert value, form[0]
        self.post(f"{case}exclude/", at=case, officer=value[1], reason=reason)

    def sees(self, case: str, words: str) -> None:
        """Until the case's page says it."""
        until(lambda: words in html.unescape(self.http.get(case).text))

    def confirms(self) -> None:
        """Every opening of a colleague that waits for a second person."""
        page = self.http.get("/intake/").text
        for address in re.findall(r'action="(/intake/[^"]+/confirm/)"', page):
            self.post(address, at="/intake/")

    def saves(self, case: str, exhibit: int) -> httpx.Response:
        """The sealed original of a file, once it is collected, from the exhibit's page."""
        address, page = f"{case}files/{exhibit}/", f"{case}exhibits/{exhibit}/"
        until(lambda: f'action="{address}"' in self.http.get(page).text)
        return self.post(address, at=page)

    def adds(self, case: str, *files: Path, words: str = "") -> None:
        """Files that were handed over at the desk, from the page of the exhibits."""
        page = f"{case}exhibits/"
        answer = self.hands_over(f"{page}add/", self.token(page), *files, words=words)
        assert answer.is_success, answer.text[:2000]

    def hands_over(self, address: str, token: str, *files: Path, words: str = "") -> httpx.Response:
        """The form with files as a browser sends it, to any address; without any it sends a small one."""
        told = {"csrfmiddlewaretoken": token, "way": "sent", "words": words}
        contents = [(file.name, file.read_bytes()) for file in files] or [("a.txt", b"synthetic")]
        sent = [("files", each) for each in contents]
        return self.http.post(address, data=told, files=sent, headers={"Origin": self.world.desk})

    def locks(self) -> None:
        """Ends the session."""
        self.post("/here/lock/", at="/")
