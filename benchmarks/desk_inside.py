"""The desk's own process in the `desk` bench: makes the desk, asks its WSGI application, opens files.

`python -c "from benchmarks.desk_inside import main; main()" FOLDER` prints one JSON object: seconds of each
repetition by name. Server time is that of the whole WSGI call, from request to last byte.
"""

import hashlib
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

if TYPE_CHECKING:
    from amana.desk.staff.flows.provision import Provisioned
    from benchmarks.desk_cases import Filled

PAGES: Final = 60  # times that each page is asked for
FILE: Final = 100_000_000  # bytes
FILES: Final = 3  # times that it is opened
PAUSE: Final = 0.2  # seconds between two pages
FORM: Final = "application/x-www-form-urlencoded"


Write = Callable[[bytes], object]  # of WSGI's start_response


def unused(_: bytes) -> None:
    """WSGI's older way to answer, which Django does not take."""


class WrongAnswer(RuntimeError):
    """The desk did not answer with the page that was asked for."""


def main() -> None:
    """Measures everything and prints it."""
    officer = _begin(Path(sys.argv[1]))
    from benchmarks.desk_cases import fill

    filled = fill(officer)
    seen = {**_envelopes(officer, filled), **_pages(officer, filled), **_file(filled)}
    print(json.dumps(seen))


def _begin(folder: Path) -> "Provisioned":
    """A demonstration's desk with one officer."""
    import django
    import pyrage

    from amana.desk import server

    auditors = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)]
    config = folder / "desk.toml"
    config.write_text(f'data = "data"\nauditors = {json.dumps(auditors)}\n', "utf-8")
    server.new_pepper(folder / "data" / "pepper")
    server.migrate(config)
    django.setup()
    from amana.desk.staff.flows.provision import create_officer

    label = {"ar": "تجربة", "ckb": "تاقیکردنەوە", "en": "Synthetic"}
    return create_officer(login="synthetic", label=label, roles=("caseworker",))


def _times(count: int, work: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def _envelopes(officer: "Provisioned", filled: "Filled") -> dict[str, list[float]]:
    """The key operation, and the reading in a process that is locked up."""
    from amana.desk.intake.reading import read
    from amana.seal.open import open_envelope
    from benchmarks.desk_cases import synthetic_report

    sealed = iter(filled.envelopes * 5)
    _, plaintext = synthetic_report()
    return {
        "envelope": _times(
            len(filled.envelopes) * 5, lambda: open_envelope(next(sealed), officer.identity)
        ),
        "reader": _times(5, lambda: read(plaintext)),
    }


class Officer:
    """Asks the desk's application as a browser of hers would."""

    def __init__(self, officer: "Provisioned") -> None:
        from amana.desk.staff import sessions
        from amana.desk.wsgi import application  # first: its start ends all sessions

        cookie, self.unlocked = sessions.start(officer.officer, officer.identity)
        self._application = application
        self._cookies = f"desk={cookie}"
        self._token = ""

    def get(self, path: str) -> str:
        """A page."""
        return self._ask(path, "GET", b"")

    def post(self, path: str, **form: str) -> str:
        """The answer to a form."""
        body = urlencode(form | {"csrfmiddlewaretoken": self._token}).encode()
        return self._ask(path, "POST", body)

    def _ask(self, path: str, method: str, body: bytes) -> str:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self._cookies,
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        setup_testing_defaults(environ)
        status, headers = "", [("", "")]

        def start(said: str, sent: list[tuple[str, str]], _: object = None, /) -> Write:
            nonlocal status, headers
            status, headers = said, sent
            return unused

        answer = self._application(environ, start)
        page = b"".join(answer).decode()
        answer.close()
        if not status.startswith("200"):
            raise WrongAnswer(f"{path}: {status}")
        self._keep(headers)
        return page

    def _keep(self, headers: list[tuple[str, str]]) -> None:
        """The cookie of forms, whose value is also the form's token."""
        for name, value in headers:
            cookie = value.strip().split(";")[0]
            if name == "Set-Cookie" and cookie.startswith("form=") and not self._token:
                self._token = cookie.removeprefix("form=")
                self._cookies += f"; form={self._token}"


def _pages(officer: "Provisioned", filled: "Filled") -> dict[str, list[float]]:
    """Today, list and search of an officer with 2,000 cases.

    After sign-in the desk's own thread tries her cases' keys on what waits; pages are asked for
    meanwhile, then again when it is done.
    """
    from amana.desk.cases.number import address

    she, words = Officer(officer), iter(filled.words)
    case = f"/cases/{address(filled.opened.number)}/"
    return {
        "first page": _times(1, lambda: she.get("/")),
        "trying": _while_trying(she),
        "today": _times(PAGES, lambda: she.get("/")),
        "list": _times(PAGES, lambda: she.get("/cases/")),
        "search": _times(PAGES, lambda: she.post("/cases/", words=next(words))),
        "case": _times(PAGES, lambda: she.get(case)),
    }


def _while_trying(she: Officer) -> list[float]:
    """The list, again and again until every waiting envelope was tried with all her cases' keys."""
    from amana.desk.intake.trial import tried
    from benchmarks.desk_cases import WAITING

    taken: list[float] = []
    found = tried(she.unlocked)

    def left() -> bool:
        keys = list(found.with_cases.values())
        others = len(found.tried) == WAITING and len(keys) == WAITING - len(found.own)
        return not others or min(keys) < len(found.identities)

    while left():
        taken += _times(1, lambda: she.get("/cases/"))
        time.sleep(PAUSE)
    return taken


def _file(filled: "Filled") -> dict[str, list[float]]:
    """A file of 100 MB in the vault, opened as a stream and checked as the desk checks what arrives."""
    from amana.desk.vault.blobs import store
    from amana.desk.vault.files import announce, files_of, save
    from amana.desk.vault.pieces import Reader, Writer, new_name
    from amana.desk.vault.resealing import check
    from amana.seal.age_keys import new_identity, recipient_of
    from amana.seal.envelope import seal_file
    from amana.seal.open import open_file
    from amana.wire.encoding import b64u

    opened, identity, name = filled.opened, new_identity(), new_name("file")
    writer = Writer(store(), name)
    seal_file(io.BytesIO(bytes(FILE)), cast(IO[bytes], writer), recipient_of(identity), size=FILE)
    size, digest = writer.finish(), hashlib.sha256(bytes(FILE)).digest()
    announce(opened, identity, [(b64u(bytes(16)), "file")])
    (file,) = files_of(opened)
    file.row.blob, file.row.size = name, size
    file.facts.size, file.facts.sha256 = FILE, b64u(digest)
    save(opened, file)

    def opened_to_disk() -> None:
        with Path("/dev/null").open("wb", buffering=0) as sink:
            sealed = cast(IO[bytes], Reader(store(), name, size))
            open_file(sealed, sink, identity, size=FILE, sha256=digest)

    def checked() -> None:
        file.facts.checked = ""  # as if it had just arrived
        save(opened, file)
        check(opened, store(), file)
        (there,) = files_of(opened)
        if there.facts.checked != "whole":
            raise WrongAnswer(there.facts.checked)

    return {"file": _times(FILES, opened_to_disk), "check": _times(FILES, checked)}
