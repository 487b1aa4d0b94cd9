"""Invited, enrolled, signed in: the code works once, and nothing is stored before she has shown her words back."""

import re
from datetime import timedelta
from typing import Any

import pyotp
import time_machine
from django.utils import timezone

from amana.desk.staff import sessions
from amana.desk.staff.flows.invite import invite
from amana.desk.staff.models import Officer
from tests.desk.browser_client import client, digits, names, send, sign_in, text


def invited(login="noor"):
    return invite(login=login, label={"en": login}, roles=["caseworker"], woman=True, language="en")


def shown(page):
    content = page.content.decode()
    words = re.findall(r"<li>([^<]+)</li>", content)
    secret = re.search(r'dir="ltr">([A-Z2-7 ]{39})<', content)
    assert secret is not None
    return " ".join(words), secret[1].replace(" ", "")


def test_code_then_words_then_app_make_an_officer(desk):
    code = invited().code
    browser = client()
    assert names(browser, "noor", code).headers["Location"] == "/sign-in/first/"
    words, secret = shown(browser.get("/sign-in/first/"))
    assert len(words.split()) == 8

    answer = send(browser, "/sign-in/first/", words=words, code=pyotp.TOTP(secret).now())

    assert answer.headers["Location"] == "/me/"
    row = Officer.objects.get(login="noor")
    assert row.state == "active" and row.recipient.startswith("age1")
    assert len(re.findall(r"<li>", browser.get("/me/").content.decode())) >= 8  # fingerprint


def test_the_code_works_once(desk):
    code = invited().code
    browser = client()
    names(browser, "noor", code)
    words, secret = shown(browser.get("/sign-in/first/"))
    send(browser, "/sign-in/first/", words=words, code=pyotp.TOTP(secret).now())

    assert names(client(), "noor", code).status_code == 422


def test_nothing_is_stored_until_both_are_repeated(desk):
    code = invited().code
    browser = client()
    names(browser, "noor", code)
    words, _ = shown(browser.get("/sign-in/first/"))

    answer = send(browser, "/sign-in/first/", words=words, code="000000")

    assert answer.status_code == 422
    assert words == shown(answer)[0]  # the same words are still there to be copied
    row = Officer.objects.get(login="noor")
    assert (row.state, row.recipient, bytes(row.wrapped_identity)) == ("invited", "", b"")


def test_an_old_invitation_is_void(desk):
    code = invited().code
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert names(client(), "noor", code).status_code == 422


def test_a_lead_invites_and_hands_over_eight_words(officer):
    browser = sign_in(officer("huda", "lead"))
    fields: dict[str, Any] = {
        "login": "Sara",
        "label-en": "Sara",
        "roles": ["intake"],
        "language": "en",
    }

    page = send(browser, "/organisation/invite/", woman="yes", **fields)

    code = " ".join(re.findall(r"<li>([^<]+)</li>", page.content.decode()))
    assert names(client(), "sara", code).status_code == 302


def test_a_caseworker_cannot_invite_and_sees_what_anyone_without_the_page_sees(officer):
    browser = sign_in(officer("noor"))

    refused = browser.get("/organisation/invite/")
    nowhere = browser.get("/organisation/invite/nowhere/")

    assert refused.status_code == nowhere.status_code == 404
    assert text(refused) == text(nowhere)


def test_a_new_passphrase_keeps_the_identity_and_ends_other_sessions(officer):
    noor = officer("noor")
    here, elsewhere = sign_in(noor), sign_in(noor, ahead=1)
    page = here.get("/me/words/")
    new = " ".join(re.findall(r"<li>([^<]+)</li>", page.content.decode()))

    wrong = send(here, "/me/words/", old="wrong", words=new)
    right = send(here, "/me/words/", old=noor.passphrase, words=new)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert elsewhere.get("/organisation/").status_code == 302
    assert names(client(), "noor", noor.passphrase).status_code == 422
    sessions.lock_all()
    again = client()
    names(again, "noor", new)
    from amana.desk.staff.models import Officer as Row

    Row.objects.update(totp_step=0)
    assert send(again, "/sign-in/second/", code=digits(noor.totp_secret)).status_code == 302
    assert next(iter(sessions.running())).identity == noor.identity
