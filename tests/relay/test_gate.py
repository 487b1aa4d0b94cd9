"""The crowd makes the puzzle harder up to its cap, then people queue; nobody is refused for good."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from amana.relay.gate import CROWD, LONGEST_WAIT, MEMORY, Gate, Pressure
from amana.wire.limits import CHALLENGE_SECONDS, MAX_DIFFICULTY
from amana.wire.requests import CHALLENGE, TEXT, WAIT, ChallengeRequest, Worked
from amana.wire.work import PLACE_SECONDS, WorkError, solve

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def worked(gate: Gate, payload: bytes) -> Worked:
    token = gate.answer(ChallengeRequest(TEXT)).token
    return Worked(token, solve(token, payload), payload)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def gate() -> Gate:
    return Gate(os.urandom(32), 1)


def crowd(gate: Gate) -> None:
    """So many that the lane is full."""
    for _ in range(int(CROWD * MEMORY) + 1):
        gate._lanes[TEXT].accepted(NOW.timestamp())


def test_a_challenge_is_spent_once_but_its_own_request_may_come_again(clock, gate: Gate) -> None:
    sent = worked(gate, b"sealed")
    assert gate.enter(sent, TEXT) == gate.enter(sent, TEXT)
    other = Worked(sent.challenge, solve(sent.challenge, b"other"), b"other")
    with pytest.raises(WorkError):
        gate.enter(other, TEXT)


def test_an_expired_challenge_is_refused(clock, gate: Gate) -> None:
    sent = worked(gate, b"sealed")
    clock.move_to(NOW + timedelta(seconds=CHALLENGE_SECONDS))
    gate.enter(sent, TEXT)
    clock.shift(1)
    with pytest.raises(WorkError):
        gate.enter(sent, TEXT)


def test_spent_is_remembered_as_long_as_a_challenge_lives(clock, gate: Gate) -> None:
    sent = worked(gate, b"sealed")
    gate.enter(sent, TEXT)
    clock.move_to(NOW + timedelta(seconds=CHALLENGE_SECONDS))
    for _ in range(3):
        gate.enter(worked(gate, os.urandom(8)), TEXT)
    other = Worked(sent.challenge, solve(sent.challenge, b"other"), b"other")
    with pytest.raises(WorkError):
        gate.enter(other, TEXT)


def test_the_puzzle_grows_with_the_crowd_and_stops_at_the_cap() -> None:
    lane = Pressure(11)
    assert lane.difficulty(0.0) == 11
    seen = set()
    for _ in range(int(CROWD * MEMORY * 4)):
        lane.accepted(0.0)
        seen.add(lane.difficulty(0.0))
    assert seen == set(range(11, MAX_DIFFICULTY + 1))
    assert lane.difficulty(MEMORY * 20) == 11


def test_above_the_cap_she_gets_a_place_and_then_a_challenge(clock, gate: Gate) -> None:
    crowd(gate)
    place = gate.answer(ChallengeRequest(TEXT))
    assert (place.kind, 1 <= place.seconds <= 2) == (WAIT, True)
    with pytest.raises(WorkError):
        gate.answer(ChallengeRequest(TEXT, place.token))  # too early
    clock.shift(place.seconds + 1)
    found = gate.answer(ChallengeRequest(TEXT, place.token))
    assert (found.kind, found.token[1]) == (CHALLENGE, MAX_DIFFICULTY)
    with pytest.raises(WorkError):
        gate.answer(ChallengeRequest(TEXT, place.token))  # one place, one challenge


def test_a_place_does_not_last_for_ever_and_is_no_challenge(clock, gate: Gate) -> None:
    crowd(gate)
    place = gate.answer(ChallengeRequest(TEXT))
    with pytest.raises(WorkError):
        gate.enter(Worked(place.token, 0, b"sealed"), TEXT)
    clock.shift(place.seconds + PLACE_SECONDS + 2)
    with pytest.raises(WorkError):
        gate.answer(ChallengeRequest(TEXT, place.token))


def test_nobody_waits_longer_than_the_longest(clock, gate: Gate) -> None:
    crowd(gate)
    lane = gate._lanes[TEXT]
    waits = [lane.wait(NOW.timestamp()) for _ in range(int(CROWD) * LONGEST_WAIT + 500)]
    assert waits[0] <= 2
    assert max(waits) == waits[-1] == LONGEST_WAIT
