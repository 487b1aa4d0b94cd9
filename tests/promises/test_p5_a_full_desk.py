"""P5 on a desk whose disk is full: files stay at the relay first, then everything; who writes is told; room brings all of it in, once."""

import html
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from amana.cli.survivor.compiled import one_desk
from amana.cli.survivor.letterbox import Letterbox
from amana.cli.survivor.writing import Told, everyone, report
from amana.desk.intake.collect import FOR_WORDS
from amana.stores.blobs import StoreFullError
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import until
from tests.promises.apart import Apart, founded
from tests.relay.running import inside
from tests.services.small_disk import MIB, SmallDisk, small_disk

pytestmark = pytest.mark.slow

DISK = 192 * MIB
STATES = """
from amana.relay.letterbox.models import Report, Upload
answer = [sorted(r.state for r in kind.objects.all()) for kind in (Report, Upload)]
"""
WAITING, ACKNOWLEDGED = 1, 2


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    with founded(tmp_path_factory.mktemp("full") / "instance") as made:
        yield made


@pytest.fixture
def disk(apart: Apart) -> Iterator[SmallDisk]:
    """The desk's data folder is a small disk."""
    data = apart.layout.desk_config.parent / "data"
    elsewhere = data.rename(data.with_name("made"))
    with small_disk(data, DISK) as small:
        small.move_in(elsewhere)
        for name in ("desk", "worker"):
            apart.parts[name].under = small.under
        apart.start_all()
        yield small
        apart.stop()


def tells(apart: Apart, folder: Path, story: str, *, size: int) -> None:
    """She reports, with a file of that many bytes."""
    file = folder / "chat.txt"
    file.write_bytes(os.urandom(size))
    with Letterbox(apart.compiled.relay) as letterbox:
        desk = one_desk(apart.compiled.verify(letterbox.directory()))
        told = Told(words=story, lang="en", files=(file,))
        report(letterbox, desk, everyone(desk), told, salt=apart.compiled.salt)


def states(apart: Apart) -> tuple[list[int], list[int]]:
    """How far the relay is with reports and with files."""
    reports, uploads = inside(apart.layout.relay_config, STATES)
    return reports, uploads


def told(apart: Apart) -> int:
    """How often the worker said that its disk is full."""
    sentence = StoreFullError().sentence.split(".")[0]
    return apart.parts["worker"].log.read_text(errors="replace").count(sentence)


def whole(clerk: Clerk, case: str) -> bool:
    """Whether a file of this case is said to be complete."""
    return '<span class="mark done">' in clerk.http.get(case).text


def answers(clerk: Clerk, case: str, words: str) -> tuple[int, str]:
    """Status and page when an officer writes back."""
    answer = clerk.post(f"{case}reply/", at=case, words=words)
    return answer.status_code, html.unescape(answer.text)


def test_p5_a_full_desk_leaves_at_the_relay_what_it_cannot_keep(
    apart: Apart, disk: SmallDisk, tmp_path: Path
) -> None:
    until(lambda: set(states(apart)[0]) == {ACKNOWLEDGED})
    clerk = Clerk(apart, "intake").signs_in()

    # Given that little more than the room of words is left
    disk.fill(leave=FOR_WORDS + 2 * MIB)
    tells(apart, tmp_path, "synthetic story with a large file", size=3_000_000)
    until(lambda: told(apart))
    until(lambda: set(states(apart)[0]) == {ACKNOWLEDGED})
    assert states(apart)[1] == [WAITING]

    # Then her words are read and answered, and the file is said to be on its way
    case = clerk.makes_the_case(clerk.finds("with a large file"), "caseworker")
    assert answers(clerk, case, "first synthetic answer")[0] == 200

    # When there is no room at all, nothing more is acknowledged, and an officer is told
    disk.fill()
    tells(apart, tmp_path, "synthetic story on a full disk", size=9_000)
    before = told(apart)
    until(lambda: told(apart) > before + 1)
    assert states(apart)[0].count(WAITING) == 2, "her report and the letter that lists the file"
    assert states(apart)[1] == [WAITING, WAITING]
    page = clerk.http.get(case)
    assert "first synthetic answer" in page.text, "what is here can be read"
    status, refusal = answers(clerk, case, "second synthetic answer")
    assert status == 507
    assert StoreFullError().sentence.split(".")[0] in refusal
    assert "Nothing was dropped" in refusal
    assert "second synthetic answer" not in clerk.http.get(case).text

    # Then, with room, everything comes, once
    disk.clear()
    until(lambda: {*states(apart)[0], *states(apart)[1]} == {ACKNOWLEDGED})
    assert answers(clerk, case, "second synthetic answer")[0] == 200
    other = clerk.makes_the_case(clerk.finds("on a full disk"), "caseworker")
    for each in (case, other):
        until(partial(whole, clerk, each))
        files = re.findall(r'<ul class="plainlist">.*?</ul>', clerk.http.get(each).text, re.DOTALL)
        assert files[0].count("<li>") == 1
    assert clerk.http.get(case).text.count(">second synthetic answer</p>") == 1
