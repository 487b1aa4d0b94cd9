"""Who he is, found where he wrote it; what only looks like it is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.matching.finding import Found, find, in_bytes, in_original
from amana.matching.kinds import Kind


def found(text: str, **more: Kind) -> list[tuple[Kind, str]]:
    return [(one.kind, one.normal) for one in find(text, **more)]


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("رقمي ٠٧٧٠٠٠٠٠٠٠٠ اتصلي", Kind.PHONE, "+9647700000000"),
        ("رقمي۰۷۵۰ ۰۰۰ ۰۰۰۰", Kind.PHONE, "+9647500000000"),
        ("call \u2068+964 \u200e770 000 0000\u2069 now", Kind.PHONE, "+9647700000000"),
        ("07️⃣7️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣", Kind.PHONE, "+9647700000000"),
        ("(0770) 000-0000", Kind.PHONE, "+9647700000000"),
        ("9647700000000", Kind.PHONE, "+9647700000000"),
        ("@9647700000000 شوف", Kind.PHONE, "+9647700000000"),
        ("wa.me/9647700000000.", Kind.PHONE, "+9647700000000"),
        ("+90 530 000 00 00 رقم تركي", Kind.PHONE, "+905300000000"),
        ("راسلني بالتلي @Bad_User", Kind.TELEGRAM, "bad_user"),
        ("@bad.user.01 انستا", Kind.INSTAGRAM, "bad.user.01"),
        ("انستا: bad.user_01", Kind.INSTAGRAM, "bad.user_01"),
        ("حسابي بالانستا baduser", Kind.INSTAGRAM, "baduser"),
        ("my snapchat is baduser", Kind.SNAPCHAT, "baduser"),
        ("add bad_user_77 on snap", Kind.SNAPCHAT, "bad_user_77"),
        ("هەژماری تێلیگرامم bad_user", Kind.TELEGRAM, "bad_user"),
        ("ئینستاگرام: bad.user", Kind.INSTAGRAM, "bad.user"),
        ("@bad_user", Kind.HANDLE, "bad_user"),
        ("https://t.me/Bad_User, شوفيه", Kind.TELEGRAM, "bad_user"),
        ("(https://www.facebook.com/profile.php?id=100000000000001)", Kind.FACEBOOK_ID, "100000000000001"),
        ("ايدي الفيس 100000000000001", Kind.FACEBOOK_ID, "100000000000001"),
        ("tg://user?id=12345", Kind.TELEGRAM_ID, "user12345"),
        ("http://xn--bcher-kva.example/a", Kind.LINK, "https://xn--bcher-kva.example/a"),
        ("www.example.org/a؟", Kind.LINK, "https://www.example.org/a"),
        ("bit.ly/AbC1", Kind.LINK, "https://bit.ly/AbC1"),
        ("Bad.User+x@gmail.com", Kind.EMAIL, "baduser@gmail.com"),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t حول هنا", Kind.TRON, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
        ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", Kind.BTC, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        ("IQ98 NBIQ 8501 2345 6789 012", Kind.IBAN, "IQ98NBIQ850123456789012"),
        ("رقم الحوالة ١٢٣٤٥٦٧٨٩", Kind.TRANSFER, "hawala:123456789"),
        ("زين كاش رقم العملية ZC-12345678", Kind.TRANSFER, "zaincash:ZC12345678"),
        ("MTCN: 123 456 7890", Kind.TRANSFER, "westernunion:1234567890"),
        ("ژمارەی حەواڵە 12345678", Kind.TRANSFER, "hawala:12345678"),
        ("كارت اسيا 1234 5678 9012 345", Kind.CARD, "••••2345"),
        ("4111 1111 1111 1111", Kind.CARD, "••••1111"),
    ],
)  # fmt: skip
def test_an_identifier_is_found_in_its_normal_form(text: str, kind: Kind, normal: str):
    assert found(text) == [(kind, normal)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "شلونج اليوم؟",
        "2024-03-05 20:07",
        "05-03-2024 20:07",
        "٥/٣/٢٠٢٤، ٨:٠٧ م",
        "مبلغ 500000 دينار على زين كاش",
        "حول 7500000000 دينار",
        "1712345678",
        "I saw her insta story last night",
        "تليفون جديد ب 500000",
        "the meeting is at 10.30 ok.thanks",
        "انا حزين 12345",
        "@everyone_is_here_with_a_name_that_is_far_too_long_for_any_platform_at_all",
        "@علي",
        "deadbeef" * 5,
        "T" + "a" * 33 + "0",
        "3.14159265358979",
        "2+2=4 & 100%",
        "she loves.me more",
        "زين كاش IMG-20240305-WA0001.jpg",
    ],
)
def test_what_is_no_identifier_is_left_alone(text: str):
    assert found(text) == []


def test_two_numbers_beside_each_other_are_two():
    assert found("07700000000 07800000000 - 0750 000 0000") == [
        (Kind.PHONE, "+9647700000000"),
        (Kind.PHONE, "+9647800000000"),
        (Kind.PHONE, "+9647500000000"),
    ]


def test_a_wallet_that_is_a_phone_is_a_phone_with_the_rail_beside_it():
    (one,) = find("حول على زين كاش 07800000000 مبلغ 500000 دينار")
    assert one.kind is Kind.PHONE
    assert one.hints == ("network:Zain", "rail:zaincash")


def test_a_bare_name_is_of_the_chats_platform_unless_another_is_named():
    assert found("@bad_user", within=Kind.INSTAGRAM) == [(Kind.INSTAGRAM, "bad_user")]
    assert found("@bad_user تليكرام", within=Kind.INSTAGRAM) == [(Kind.TELEGRAM, "bad_user")]


def test_a_misread_address_is_shown_as_misread():
    (one,) = find("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u")
    assert (one.kind, one.checksum) == (Kind.TRON, False)
    (one,) = find("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee")
    assert (one.kind, one.checksum) == (Kind.EVM, False)
    (one,) = find("0x" + "ab" * 20)
    assert (one.kind, one.checksum) == (Kind.EVM, None)


def test_a_name_in_look_alike_letters_says_so():
    (one,) = find("@аli_bad انستا")  # with a Cyrillic а
    assert one.raw == "@аli_bad"
    assert "looks-alike" in one.hints
    (one,) = find("https://www.instаgram.com/bad_user")
    assert one.kind is Kind.LINK
    assert one.hints == ("looks-alike",)


def test_a_card_code_is_never_given_on_whole():
    for text in ("رصيد اسياسيل 12345678901234", "كارت فيزا 4111111111111111 سري"):
        (one,) = find(text)
        digits = "".join(letter for letter in text if letter.isdecimal())
        assert digits not in repr(one)
        assert one.raw.endswith(digits[-4:])
        assert text[one.start : one.end] == digits


def test_the_place_is_bytes_of_the_original():
    text = "رقمي ٠٧٧٠٠٠٠٠٠٠٠ \U0001f600 @bad_user"
    original = text.encode()
    for one in find(text):
        start, end = in_original(original, text, one)
        assert original[start:end].decode() == one.raw


def test_where_the_original_is_written_another_way_the_whole_slice_is_named():
    text = 'رقمي "07700000000"'
    original = b'"\\u0631\\u0642\\u0645\\u064a \\"07700000000\\""'
    (one,) = find(text)
    assert in_original(original, text, one) == (0, len(original))


PIECES = st.sampled_from(
    [*("07700000000", "٠٧٧٠ ", "+964", "@", "bad_user", "انستا ", "t.me/", "https://", "zain cash ", "رقم الحوالة ", "كارت "),
     *("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "bc1q", "0x", "ab" * 20, "www.", ".com", "://", "[", "::", "%", "\n", " ", "-", "."),
     *("\u200e", "\u2067", "\u202e", "\u0640", "\ud800", "\x00", "ﷺ", "а", "1234 5678 ", "IQ98")]
)  # fmt: skip


@given(st.lists(PIECES | st.characters(), max_size=25).map("".join))
def test_no_text_stops_it_and_every_place_holds_what_is_said(text: str):
    done = 0
    for one in find(text):
        assert isinstance(one, Found)
        assert done <= one.start < one.end <= len(text)
        done = one.end
        if one.kind is not Kind.CARD:
            assert text[one.start : one.end] == one.raw
        start, end = in_bytes(text, one)
        data = text.encode("utf-8", "surrogatepass")
        assert data[start:end].decode("utf-8", "surrogatepass") == text[one.start : one.end]


@pytest.mark.parametrize(
    "piece",
    [
        "0770",
        "001 ",
        "+9 ",
        "07 70 ",
        "@a",
        "a.",
        "https://",
        "1 ",
        "(",
        "t.me/",
        "insta ",
        "انستا ",
        "T1",
        "-",
        "ab_",
        "رقم ",
        "a@",
    ],
)
def test_a_long_hostile_text_ends(piece: str):
    text = piece * (20_000 // len(piece))
    assert all(one.end <= len(text) for one in find(text))
