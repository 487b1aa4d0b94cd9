"""Only the certified collection key of a desk opens its list, each nonce once, each body as signed."""

import secrets

import pytest

from amana.wire.encoding import b64u
from tests.relay.desk import Desk
from tests.relay.running import Relay

PATHS = ["list", "fetch", "acknowledge", "confirm", "directory"]


@pytest.mark.parametrize("path", PATHS)
def test_without_a_signature_nothing_is_given_out(relay: Relay, path: str) -> None:
    answer = relay.post(f"/v1/desk/{path}", b"")
    assert (answer.status_code, answer.content) == (401, b"")


def test_another_desks_key_is_refused(relay: Relay, desk: Desk) -> None:
    stranger = Desk(desk.id)
    headers = stranger.headers(relay, "/v1/desk/list", b"")
    assert relay.post("/v1/desk/list", b"", **headers).status_code == 401


def test_a_nonce_is_good_once(relay: Relay, desk: Desk) -> None:
    headers = desk.headers(relay, "/v1/desk/list", b"")
    answers = [relay.post("/v1/desk/list", b"", **headers).status_code for _ in range(2)]
    assert answers == [200, 401]


def test_the_next_nonce_comes_with_the_answer(relay: Relay, desk: Desk) -> None:
    first = desk.post(relay, "/v1/desk/list")
    again = desk.headers(relay, "/v1/desk/list", b"")
    again["Amana-Nonce"] = first.headers["Amana-Next-Nonce"]
    assert relay.post("/v1/desk/list", b"", **again).status_code == 401  # signed over another


def test_an_invented_nonce_is_refused(relay: Relay, desk: Desk) -> None:
    headers = desk.headers(relay, "/v1/desk/list", b"", secrets.token_bytes(32))
    assert relay.post("/v1/desk/list", b"", **headers).status_code == 401


def test_another_path_body_or_query_is_refused(relay: Relay, desk: Desk) -> None:
    headers = desk.headers(relay, "/v1/desk/list", b"")
    assert relay.post("/v1/desk/acknowledge", b"", **headers).status_code == 401
    assert relay.post("/v1/desk/list?x=1", b"", **headers).status_code == 401
    headers = desk.headers(relay, "/v1/desk/acknowledge", bytes(17))
    assert relay.post("/v1/desk/acknowledge", b"\1" + bytes(16), **headers).status_code == 401


def test_another_desks_nonce_is_refused(relay: Relay, desk: Desk) -> None:
    nonce = relay.post("/v1/desk/nonce", secrets.token_bytes(8)).content
    headers = desk.headers(relay, "/v1/desk/list", b"", nonce)
    assert relay.post("/v1/desk/list", b"", **headers).status_code == 401
    headers["Amana-Desk"] = b64u(secrets.token_bytes(8))
    assert relay.post("/v1/desk/list", b"", **headers).status_code == 401
