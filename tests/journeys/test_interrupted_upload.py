"""A large file from her phone: the network goes in the middle, then the relay is killed; it goes on, and the desk has the whole file."""

import hashlib
import html
import io
import json
import os
import re
import signal
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Request, expect

from amana.seal.age_keys import identity_text
from amana.seal.open import open_envelope
from amana.seal.shares import combine
from amana.wire.encoding import unb64u
from amana.wire.requests import ReportPayload, Worked
from tests.journeys import world as worlds
from tests.journeys.people.clerk import Clerk
from tests.journeys.people.survivor import Survivor
from tests.journeys.world import World, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY = "Invented words beside a large file 95"
SIZE = 200_000_000  # bytes
PIECE = 1_000_000
SLOW = 120  # seconds
# What she sees of it: the bar's value every 50 ms, -1 when it stands at no value.
WATCH = """() => {
  globalThis.seen = [];
  setInterval(() => {
    const bar = document.querySelector("progress");
    if (bar) seen.push(bar.hasAttribute("value") ? bar.value : -1);
  }, 50);
}"""


@pytest.fixture(scope="module")
def sturdy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world whose relay comes back when it is killed."""
    root = tmp_path_factory.mktemp("sturdy") / "demo"
    with worlds.running(root, settings={"restart": ["relay"]}) as running:
        yield running


@pytest.fixture
def large(tmp_path: Path) -> Iterator[tuple[Path, bytes]]:
    """A file of random bytes and its SHA-256; gone afterwards."""
    path, digest = tmp_path / "large synthetic.bin", hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(SIZE // PIECE):
            piece = os.urandom(PIECE)
            digest.update(piece)
            file.write(piece)
    yield path, digest.digest()
    path.unlink()


def test_a_large_file_survives_network_and_relay(
    phone: Browser, sturdy: World, large: tuple[Path, bytes]
) -> None:
    file, digest = large
    her = Survivor(phone, sturdy.site, "en")
    envelopes = listen(her)
    her.says(STORY)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()
    her.page.evaluate(WATCH)
    her.sends([file])

    # When the network goes, the bar stands and she is told
    reaches(her, 0.1)
    her.context.set_offline(True)
    expect(her.page.get_by_text(her.text("sending.failed"))).to_be_visible(timeout=SLOW * 1000)
    stood = bar(her)
    her.page.wait_for_timeout(1_500)
    assert 0.1 <= stood <= bar(her) < 1
    her.context.set_offline(False)

    # And when the relay is killed, it waits until one is there again
    reaches(her, max(0.5, bar(her) + 0.1))
    relay = sturdy.pid_of("relay serve")
    os.killpg(relay, signal.SIGKILL)
    her.press("receipt.onward")
    until(lambda: any("relay serve" in line for line in sturdy.children().values()), seconds=SLOW)
    expect(her.page.get_by_text(her.text("sending.files_done"))).to_be_visible(timeout=SLOW * 1000)

    # Then what she saw only ever grew
    seen = her.page.evaluate("seen")
    known = seen[next(at for at, value in enumerate(seen) if value > 0) :]
    assert known == sorted(known)
    parts = sum(url.endswith("/v1/part") for url in her.asked)
    needed = -(-SIZE // (1 << 20))
    assert needed <= parts < 1.5 * needed  # what had arrived was not sent again

    # And the desk has every byte: its own check against the letter, and the letter against the file
    clerk = Clerk(sturdy, "lead1").signs_in()
    case = clerk.makes_the_case(clerk.finds(STORY))
    until(lambda: is_whole(html.unescape(clerk.http.get(case).text), file.name), seconds=SLOW)
    [listed] = closing(sturdy, envelopes)["uploads"]
    assert (listed["size"], listed["complete"]) == (SIZE, True)
    assert unb64u(listed["sha256"]) == digest
    her.leaves()


def listen(her: Survivor) -> list[bytes]:
    """Envelopes as they leave her page."""
    found: list[bytes] = []

    def note(request: Request) -> None:
        if request.url.endswith("/v1/report") and request.post_data_buffer:
            payload = Worked.unpack(request.post_data_buffer).payload
            found.append(ReportPayload.unpack(payload).envelope)

    her.context.on("request", note)
    return found


def bar(her: Survivor) -> float:
    return float(
        her.page.locator("progress").evaluate("(bar) => bar.hasAttribute('value') ? bar.value : -1")
    )


def reaches(her: Survivor, value: float) -> None:
    her.page.wait_for_function(
        "value => document.querySelector('progress')?.value >= value",
        arg=value,
        polling=20,
        timeout=SLOW * 1000,
    )


def is_whole(page: str, name: str) -> bool:
    """The case's list of files says that it is complete: the desk has compared every byte."""
    return any(name in row and 'class="mark done"' in row for row in page.split("<li>"))


def closing(world: World, envelopes: list[bytes]) -> dict[str, Any]:
    """The closing letter, opened with the recovery key that two of three sheets give."""
    sheets = [(world.layout.keys / f"recovery-A-{number}.txt").read_text() for number in (1, 3)]
    identity = identity_text(combine([share(sheet) for sheet in sheets]))
    manifests: list[dict[str, Any]] = []
    for envelope in envelopes:
        with tarfile.open(fileobj=io.BytesIO(open_envelope(envelope, identity))) as archive:
            manifest = archive.extractfile("manifest.json")
            assert manifest is not None
            manifests.append(json.load(manifest))
    [letter] = [each for each in manifests if "uploads" in each]
    return letter


def share(sheet: str) -> str:
    """The words of a printed sheet, by their numbers."""
    words = {int(at): word for at, word in re.findall(r"\b(\d+) +([a-z]+)\b", sheet)}
    return " ".join(words[at] for at in sorted(words))
