"""The outside second contact hears an age and nothing else, by the way that was set, through the desk's own proxy."""

import json
import ssl
import sys
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.test import override_settings

from amana.desk.cases.clock import now
from amana.desk.cases.models import Vacancy
from amana.desk.config import BadConfigError
from amana.desk.intake import alarms, second_contact
from amana.desk.intake.models import Waiting
from amana.desk.intake.second_contact import AlarmNotSent
from tests.desk import arrivals
from tests.desk.intake.outside import Post, Proxy, Serving
from tests.desk.survivor import Survivor


class Hook(Serving):
    """A web address that remembers what it was sent."""

    def __init__(self, status: int = 200) -> None:
        self.bodies: list[bytes] = []
        self.heads: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                outer.heads.append(str(self.headers))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.port = self.serve(Handler)


@pytest.fixture
def closing():
    """Closes servers when the test ends."""
    opened: list[Serving] = []

    def keep(server):
        opened.append(server)
        return server

    yield keep
    for server in opened:
        server.close()


@pytest.fixture
def waits(organisation):
    """A report that has waited for five hours."""
    her = Survivor(organisation)
    arrivals.envelope(her.report("synthetic words of a report", chosen=["hana"]))
    Waiting.objects.update(hour=now() - timedelta(hours=5))
    return her


def through(config, proxy: str):
    import dataclasses

    return override_settings(AMANA=dataclasses.replace(config, proxy=proxy))


def test_a_web_address_hears_the_age_and_nothing_else(organisation, waits, closing):
    hook = closing(Hook())
    proxy = closing(Proxy(hook.port))
    contact = {"webhook": "http://contact.onion/ring"}
    with through(organisation.config, proxy.url):
        assert alarms.ring(contact) == 1
    assert proxy.asked == [("contact.onion", 80)]
    assert len(set(proxy.users)) == 1  # a circuit of its own
    (body,) = hook.bodies
    told = json.loads(body)
    assert told.keys() == {"v", "hours", "text"}
    assert (told["v"], told["hours"]) == ("amana-alarm/1", 4)
    assert "python" not in hook.heads[0].lower()


def test_every_alarm_of_an_age_is_the_same_whatever_waits(organisation, waits, opened, closing):
    hook = closing(Hook())
    contact = {"webhook": f"http://127.0.0.1:{hook.port}/"}
    alarms.ring(contact)
    Waiting.objects.update(taken=True)
    alarms.ring(contact, drill=True)
    _, case = opened(chosen=["hana"])
    day = now()
    Vacancy.objects.create(case=case.case, sealed=b"x", day=day.date(), hour=day)
    assert alarms.ring(contact) == 0
    Vacancy.objects.update(hour=day - timedelta(hours=5))
    assert [alarms.ring(contact), alarms.ring(contact)] == [1, 0]
    assert len(hook.bodies) == 3
    assert len(set(hook.bodies)) == 1


def test_the_sentence_comes_in_each_language_of_the_desk(organisation):
    lines = alarms.sentence(24).split("\n")
    assert len(lines) == 3
    assert len(set(lines)) == 3
    assert all("24" in line and "Amana" in line for line in lines)


def test_a_mail_goes_through_the_proxy_and_names_no_machine(
    organisation, waits, closing, tmp_path, monkeypatch
):
    post = closing(Post(tmp_path, "mail.example"))
    proxy = closing(Proxy(post.port))
    trusting = ssl.create_default_context(cafile=str(post.certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    contact = {
        "to": "outside@example.org",
        "sender": "desk@example.org",
        "host": "mail.example",
        "tls": "implicit",
    }
    with through(organisation.config, proxy.url):
        assert alarms.ring(contact) == 1
    assert proxy.asked == [("mail.example", 465)]
    assert post.said[0] == "ehlo localhost"
    assert "Subject: Amana" in post.said


def test_a_command_and_a_file_get_the_text(organisation, waits, tmp_path):
    out, mail = tmp_path / "out", tmp_path / "mail"
    code = f"import sys; open({str(out)!r}, 'w').write(sys.stdin.read())"
    contact = {"command": [sys.executable, "-c", code], "file": str(mail)}
    assert alarms.ring(contact) == 1
    assert out.read_text() == alarms.sentence(4)
    assert len(mail.read_text().splitlines()) == 1


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_was_not_taken_is_tried_again(organisation, waits, closing, status):
    hook = closing(Hook(status))
    contact = {"webhook": f"http://127.0.0.1:{hook.port}/"}
    for _ in range(2):
        with pytest.raises(AlarmNotSent):
            alarms.ring(contact)
    assert len(hook.bodies) == 2


def test_nobody_is_taken_for_told_where_nobody_is_named(organisation, waits):
    with pytest.raises(AlarmNotSent):
        alarms.ring({})
    assert Waiting.objects.get().alarmed == 0


def test_one_way_that_fails_does_not_keep_the_other_from_ringing(organisation, waits, tmp_path):
    contact = {"webhook": "http://127.0.0.1:9/", "file": str(tmp_path / "mail")}
    assert alarms.ring(contact) == 1


def test_a_proxy_that_is_down_lets_nothing_out_directly(organisation, waits, closing):
    hook = closing(Hook())
    with (
        through(organisation.config, "socks5h://127.0.0.1:9"),
        pytest.raises(AlarmNotSent),
    ):
        alarms.ring({"webhook": f"http://contact.onion:{hook.port}/"})
    assert hook.bodies == []


@pytest.mark.parametrize(
    "contact",
    [
        {"webhook": "http://contact.example/"},
        {"to": "outside@example.org"},
        {"to": "a@b", "sender": "c@d", "host": "mail.example", "tls": "none"},
        {"to": "a@b", "sender": "c@d", "tls": "later"},
        {"telegram": "x"},
    ],
)
def test_a_setting_that_would_tell_nobody_or_all_is_refused(contact):
    with pytest.raises(BadConfigError):
        second_contact.check(contact)


@pytest.mark.parametrize(
    "contact",
    [{}, {"file": "x"}, {"webhook": "https://contact.example/"}, {"to": "a@b", "sender": "c@d"}],
)
def test_a_good_setting_passes(contact):
    second_contact.check(contact)


def test_a_drill_comes_at_any_hour_of_its_day(organisation):
    moments = [moment for _ in range(2_000) if (moment := alarms.drill_today()) is not None]
    assert {moment.date() for moment in moments} == {now().date()}
    assert len({moment.hour for moment in moments}) > 5
