"""Her mailbox answers only her, and nobody can tell an absent one from another's."""

import hashlib
import os
import secrets

import httpx
import pytest

from amana.wire.limits import MAX_UNREAD, RECORD_FRAME, SLOT
from amana.wire.requests import (
    REPLY,
    STANDING,
    DropRequest,
    MailboxRequest,
    PollAnswer,
    ReadRequest,
    StateRequest,
)
from tests.relay.running import Box, Relay


@pytest.fixture
def box(relay: Relay) -> Box:
    """A mailbox that exists."""
    made = Box()
    assert relay.mailbox(made).status_code == 200
    return made


def poll(relay: Relay, box: Box) -> PollAnswer:
    body = MailboxRequest(box.id, box.token).pack()
    return PollAnswer.unpack(relay.post("/v1/mailbox/poll", body).content)


def drop(relay: Relay, box: Box, kind: int, frame: bytes) -> int:
    body = DropRequest(box.id, box.drop, kind, frame).pack()
    return relay.post("/v1/mailbox/drop", body).status_code


def read(relay: Relay, box: Box, frame: bytes) -> int:
    body = ReadRequest(box.id, box.token, hashlib.sha256(frame).digest()).pack()
    return relay.post("/v1/mailbox/read", body).status_code


def replace(relay: Relay, box: Box, version: int, frame: bytes) -> int:
    body = StateRequest(box.id, box.token, version, frame).pack()
    return relay.post("/v1/mailbox/state", body).status_code


def test_she_finds_what_was_left_oldest_first_two_at_a_time(relay: Relay, box: Box) -> None:
    letters = [os.urandom(SLOT) for _ in range(3)]
    standing = os.urandom(RECORD_FRAME)
    assert [drop(relay, box, REPLY, frame) for frame in letters] == [200, 200, 200]
    assert drop(relay, box, STANDING, standing) == 200
    found = poll(relay, box)
    assert (found.state, found.standing) == (box.state, standing)
    assert [found.first, found.second] == letters[:2]
    assert read(relay, box, letters[0]) == 200
    found = poll(relay, box)
    assert [found.first, found.second] == letters[1:]


def test_a_letter_dropped_twice_lies_there_once(relay: Relay, box: Box) -> None:
    frame = os.urandom(SLOT)
    assert [drop(relay, box, REPLY, frame) for _ in range(2)] == [200, 200]
    found = poll(relay, box)
    assert found.first == frame != found.second


def test_the_newest_standing_record_takes_the_place_of_the_other(relay: Relay, box: Box) -> None:
    for _ in range(2):
        newest = os.urandom(RECORD_FRAME)
        drop(relay, box, STANDING, newest)
    assert poll(relay, box).standing == newest


def test_two_devices_do_not_overwrite_each_other(relay: Relay, box: Box) -> None:
    one, other = os.urandom(RECORD_FRAME), os.urandom(RECORD_FRAME)
    assert replace(relay, box, 2, one) == 200
    assert replace(relay, box, 2, one) == 200
    assert replace(relay, box, 2, other) == 409
    assert replace(relay, box, 4, other) == 409
    assert poll(relay, box).state == one


def test_making_it_again_is_harmless_and_nobody_else_can(relay: Relay, box: Box) -> None:
    assert relay.mailbox(box).status_code == 200
    thief = Box()
    thief.id = box.id
    assert relay.mailbox(thief).status_code == 409


def test_a_full_mailbox_refuses_and_keeps_what_it_has(relay: Relay, box: Box) -> None:
    frames = [os.urandom(SLOT) for _ in range(MAX_UNREAD)]
    assert {drop(relay, box, REPLY, frame) for frame in frames} == {200}
    assert drop(relay, box, REPLY, os.urandom(SLOT)) == 507
    assert drop(relay, box, REPLY, frames[5]) == 200
    assert poll(relay, box).first == frames[0]


def test_destroyed_is_gone_and_a_new_one_is_empty(relay: Relay, box: Box) -> None:
    letter = os.urandom(SLOT)
    drop(relay, box, REPLY, letter)
    body = MailboxRequest(box.id, box.token).pack()
    assert relay.post("/v1/mailbox/destroy", body).status_code == 200
    found = poll(relay, box)
    assert found.state != box.state
    assert found.first != letter
    assert relay.mailbox(box).status_code == 200
    assert poll(relay, box).first != letter


def test_the_desks_secret_cannot_read_and_hers_cannot_drop(relay: Relay, box: Box) -> None:
    swapped = Box()
    swapped.id, swapped.token, swapped.drop = box.id, box.drop, box.token
    assert poll(relay, swapped).state != box.state
    letter = os.urandom(SLOT)
    assert drop(relay, swapped, REPLY, letter) == 200
    assert poll(relay, box).first != letter


def _shape(answer: httpx.Response) -> tuple[int, int, list[str], dict[str, str]]:
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, len(answer.content), list(answer.headers), headers


@pytest.mark.parametrize("path", ["poll", "state", "read", "destroy", "drop"])
def test_absent_destroyed_and_wrong_secret_look_the_same(relay: Relay, path: str) -> None:
    boxes = {"absent": Box(), "destroyed": Box(), "wrong": Box(), "there": Box()}
    for name in ("destroyed", "wrong", "there"):
        relay.mailbox(boxes[name])
    gone = boxes["destroyed"]
    relay.post("/v1/mailbox/destroy", MailboxRequest(gone.id, gone.token).pack())
    boxes["wrong"].token = boxes["wrong"].drop = secrets.token_bytes(32)
    shapes = {name: _shape(_ask(relay, path, box)) for name, box in boxes.items()}
    assert shapes["absent"] == shapes["destroyed"] == shapes["wrong"]
    if path != "state":  # to a mailbox that is there the next version is a success
        assert shapes["there"] == shapes["absent"]


def _ask(relay: Relay, path: str, box: Box) -> httpx.Response:
    bodies = {
        "poll": MailboxRequest(box.id, box.token),
        "destroy": MailboxRequest(box.id, box.token),
        "state": StateRequest(box.id, box.token, 2, os.urandom(RECORD_FRAME)),
        "read": ReadRequest(box.id, box.token, os.urandom(32)),
        "drop": DropRequest(box.id, box.drop, REPLY, os.urandom(SLOT)),
    }
    return relay.post(f"/v1/mailbox/{path}", bodies[path].pack())
