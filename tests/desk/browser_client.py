"""A browser of the tests: Django's client, with forms, tokens and both sign-in steps as a person does them."""

import re
import time
from typing import Any

import pyotp
from django.test import Client

STEP = 30


def client(language: str = "en") -> Client:
    """A new browser with CSRF checks on, as in real life."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["tongue"] = language
    return browser


def token(page: Any) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[:400]
    return found[1]


def send(browser: Client, address: str, *, at: str = "", **fields: Any) -> Any:
    """Opens the page that holds the form (`at`, or the address itself), then posts it."""
    page = browser.get(at or address)
    return browser.post(address, {"csrfmiddlewaretoken": token(page), **fields})


def names(browser: Client, login: str, words: str) -> Any:
    """The first step."""
    return send(browser, "/sign-in/", login=login, words=words)


def digits(secret: str, *, ahead: int = 0) -> str:
    """The code of now, or of `ahead` half-minutes later."""
    return pyotp.TOTP(secret).at(int(time.time()) + ahead * STEP)


def sign_in(officer: Any, browser: Client | None = None, *, ahead: int = 0) -> Client:
    """Both steps; fails the test when they do not end at Today."""
    browser = browser or client()
    assert names(browser, officer.login, officer.passphrase).status_code == 302
    code = digits(officer.totp_secret, ahead=ahead)
    answer = send(browser, "/sign-in/second/", code=code)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/"), answer.content
    return browser


def text(page: Any) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
