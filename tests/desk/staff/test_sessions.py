"""Sessions: what the cookie is, how long it lives, and that nothing on disk gives an identity back."""

import os
import time

import pytest
from django.test import Client

from amana.desk.staff import events, sessions
from amana.desk.staff.models import Session
from tests.desk.browser_client import client, names, send, sign_in


def test_cookie_is_httponly_strict_and_goes_with_the_browser(officer):
    browser = sign_in(officer("noor"))
    cookie = browser.cookies["desk"]

    assert cookie["httponly"] and cookie["samesite"] == "Strict"
    assert not cookie["max-age"] and not cookie["expires"]


def test_live_cookies_are_secure_and_bound_to_the_host(officer, settings_of):
    noor = officer("noor")
    settings_of(SECURE=True)
    browser = client()
    names(browser, "noor", noor.passphrase)

    step = browser.cookies["__Host-step"]

    assert step["secure"] and step["httponly"] and step["samesite"] == "Strict"


def test_a_cookie_from_before_sign_in_is_never_taken_over(officer):
    browser = client()
    browser.cookies["desk"] = "AAAAAAAAAAAAAAAAAAAAAA.planted"

    sign_in(officer("noor"), browser)

    assert not browser.cookies["desk"].value.startswith("AAAA")


def test_the_form_token_changes_at_sign_in(officer):
    browser = client()
    browser.get("/sign-in/")
    before = browser.cookies["form"].value

    sign_in(officer("noor"), browser)

    assert browser.cookies["form"].value != before


def test_row_id_without_the_secret_opens_nothing(officer):
    sign_in(officer("noor"))
    row = Session.objects.get()
    thief = Client()
    thief.cookies["desk"] = f"{row.id}.{'A' * 43}"

    assert thief.get("/organisation/").status_code == 302
    assert sessions.find(row.id) is None


def test_boot_secret_lost_means_every_session_is_over(officer, monkeypatch):
    browser = sign_in(officer("noor"))
    monkeypatch.setattr(sessions, "_boot", os.urandom(32))

    assert browser.get("/organisation/").status_code == 302


def test_a_restart_forgets_every_session(officer):
    browser = sign_in(officer("noor"))
    sessions._live.clear()  # what a new process starts with
    Session.objects.all().delete()

    assert browser.get("/organisation/").status_code == 302


def test_idle_lock_drops_row_identity_and_memory(officer, monkeypatch):
    sign_in(officer("noor"))
    [unlocked] = sessions.running()
    unlocked.memory["keyring"] = {"1": b"secret"}
    monkeypatch.setattr(unlocked, "touched", time.monotonic() - 11 * 60)

    sessions.sweep()

    assert (unlocked.identity, unlocked.memory, unlocked.alive) == ("", {}, False)
    assert not Session.objects.exists()


def test_a_request_keeps_the_session_awake_a_poll_does_not(officer):
    browser = sign_in(officer("noor"))
    [unlocked] = sessions.running()
    unlocked.touched = old = time.monotonic() - 9 * 60

    browser.get("/organisation/", headers={"Amana-Quiet": "1"})
    assert unlocked.touched == old
    send(browser, "/here/awake/", at="/organisation/")
    assert unlocked.touched > old


def test_lock_now_ends_this_session_only(officer):
    noor = officer("noor")
    here, elsewhere = sign_in(noor), sign_in(noor, ahead=1)

    answer = send(here, "/here/lock/", at="/organisation/")

    assert answer.headers["Location"] == "/sign-in/"
    assert here.get("/organisation/").status_code == 302
    assert elsewhere.get("/organisation/").status_code == 200


def test_other_rooms_hear_of_opening_and_of_shutting(officer):
    heard = []

    def opened(sender, unlocked, **_):
        heard.append(("opened", unlocked.officer.login))

    def shut(sender, unlocked, **_):
        heard.append(("shut", unlocked.identity[:14]))  # still there for the last time

    events.opened.connect(opened)
    events.shut.connect(shut)
    try:
        sign_in(officer("noor"))
        sessions.lock_all()
    finally:
        events.opened.disconnect(opened)
        events.shut.disconnect(shut)

    assert heard == [("opened", "noor"), ("shut", "AGE-SECRET-KEY")]


@pytest.mark.parametrize(
    "cookie", ["", ".", "x", "a.b", "\u0000", "x" * 5000, "AAAAAAAAAAAAAAAAAAAAAA.AAAA"]
)
def test_invented_cookies_are_nobody(desk, cookie):
    assert sessions.find(cookie) is None
