"""Every answer carries the same headers; errors are empty; nothing large is read; no cookies."""

import socket

import pytest

from tests.relay.running import SITE, Relay

CONSTANT = {
    "access-control-allow-origin": SITE,
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/directory", 200),
        ("POST", "/v1/directory", 405),
        ("GET", "/v1/report", 405),
        ("PUT", "/v1/desk/nonce", 405),
        ("POST", "/v1/report", 400),
        ("GET", "/", 404),
        ("POST", "/v1/report/", 404),
        ("GET", "/admin/", 404),
        ("OPTIONS", "/v1/report", 204),
    ],
)
def test_every_answer_carries_the_constant_headers(
    relay: Relay, method: str, path: str, status: int
) -> None:
    answer = relay.http.request(method, path, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in CONSTANT} == CONSTANT
    assert "set-cookie" not in answer.headers
    if status >= 400:
        assert answer.content == b""


def test_a_preflight_lets_the_site_send_octets(relay: Relay) -> None:
    answer = relay.http.options(
        "/v1/part", headers={"origin": SITE, "access-control-request-method": "POST"}
    )
    assert answer.headers["access-control-allow-methods"] == "GET, POST"
    assert answer.headers["access-control-allow-headers"] == "content-type"
    assert int(answer.headers["access-control-max-age"]) > 600


def test_too_much_is_refused_before_it_is_read(relay: Relay) -> None:
    for path, over in [("/v1/mailbox/poll", 49), ("/v1/report", 1_048_576 + 200)]:
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {over}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", relay.port), timeout=5) as raw:
            raw.sendall(head.encode())
            assert raw.recv(12) == b"HTTP/1.1 413"


def test_a_body_without_a_length_is_refused(relay: Relay) -> None:
    answer = relay.http.post("/v1/mailbox/poll", content=iter([bytes(48)]))
    assert answer.status_code == 400


def test_a_body_that_breaks_off_is_refused(relay: Relay) -> None:
    head = "POST /v1/mailbox/poll HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 48\r\n\r\n"
    with socket.create_connection(("127.0.0.1", relay.port), timeout=5) as raw:
        raw.sendall(head.encode() + bytes(20))
    assert relay.http.get("/v1/directory").status_code == 200
