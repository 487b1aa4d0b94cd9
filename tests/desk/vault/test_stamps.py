"""Given authorities that the organisation has named, then the end of a case's custody is time-stamped; while nobody answers, it waits."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.test import override_settings

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.intake.stamping import carry
from amana.desk.vault import custody, stamps
from amana.desk.vault.models import Stamp
from tests.desk.vault.exhibits import hand_over
from tests.evidence.authority import Authority


class _Answers(BaseHTTPRequestHandler):
    authority: Authority
    asked: list[bytes]
    broken = False

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked.append(query)
        reply = b"not a time-stamp" if type(self).broken else type(self).authority.reply(query)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serving(authority: Authority) -> Iterator[tuple[str, type[_Answers]]]:
    """The authority on loopback."""
    handler = type("Answers", (_Answers,), {"authority": authority, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", handler
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def authority(tmp_path):
    """With its root where the settings look for it."""
    made = Authority(tmp_path / "authority")
    made.folder.mkdir()
    made.found()
    return made


@contextmanager
def named(organisation, authority: Authority, url: str) -> Iterator[None]:
    """Settings that name the authority."""
    told = ({"name": "synthetic", "url": url, "roots": str(authority.folder / "root.pem")},)
    config = dataclasses.replace(organisation.config, authorities=told)
    with override_settings(AMANA=config):
        yield


def test_the_end_of_custody_is_stamped_and_the_authority_learns_a_hash_only(
    organisation, opened, authority
):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    with serving(authority) as (url, handler), named(organisation, authority, url):
        number = hand_over(hana, case, "note.txt", b"synthetic words" * 50)
        keyed.run_for(hana)
        assert Stamp.objects.filter(reply=b"").count() == 1
        from django.conf import settings

        assert carry(settings.AMANA) == 1
        there = open_case(hana, case.number)
        (shown,) = stamps.shown_of(there)
        assert shown.at is not None
        assert shown.digest == custody.head_of(there)
        (stamped,) = stamps.stamped_of(there, custody.custody_of(there).position)
        assert stamped.position == custody.custody_of(there).position
        assert number == 1
        (query,) = handler.asked
        assert b"synthetic" not in query


def test_an_authority_that_is_down_or_lies_is_asked_again(organisation, opened, authority):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    from django.conf import settings

    with named(organisation, authority, "http://127.0.0.1:9/"):
        hand_over(hana, case, "note.txt", b"synthetic words" * 50)
        keyed.run_for(hana)
        assert carry(settings.AMANA) == 0
        (shown,) = stamps.shown_of(open_case(hana, case.number))
        assert shown.at is None  # named as waiting
    with serving(authority) as (url, handler), named(organisation, authority, url):
        handler.broken = True
        assert carry(settings.AMANA) == 0
        handler.broken = False
        assert carry(settings.AMANA) == 1
        (shown,) = stamps.shown_of(open_case(hana, case.number))
        assert shown.at is not None


def test_a_desk_that_names_nobody_asks_nobody(organisation, opened):
    from django.conf import settings

    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    hand_over(hana, case, "note.txt", b"synthetic words")
    keyed.run_for(hana)
    assert carry(settings.AMANA) == 0
    assert not Stamp.objects.exists()
