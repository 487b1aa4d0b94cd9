"""What a person sees who types `./run`."""

import os
import re
import signal
import socket
import stat
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx
import pyotp
import pytest

from amana.cli.demo import renewal
from amana.cli.demo.layout import Layout
from amana.cli.demo.record import Record
from amana.cli.survivor.compiled import Compiled, one_desk
from tests.cli.demonstration import Demonstration, amana

pytestmark = pytest.mark.slow


def address(demo: Demonstration, part: str) -> str:
    host = "localhost" if part == "desk" else "127.0.0.1"
    return f"http://{host}:{demo.record['ports'][part]}"


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, page
    return found[1]


def signed_in(demo: Demonstration, login: str) -> httpx.Client:
    """An officer's browser, through both pages of the sign-in."""
    person = next(each for each in demo.record["people"] if each["login"] == login)
    browser = httpx.Client(base_url=address(demo, "desk"), follow_redirects=True)
    page = browser.get("/sign-in/").text
    form = {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken"), "login": login}
    second = browser.post("/sign-in/", data=form | {"words": person["passphrase"]})
    assert second.url.path == "/sign-in/second/", second.text
    code = pyotp.TOTP(person["totp_secret"]).now()
    form = {"csrfmiddlewaretoken": field(second.text, "csrfmiddlewaretoken"), "code": code}
    today = browser.post("/sign-in/second/", data=form)
    assert not today.url.path.startswith("/sign-in"), today.text
    return browser


def test_site_relay_and_desk_answer(demo):
    assert httpx.get(address(demo, "site")).status_code == 200
    assert httpx.get(address(demo, "relay") + "/v1/directory").json()["lists"]
    assert httpx.get(address(demo, "desk"), follow_redirects=True).status_code == 200


def test_the_screen_says_where_to_go_and_how_to_sign_in(demo):
    said = demo.said
    for part in ("site", "desk", "relay"):
        assert address(demo, part) in said
    assert len(demo.record["people"]) == 6
    for person in demo.record["people"]:
        assert person["passphrase"] in said
    assert all(word in said for word in demo.record["receipt"])


@pytest.mark.parametrize(
    "login", ["lead1", "lead2", "intake", "caseworker", "lawyer", "supervisor"]
)
def test_every_officer_signs_in_with_a_working_second_factor(demo, login):
    with closing(signed_in(demo, login)) as browser:
        assert browser.get("/").status_code == 200


def test_the_synthetic_report_waits_at_the_desk(demo):
    demo.wait_until_collected()


def test_the_next_code_is_one_command_away(demo):
    person = demo.record["people"][2]
    shown = amana("demo", "code", person["login"], "--root", str(demo.root)).stdout
    totp, now = pyotp.TOTP(person["totp_secret"]), int(time.time())
    assert shown[:6] in {totp.at(now), totp.at(now - 30)}
    nobody = amana("demo", "code", "nobody", "--root", str(demo.root))
    assert nobody.returncode == 1
    assert "No officer of the demonstration has this name" in nobody.stderr


def test_no_secret_stands_in_the_arguments_of_a_process(demo):
    shown = " ".join(demo.children().values())
    assert "desk serve" in shown
    assert "relay serve" in shown
    for person in demo.record["people"]:
        assert person["passphrase"] not in shown
        assert person["totp_secret"] not in shown
    assert not re.search(r"AGE-SECRET-KEY|[A-Za-z0-9_-]{43}", shown.replace(str(demo.root), ""))


def test_what_holds_secrets_is_for_its_owner_alone(demo):
    files = [demo.root / "demo.json", *(demo.root / "keys").iterdir()]
    files += [demo.root / "desk" / "pepper", demo.root / "desk" / "service.keys"]
    assert [file for file in files if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


def test_a_second_one_in_the_same_folder_is_refused(demo):
    second = amana("demo", "--root", str(demo.root))
    assert second.returncode == 1
    assert "is running from this folder already" in second.stderr


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "diary.txt").write_text("mine")
    refused = amana("demo", "--root", str(tmp_path))
    assert "something that no demonstration made" in refused.stderr
    assert (tmp_path / "keys" / "diary.txt").read_text() == "mine"


def test_the_end_leaves_nothing_running_and_the_next_start_finds_everything(demo):
    before, children = demo.record, demo.children()
    assert len(children) >= 5
    assert demo.stop() == 0
    assert demo.children() == {}
    assert "Everything is kept" in demo.said
    seconds = demo.start()
    assert seconds < 5.0
    after = demo.record
    assert after["people"] == before["people"]
    assert after["receipt"] == before["receipt"]
    assert after["ports"] == before["ports"]
    test_the_synthetic_report_waits_at_the_desk(demo)


def test_a_busy_port_is_said_and_another_is_taken(demo):
    before = demo.record["ports"]["relay"]
    demo.stop()
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", before))
        squatter.listen()
        demo.start()
    assert f"Port {before} is used by another program" in demo.said
    assert demo.record["ports"]["relay"] != before
    headers = httpx.get(address(demo, "site")).headers["content-security-policy"]
    assert address(demo, "relay") in headers
    allowed = httpx.get(address(demo, "relay") + "/v1/directory").headers
    assert allowed["access-control-allow-origin"] == address(demo, "site")


def test_when_a_part_dies_all_stops_with_a_sentence(demo):
    worker = next(pid for pid, said in demo.children().items() if "desk worker" in said)
    os.kill(worker, signal.SIGKILL)
    assert demo.process is not None
    assert demo.process.wait(timeout=20) == 1
    assert "A part of the demonstration stopped by itself" in demo.said
    assert "worker" in demo.said
    assert demo.children() == {}
    demo.start()


def test_a_killed_demonstration_takes_its_parts_with_it(demo):
    assert demo.process is not None
    demo.process.kill()
    demo.process.wait()
    latest = time.monotonic() + 15
    while demo.children() and time.monotonic() < latest:
        time.sleep(0.1)
    assert demo.children() == {}
    demo.start()


def test_a_list_that_slept_too_long_is_signed_again(demo):
    layout, record = Layout(demo.root), Record.read(demo.root / "demo.json")
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert renewal.renew(layout, record, tomorrow)
    assert not renewal.renew(layout, record, tomorrow)
    site = Compiled.read(layout.site)
    desk = one_desk(site.verify(httpx.get(address(demo, "relay") + "/v1/directory").content))
    assert desk.listed.issued == tomorrow
