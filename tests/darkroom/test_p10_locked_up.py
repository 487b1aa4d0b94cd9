"""Given a file that takes its reader over, then it reaches nothing, whoever runs the desk; or it is not read at all."""

import errno
import os
import platform
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from amana.darkroom import bubble
from amana.darkroom.errors import (
    Attacked,
    DarkRoomRefused,
    NoDarkRoom,
    TookTooLong,
    TooLarge,
)
from amana.darkroom.job import Job
from amana.darkroom.lock import lock
from tests.darkroom.elsewhere import elsewhere
from tests.darkroom.intruder_job import CONTENT, HERE, LIMITS, tries

REFUSED = (
    *(
        "socket",
        "socket pair",
        "file",
        "new file",
        "listing",
        "stat",
        "fork",
        "kill",
        "memory file",
    ),
    *("new code", "more memory"),
)
PLACES = [
    pytest.param(nobody, namespaces, id=f"{who}, {what}")
    for nobody, who in ((False, "this user"), (True, "nobody"))
    for namespaces, what in ((True, "namespaces"), (False, "no namespaces"))
    if not nobody or os.geteuid() == 0
]


@pytest.fixture(params=["walls and lock", "lock alone"])
def walls(request, monkeypatch):
    if request.param == "lock alone":
        monkeypatch.setattr(bubble, "works", lambda: False)
    else:
        assert bubble.works()


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("what", REFUSED)
def test_p10_the_kernel_refuses(what):
    assert tries(what) == [{"refused": errno.EPERM}, {"done": what}]


@pytest.mark.usefixtures("walls")
def test_p10_a_fork_bomb_has_no_child():
    assert tries("bomb")[0] == {"children": 0}


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("what", ["exec", "trace"])
def test_p10_an_attempt_to_take_over_ends_it_and_is_told(what):
    with pytest.raises(Attacked, match=r"^$"):
        tries(what)


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("what", ["forever", "asleep"])
def test_p10_what_never_ends_is_ended(what):
    with pytest.raises(TookTooLong):
        tries(what)


@pytest.mark.usefixtures("walls")
def test_p10_more_memory_than_allowed_is_refused():
    with pytest.raises(TooLarge):
        tries("hog")


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize(
    "what", ["crash", "garbage", "promise much", "cut off", "flood", "ask much", "ask beyond"]
)
def test_p10_whatever_it_says_its_parent_stays_whole(what):
    with pytest.raises(DarkRoomRefused):
        tries(what)


@pytest.mark.usefixtures("walls")
def test_p10_it_reads_its_one_file_from_anywhere():
    assert tries("echo")[0] == {"start": CONTENT[:4].hex(), "end": CONTENT[-4:].hex()}


@pytest.mark.parametrize(("nobody", "namespaces"), PLACES)
@pytest.mark.parametrize("what", ["socket", "file", "fork"])
def test_p10_the_same_for_every_user_with_and_without_namespaces(what, nobody, namespaces):
    found = elsewhere(what, nobody=nobody, namespaces=namespaces)
    assert found["told"] == [{"refused": errno.EPERM}, {"done": what}]
    assert found["walls"] is namespaces


@pytest.mark.parametrize("namespaces", [True, False])
def test_p10_where_nothing_can_be_locked_nothing_is_read(namespaces):
    found = elsewhere("echo", nobody=False, namespaces=namespaces, seccomp=False)
    assert found["refusal"] == NoDarkRoom.__name__
    assert found["told"] is None


def test_p10_on_a_machine_whose_calls_nobody_wrote_down_nothing_is_read(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(NoDarkRoom):
        lock(LIMITS)


def test_p10_walls_that_fall_later_are_no_fault_of_the_file(monkeypatch):
    monkeypatch.setattr(bubble, "works", lambda: True)
    monkeypatch.setattr(bubble, "walls", lambda _more=None: ["false"])
    with pytest.raises(NoDarkRoom):
        tries("echo")


def test_p10_a_part_that_is_not_installed_is_no_fault_of_the_file():
    with pytest.raises(NoDarkRoom):
        tries("echo", Job("no_such_module", LIMITS, HERE))


@pytest.mark.usefixtures("walls")
def test_p10_it_gets_no_environment_and_no_secret(monkeypatch):
    monkeypatch.setenv("AMANA_SECRET", "never to be seen")
    environment, descriptors = tries("look around")[0].values()
    assert set(environment) <= {"LANG", "OMP_THREAD_LIMIT", "LC_CTYPE", "PWD"}
    assert descriptors == ["pipe", "null", "null", "pipe"]


def test_p10_behind_the_walls_there_is_no_data_of_the_desk():
    """Nor anything else but the way to our own code and to Python."""
    seen = tries("what was there")[0]
    code = [Path(__file__), Path(sys.prefix), Path(sys.base_prefix).resolve()]
    ways = {path.parts[1] for path in code}
    assert {"var", "home", "root", "tmp"} & set(seen["root"]) <= ways


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("what", ["asleep", "flood", "garbage", "echo"])
def test_p10_no_process_is_left_behind(what, monkeypatch):
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noting(*command, **more):
        started.append(real(*command, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noting)
    with suppress(DarkRoomRefused):
        tries(what)
    (process,) = started
    until = time.monotonic() + 5  # what bubblewrap held ends a moment after bubblewrap
    while left := in_session(process.pid):
        assert time.monotonic() < until, left
        time.sleep(0.05)


def in_session(session: int) -> list[str]:
    """Processes that belong to a session or have been started out of it, by what /proc says."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        state, parent, session_of = after_name[0], int(after_name[1]), int(after_name[3])
        if session in {parent, session_of} and state not in "ZX":
            found.append(stat.parent.name)
    return found
