"""Unknown, destroyed, expired and wrong secret: the statements, the words, the size and the headers of a mailbox that is there."""

import hashlib
import os
import secrets

import pytest

from amana.wire.limits import RECORD_FRAME, SLOT
from amana.wire.requests import (
    REPLY,
    STANDING,
    DropRequest,
    MailboxRequest,
    PollAnswer,
    ReadRequest,
    StateRequest,
)
from tests.relay.running import Box, Relay, inside
from tests.relay.test_mailbox import drop, poll

KINDS = ("absent", "destroyed", "expired", "wrong")
EXPIRE = "from tests.relay.inside_queries import expire\nanswer = expire(bytes.fromhex({!r}))"


def test_every_kind_of_mailbox_makes_the_same_statements(relay: Relay) -> None:
    found = inside(
        relay.config, "from tests.relay.inside_queries import statements\nanswer = statements()"
    )
    for kind in KINDS:
        assert found[kind] == found["there"], kind
    assert all(len(made) >= 2 for made in found["absent"].values())


def made(relay: Relay, kind: str) -> Box:
    """A mailbox of that kind; what its holder has of it."""
    box = Box()
    if kind != "absent":
        assert relay.mailbox(box).status_code == 200
    if kind == "destroyed":
        relay.post("/v1/mailbox/destroy", MailboxRequest(box.id, box.token).pack())
    if kind == "expired":
        assert inside(relay.config, EXPIRE.format(box.id.hex()))
    if kind == "wrong":
        box.token, box.drop = secrets.token_bytes(32), secrets.token_bytes(32)
    return box


def answers(relay: Relay, kind: str) -> dict[str, tuple[int, int, list[tuple[str, str]]]]:
    """Status, length and headers of each request, in the order of the wire; only the clock may differ."""
    box, letter = made(relay, kind), os.urandom(SLOT)
    bodies = {
        "mailbox/poll": MailboxRequest(box.id, box.token).pack(),
        "mailbox/drop": DropRequest(box.id, box.drop, REPLY, letter).pack(),
        "mailbox/drop again": DropRequest(box.id, box.drop, REPLY, letter).pack(),
        "mailbox/drop standing": DropRequest(
            box.id, box.drop, STANDING, os.urandom(RECORD_FRAME)
        ).pack(),
        "mailbox/read": ReadRequest(box.id, box.token, hashlib.sha256(letter).digest()).pack(),
        "mailbox/state": StateRequest(box.id, box.token, 7, os.urandom(RECORD_FRAME)).pack(),
        "mailbox/destroy": MailboxRequest(box.id, box.token).pack(),
        "mailbox/poll again": MailboxRequest(box.id, box.token).pack(),
    }
    found = {}
    for name, body in bodies.items():
        answer = relay.post(f"/v1/{name.split()[0]}", body)
        headers = [(key, value) for key, value in answer.headers.items() if key != "date"]
        found[name] = (answer.status_code, len(answer.content), headers)
    return found


def test_every_kind_of_mailbox_gives_the_same_answer(relay: Relay) -> None:
    there = answers(relay, "there")
    for kind in KINDS:
        assert answers(relay, kind) == there, kind
    assert {size for _, size, _ in there.values()} == {0, 2 * RECORD_FRAME + 2 * SLOT}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_dropped_into_it_is_never_seen_again(relay: Relay, kind: str) -> None:
    box = made(relay, kind)
    letter, standing = os.urandom(SLOT), os.urandom(RECORD_FRAME)
    assert [drop(relay, box, REPLY, letter), drop(relay, box, STANDING, standing)] == [200, 200]
    seen: list[PollAnswer] = [poll(relay, box), poll(relay, box)]
    frames = [f for each in seen for f in (each.state, each.standing, each.first, each.second)]
    assert len(set(frames)) == len(frames)  # random bytes, new ones each time
    assert not {box.state, letter, standing} & set(frames)
