"""Every page: headers, forms, languages, and nothing inline."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests.desk.browser_client import client, sign_in, text

OWN = [
    "/organisation/",
    "/organisation/invite/",
    "/me/",
    "/me/words/",
    "/me/passkeys/",
    "/close/",
]


def addresses() -> list[str]:
    """Every address without parameters, of all rooms."""
    found = []
    for name, (_, _, _, _) in _named().items():
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(set(found))


def _named() -> dict:
    resolver, names = get_resolver(), {}
    for room, (_, rooms) in resolver.namespace_dict.items():
        for key in rooms.reverse_dict:
            if isinstance(key, str):
                names[f"{room}:{key}"] = (None, None, None, None)
    return names


def test_every_answer_is_never_stored_and_has_the_policy_without_unsafe(officer):
    browser = sign_in(officer("huda", "lead"))

    for address in [*addresses(), "/nowhere/", "/sign-in/"]:
        for asked in (browser.get(address), Client().get(address), Client().post(address)):
            assert asked.headers["Cache-Control"] == "no-store", address
            policy = asked.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'") and "unsafe" not in policy
            assert asked.headers["X-Frame-Options"] == "DENY"
            assert asked.headers["Referrer-Policy"] == "same-origin"


def test_without_a_session_every_page_leads_to_sign_in(desk):
    for address in addresses():
        answer = Client().get(address)
        if not address.startswith("/sign-in/"):
            assert answer.status_code in {302, 405}, address
            if answer.status_code == 302:
                assert answer.headers["Location"] == "/sign-in/"


def test_htmx_is_led_to_sign_in_as_a_whole_page(desk):
    answer = Client().get("/organisation/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/sign-in/"


def test_every_form_is_refused_without_its_token(officer):
    browser = sign_in(officer("huda", "lead"))

    for address in addresses():
        answer = browser.post(address)
        assert answer.status_code in {403, 405}, address


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_pages_say_their_language_and_direction_and_carry_nothing_inline(officer, language):
    browser = sign_in(officer("huda", "lead", language=language), client(language))

    for address in ["/sign-in/language/x", *OWN]:
        page = browser.get(address).content.decode()
        direction = "ltr" if language == "en" else "rtl"
        assert f'<html lang="{language}" dir="{direction}">' in page
        assert not re.search(
            r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", page
        )
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


@pytest.mark.parametrize(
    ("language", "word"), [("ar", "المنظمة"), ("ckb", "ڕێکخراو"), ("en", "Organisation")]
)
def test_the_officers_own_language_wins(officer, language, word):
    browser = sign_in(officer("noor", language=language), client("en"))

    assert word in text(browser.get("/organisation/"))


def test_the_demonstration_says_so_on_every_page(officer):
    browser = sign_in(officer("huda", "lead"))

    for address in ["/nowhere/", *OWN]:
        assert "everything here is invented" in text(browser.get(address))


def test_host_names_that_are_not_ours_are_refused(desk):
    assert Client(headers={"host": "evil.example"}).get("/sign-in/").status_code == 400
