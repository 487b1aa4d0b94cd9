"""Signing in, as a person meets it: right words, wrong words, unknown names, waiting, codes used twice."""

import statistics
import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from amana.desk.staff import sessions, steps
from amana.desk.staff.models import Officer, Session
from tests.desk.browser_client import client, digits, names, send, sign_in, text


def test_both_factors_open_the_desk_with_her_own_identity(officer):
    noor = officer("noor")

    sign_in(noor)

    [unlocked] = sessions.running()
    assert unlocked.officer.login == "noor"
    assert unlocked.identity == noor.identity


def test_words_forgive_spaces_and_case_but_nothing_else(officer):
    noor = officer("noor")
    spaced = "  " + noor.passphrase.upper().replace(" ", "   ") + " "

    assert names(client(), "NOOR", spaced).status_code == 302
    assert names(client(), "noor", noor.passphrase[:-1]).status_code == 422


def test_an_unknown_name_gets_the_same_sentence_as_wrong_words(officer):
    officer("noor")

    wrong = names(client(), "noor", "one two three")
    unknown = names(client(), "nobody", "one two three")

    assert wrong.status_code == unknown.status_code == 422
    assert len(wrong.content) == len(unknown.content)
    assert "do not fit together" in text(unknown)


def test_a_zero_byte_is_no_failure(officer):
    """PostgreSQL holds none in a text; SQLite does."""
    browser = sign_in(officer("noor"))
    assert names(client(), "no\0or", "one two three").status_code in {400, 422}
    assert browser.get("/organisation/%00/").status_code in {400, 404}


def test_an_unknown_name_takes_as_long_as_wrong_words(officer):
    officer("noor")
    browser = client()

    def seconds(login: str) -> float:
        page = browser.get("/sign-in/")
        began = time.perf_counter()
        browser.post(
            "/sign-in/",
            {"csrfmiddlewaretoken": page.context["csrf_token"], "login": login, "words": "a b"},
        )
        return time.perf_counter() - began

    known = statistics.median(seconds("noor") for _ in range(4))
    unknown = statistics.median(seconds("nobody") for _ in range(4))

    assert unknown > 0.6 * known


def test_after_five_wrong_tries_even_the_right_words_wait(officer):
    noor = officer("noor")
    for _ in range(5):
        names(client(), "noor", "wrong")

    refused = names(client(), "noor", noor.passphrase)

    assert refused.status_code == 422
    assert "do not fit together" in text(refused)
    with time_machine.travel(timezone.now() + timedelta(minutes=1, seconds=1)):
        assert names(client(), "noor", noor.passphrase).status_code == 302


def test_waiting_doubles_and_ends_at_an_hour(officer):
    from amana.desk.staff import lockout

    row = officer("noor").officer
    waits = []
    for _ in range(14):
        lockout.count_failure(row)
        row.refresh_from_db()
        if row.locked_until:
            waits.append(round((row.locked_until - timezone.now()).total_seconds() / 60))

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_another_account_from_the_same_address_never_waits(officer):
    officer("noor")
    huda = officer("huda")
    for _ in range(6):
        names(client(), "noor", "wrong")

    sign_in(huda)


def test_wrong_digits_count_against_the_account_too(officer):
    noor = officer("noor")
    browser = client()
    names(browser, "noor", noor.passphrase)
    for _ in range(5):
        send(browser, "/sign-in/second/", code="000000")

    late = browser.get("/sign-in/second/")

    assert "Too much time" in text(late)
    assert names(client(), "noor", noor.passphrase).status_code == 422


def test_digits_work_once(officer):
    noor = officer("noor")
    code = digits(noor.totp_secret)
    first, second = client(), client()
    names(first, "noor", noor.passphrase)
    names(second, "noor", noor.passphrase)

    assert send(first, "/sign-in/second/", code=code).status_code == 302
    again = send(second, "/sign-in/second/", code=code)

    assert again.status_code == 422
    assert "used already" in text(again)


@pytest.mark.parametrize("numerals", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_digits_may_be_typed_on_an_arabic_or_sorani_keyboard(officer, numerals):
    noor = officer("noor")
    browser = client()
    names(browser, "noor", noor.passphrase)
    code = digits(noor.totp_secret).translate(str.maketrans("0123456789", numerals))

    assert send(browser, "/sign-in/second/", code=code).status_code == 302


def test_two_minutes_between_the_factors_and_no_more(officer, monkeypatch):
    noor = officer("noor")
    browser = client()
    names(browser, "noor", noor.passphrase)
    began = time.monotonic()
    monkeypatch.setattr("amana.desk.staff.steps.time.monotonic", lambda: began + 121)

    assert "Too much time" in text(browser.get("/sign-in/second/"))


def test_the_second_step_alone_leads_nowhere(desk):
    assert "Too much time" in text(client().get("/sign-in/second/"))


def test_between_the_factors_only_wrap_is_held(officer):
    noor = officer("noor")
    browser = client()
    names(browser, "noor", noor.passphrase)

    [held] = [step.held for step in steps._steps.values() if step.officer_id == noor.officer.id]

    assert set(held) == {"wrap"}
    assert not Session.objects.exists()


def test_an_officer_who_left_cannot_sign_in_and_is_out_at_once(officer):
    from amana.desk.staff.flows.leave import leave

    noor, lead = officer("noor"), officer("huda", "lead")
    browser = sign_in(noor)

    leave(Officer.objects.get(login="noor"), actor=lead.officer.id)

    assert browser.get("/organisation/").status_code == 302
    assert names(client(), "noor", noor.passphrase).status_code == 422


def test_the_last_lead_cannot_leave(officer):
    from amana.desk.staff.flows.leave import LastLeadError, leave

    lead = officer("huda", "lead")
    with pytest.raises(LastLeadError):
        leave(lead.officer, actor=lead.officer.id)
