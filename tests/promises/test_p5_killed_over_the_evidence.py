"""P5: the desk is killed while files are handed over and while its dark room reads; then every exhibit is whole, or was never there."""

import hashlib
import os
import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from amana.cli.survivor.compiled import one_desk
from amana.cli.survivor.letterbox import Letterbox
from amana.cli.survivor.writing import Told, everyone, report
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import until
from tests.promises.apart import Apart, founded

pytestmark = pytest.mark.slow

WORDS = "synthetic words of a killed desk"
SIZE = 6_000_000  # bytes of a file: it takes the desk some tenths of a second
LINES = 12_000  # of a chat: so much that the dark room is at work when it dies
OFFICERS = ("intake", "caseworker", "lawyer", "supervisor", "lead1")  # each has a code of her own
DARK = 120.0  # seconds


@dataclass
class Handing(threading.Thread):
    """Somebody hands over one file after another; `kept` are those whose page said so."""

    clerk: Clerk
    case: str
    folder: Path
    given: dict[str, str] = field(default_factory=dict)  # SHA-256 by name
    kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        """Until the desk is gone."""
        try:
            while True:
                name = f"synthetic-{os.urandom(4).hex()}.bin"
                content = bytes([len(self.given)]) + os.urandom(SIZE)
                (self.folder / name).write_bytes(content)
                self.given[name] = hashlib.sha256(content).hexdigest()
                self.clerk.adds(self.case, self.folder / name)
                self.kept.add(name)
        except (httpx.TransportError, AssertionError):
            return


@dataclass
class Lived:
    """What was handed over, and the last officer to sign in."""

    apart: Apart
    clerk: Clerk
    case: str
    handed: list[Handing]
    messages: int
    seed: int


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """A case of everybody's; three kills over files that come, one over a chat that is read."""
    seed = int(os.environ.get("AMANA_SEED") or random.SystemRandom().randrange(2**32))
    chance, folder = random.Random(seed), tmp_path_factory.mktemp("killed")
    with founded(folder / "instance") as apart:
        apart.start_all()
        clerk, case = _case(apart)
        handed = []
        for login in OFFICERS[1:4]:
            handing = Handing(clerk, case, folder)
            handing.start()
            time.sleep(chance.uniform(0.3, 2.5))
            clerk = _killed(apart, login)
            handing.join()
            handed.append(handing)
        (folder / "chat.txt").write_bytes(_chat())
        clerk.adds(case, folder / "chat.txt")
        time.sleep(chance.uniform(0.1, 1.5))
        clerk = _killed(apart, OFFICERS[4])
        page = f"{case}exhibits/lines/"
        until(lambda: "hx-get" not in clerk.http.get(page).text, seconds=DARK)
        yield Lived(apart, clerk, case, handed, LINES, seed)


def _case(apart: Apart) -> tuple[Clerk, str]:
    with Letterbox(apart.compiled.relay) as letterbox:
        desk = one_desk(apart.compiled.verify(letterbox.directory()))
        told = Told(words=WORDS, lang="en")
        report(letterbox, desk, everyone(desk), told, salt=apart.compiled.salt)
    clerk = Clerk(apart, OFFICERS[0]).signs_in()
    return clerk, clerk.makes_the_case(clerk.finds(WORDS), *OFFICERS[1:])


def _killed(apart: Apart, login: str) -> Clerk:
    """The desk is killed and started, and somebody else signs in."""
    desk = apart.parts["desk"]
    desk.end()
    desk.start()
    until(apart._answers, seconds=60)
    return Clerk(apart, login).signs_in()


def _chat() -> bytes:
    return "".join(
        f"05/03/2024, {i // 60 % 24:02}:{i % 60:02} - Synthetic: message {i}\n"
        for i in range(LINES)
    ).encode()


def _exhibits(lived: Lived) -> list[str]:
    page = lived.clerk.http.get(f"{lived.case}exhibits/").text
    return list(dict.fromkeys(re.findall(rf'href="({lived.case}exhibits/\d+/)"', page)))


def test_p5_every_file_is_an_exhibit_whole_or_is_not_there(lived: Lived) -> None:
    given = {n: digest for handing in lived.handed for n, digest in handing.given.items()}
    kept = {n for handing in lived.handed for n in handing.kept}
    assert kept, lived.seed
    found = []
    for address in _exhibits(lived):
        page = lived.clerk.http.get(address).text
        named = [name for name in given if name in page]
        if named:
            (name,) = named
            assert given[name] in page, (name, lived.seed)
            assert f'action="{lived.case}files/' in page
            found.append(name)
    assert len(found) == len(set(found)), lived.seed
    assert set(found) >= kept, lived.seed


def test_p5_exhibits_are_numbered_once_and_without_a_gap(lived: Lived) -> None:
    numbers = [int(address.rstrip("/").rpartition("/")[2]) for address in _exhibits(lived)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1)), lived.seed


def test_p5_custody_of_each_is_unbroken_from_its_first_entry(lived: Lived) -> None:
    """A page of an exhibit checks every link of the case's chain, and the file is saved as it lies."""
    for address in _exhibits(lived):
        page = lived.clerk.http.get(address)
        assert page.status_code == 200, lived.seed
        rows = re.findall(r"<tbody>.*?</tbody>", page.text, re.S)[-1].count("<tr>")
        number = int(address.rstrip("/").rpartition("/")[2])
        saved = lived.clerk.saves(lived.case, number)
        assert saved.content.startswith(b"age-encryption.org/v1\n")
        again = lived.clerk.http.get(address).text
        assert re.findall(r"<tbody>.*?</tbody>", again, re.S)[-1].count("<tr>") == rows + 1


def test_p5_a_chat_that_was_being_read_is_read_once_and_whole(lived: Lived) -> None:
    page = lived.clerk.http.get(f"{lived.case}chats/").text
    (told,) = re.findall(
        r'<ul class="plainlist chats">.*?<span class="soft">(.*?)</span>', page, re.S
    )
    digits = (sign for sign in re.sub(r"<[^>]*>", "", told) if sign.isdecimal())
    assert "".join(str(int(sign)) for sign in digits) == str(lived.messages), lived.seed
    for number in (0, 7_777, LINES - 1):
        found = lived.clerk.post(f"{lived.case}chats/", words=f"message {number}").text
        assert found.count(f">message {number}<") == 1, (number, lived.seed)


def test_p5_nothing_of_a_file_that_did_not_arrive_lies_open(lived: Lived) -> None:
    """What was cut off lies sealed until it is swept; neither logs nor folders hold a name or a byte of it."""
    data = lived.apart.layout.desk_config.parent
    names = [n.encode() for handing in lived.handed for n in handing.given]
    for path in data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(name in content for name in names), path
            if "blobs/file" in str(path) and path.name.endswith("00000000"):
                assert content.startswith(b"age-encryption.org/v1\n"), path
    logs = lived.apart.logs()
    assert not any(name.decode() in logs for name in names)
