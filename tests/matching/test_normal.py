"""What is typed becomes one form or is refused with a sentence; nothing is guessed."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.matching.errors import (
    LooksAlike,
    NotAHandle,
    NotALink,
    NotAnAccount,
    NotAnEmail,
    NotAnIdentifier,
    NotAPhone,
    NotATransfer,
    WrongChecksum,
)
from amana.matching.kinds import Kind
from amana.matching.normal.accounts import account
from amana.matching.normal.cards import is_bank_card, masked
from amana.matching.normal.emails import email
from amana.matching.normal.handles import PLATFORMS, handle
from amana.matching.normal.ibans import iban
from amana.matching.normal.links import link
from amana.matching.normal.phones import mobile, network, phone
from amana.matching.normal.transfers import transfer


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "1234567890",
        "0770 000 000",
        "0770 000 00000",
        "+999 770 000 0000",
        "0000000000",
        "abc",
        "0770 000 0000 x12",
        "07CALL00000",
        "0" * 200,
    ],
)
def test_numbers_that_cannot_exist_are_no_phones(raw: str):
    with pytest.raises(NotAPhone):
        phone(raw)


def test_digits_alone_are_a_phone_only_as_a_mobile():
    assert mobile("770 000 0000") == "+9647700000000"
    with pytest.raises(NotAPhone):
        mobile("662100000")


def test_a_number_of_another_country_is_read_where_it_belongs():
    assert phone("0530 000 00 00", region="TR") == "+905300000000"


@pytest.mark.parametrize(
    ("number", "name"),
    [("+9647700000000", "Asiacell"), ("+9647800000000", "Zain"), ("+9647500000000", "Korek")],
)
def test_the_first_network_of_a_prefix_is_told_as_a_hint(number: str, name: str):
    assert network(number).startswith(name)


@pytest.mark.parametrize("platform", [*PLATFORMS, Kind.HANDLE])
@pytest.mark.parametrize("raw", ["@аli_bad", "αli_bad", "علي", "", "@", "a b", "x" * 60])
def test_look_alikes_and_what_is_no_name_are_refused(platform: Kind, raw: str):
    with pytest.raises((LooksAlike, NotAHandle)):
        handle(raw, platform)


@pytest.mark.parametrize(
    ("platform", "raw"),
    [
        (Kind.INSTAGRAM, "reel"),
        (Kind.TELEGRAM, "joinchat"),
        (Kind.FACEBOOK, "groups"),
        (Kind.X, "home"),
        (Kind.TELEGRAM, "1abcd"),
        (Kind.INSTAGRAM, "a..b"),
    ],
)
def test_paths_of_the_platform_are_nobodys_name(platform: Kind, raw: str):
    with pytest.raises(NotAHandle):
        handle(raw, platform)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "not a link",
        "https://",
        "javascript:alert(1)",
        "https://[::1",
        "file:///etc/passwd",
        "https://a..b",
        "https://exa mple.org:0/",
        "https://x.org:99999/",
        "localhost",
    ],
)
def test_what_is_no_web_address_is_refused(raw: str):
    with pytest.raises(NotALink):
        link(raw)


def test_a_host_that_imitates_another_stays_apart_from_it():
    assert link("https://www.instаgram.com/bad_user").kind is Kind.LINK  # with a Cyrillic а
    assert "xn--" in link("https://www.instаgram.com/bad_user").normal
    assert (
        link("https://instagram.com@example.org/bad_user").normal == "https://example.org/bad_user"
    )


@pytest.mark.parametrize(
    ("raw", "kind", "normal"),
    [
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org", Kind.LINK, None),
        ("https://www.facebook.com/groups/100000000000001", Kind.LINK, None),
        ("https://t.me/+AbCdEfGh", Kind.LINK, None),
        ("https://t.me/+9647700000000", Kind.PHONE, "+9647700000000"),
        ("https://chat.whatsapp.com/AbCdEfGh", Kind.LINK, None),
        ("https://api.whatsapp.com/send?phone=9647700000000&text=x", Kind.PHONE, "+9647700000000"),
        ("https://www.messenger.com/t/100000000000001", Kind.FACEBOOK_ID, "100000000000001"),
        (
            "https://facebook.com/messages/e2ee/t/100000000000001",
            Kind.FACEBOOK_ID,
            "100000000000001",
        ),
        ("https://instagram.com/stories/bad_user/123/", Kind.INSTAGRAM, "bad_user"),
        ("https://www.threads.net/@bad_user", Kind.INSTAGRAM, "bad_user"),
        ("https://x.com/i/user/123456", Kind.X_ID, "123456"),
    ],
)
def test_an_address_tells_whose_it_is_or_stays_an_address(raw: str, kind: Kind, normal: str | None):
    read = link(raw)
    assert read.kind is kind
    assert read.normal == (normal or read.address)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "@",
        "a@b",
        "a b@example.org",
        "a@example..org",
        "a@@example.org",
        "x" * 300 + "@example.org",
    ],
)
def test_what_is_no_email_is_refused(raw: str):
    with pytest.raises((NotAnEmail, NotALink)):
        email(raw)


def test_dots_count_where_the_provider_counts_them():
    assert email("a.b+c@example.org") == "a.b+c@example.org"
    assert email("a.b+c@gmail.com") == email("ab@googlemail.com")


@pytest.mark.parametrize(
    ("label", "kind", "normal"),
    [
        ("telegram:user123", Kind.TELEGRAM_ID, "user123"),
        ("telegram:channel123", Kind.TELEGRAM_ID, "channel123"),
        ("facebook:100000000000001", Kind.FACEBOOK_ID, "100000000000001"),
        ("instagram:123", Kind.INSTAGRAM_ID, "123"),
    ],
)
def test_lasting_numbers_are_read_as_chats_give_them(label: str, kind: Kind, normal: str):
    assert account(label) == (kind, normal)


@pytest.mark.parametrize(
    "label", ["", "telegram:", "telegram:bad_user", "facebook:user1", "snapchat:1", "facebook:0"]
)
def test_a_name_is_no_lasting_number(label: str):
    with pytest.raises(NotAnAccount):
        account(label)


def test_a_card_shows_its_end_alone():
    assert masked("1234 5678 9012 345") == "••••2345"
    assert masked("1234567") == "••••"
    assert is_bank_card("4111111111111111")
    assert not is_bank_card("4111111111111112")


@pytest.mark.parametrize(
    ("rail", "raw"), [("zaincash", "1234"), ("nobody", "12345678"), ("fib", "abcdefgh")]
)
def test_what_is_no_reference_is_refused(rail: str, raw: str):
    with pytest.raises(NotATransfer):
        transfer(raw, rail)


def test_an_iban_is_checked_by_its_remainder_and_its_countrys_length():
    assert (
        iban("IQ98 NBIQ 8501 2345 6789 012") == "IQ98NBIQ850123456789012"
    )  # the registry's example
    for wrong in ("IQ98NBIQ850123456789013", "IQ98NBIQ85012345678901", "XX", ""):
        with pytest.raises(WrongChecksum):
            iban(wrong)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(raw: str):
    readers: list[Callable[[str], object]] = [phone, mobile, email, iban, transfer, account, link]
    readers += [partial(handle, platform=kind) for kind in (*PLATFORMS, Kind.HANDLE)]
    for read in readers:
        try:
            assert read(raw)
        except NotAnIdentifier as refused:
            assert "Nothing was kept" in refused.sentence


@given(
    st.from_regex(r"[A-Za-z][A-Za-z0-9._]{3,15}", fullmatch=True), st.sampled_from(list(PLATFORMS))
)
def test_a_form_is_its_own_form(raw: str, platform: Kind):
    try:
        once = handle(raw, platform)
    except NotAHandle:
        return
    assert handle(once, platform) == once == handle(f"@{raw.upper()}", platform)
