"""A message that was written is read the same; another kind, version or form is refused."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.wire.archive import MAC, MANIFEST, WORDS, BadArchive, Form, pad, write_archive
from amana.wire.authentic import (
    EPOCH_ZERO,
    NotAuthentic,
    verify_mac,
    write_from_her,
    write_state,
    write_to_her,
)
from amana.wire.encoding import BadEncoding, b64u, dump_json
from amana.wire.framing import DoesNotFit
from amana.wire.letter import Closing, Letter, Upload
from amana.wire.limits import (
    LETTER,
    MAX_CARD_NAMES,
    MAX_HOLDERS,
    MAX_RECEIVED,
    MAX_RECEIVED_RECORD,
    MAX_WORDS,
    RECORD,
)
from amana.wire.messages import (
    Manifest,
    UnexpectedMessage,
    UnknownVersion,
    read_from_her,
    read_manifest,
    read_reply,
    read_standing,
    read_state,
    words_room,
)
from amana.wire.records import Standing, State
from amana.wire.report import Answer, Card
from amana.wire.schema import NotOfThisForm
from amana.wire.text import BadWords, normal_words, read_words, write_words
from amana.wire.vocabulary import QUESTIONS, UnknownAnswer, check_answers
from tests.wire import thread

WORDS_OF_HERS = "يهدّدني\nهەڕەشە دەکات\tend"


def closing() -> Closing:
    upload = Upload(
        id=thread.ident(9),
        name="ملف.txt",
        type="text/plain",
        size=3,
        sha256=bytes(32),
        parts=1,
        complete=False,
        media_left_out=0,
    )
    return Closing(
        thread=thread.THREAD,
        id=thread.ident(5),
        seq=5,
        epoch=0,
        lang="ar",
        state_version=1,
        uploads=(upload,),
    )


OPTIONAL: dict[type, tuple[str, ...]] = {
    Letter: ("files", "wish", "excluded", "lifts", "take_up"),
    Standing: ("lifted", "again", "vacant"),
    State: ("heard", "received", "lifts"),
}
PERSON = b"2" * 8
MANIFESTS: list[Manifest] = [
    thread.report(),
    thread.letter(2),
    replace(thread.letter(3), files=thread.report().files, wish="destroyed"),
    replace(thread.letter(4), excluded=(PERSON,), lifts=(PERSON,), take_up=bytes(32)),
    closing(),
    thread.reply(),
    thread.standing(),
    replace(thread.standing(), excluded=(), lifted=(PERSON,), again=3, vacant=True),
    thread.state(),
    replace(thread.state(), lifts={PERSON: 4}),
]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda each: type(each).__name__)
def test_a_manifest_comes_back(manifest: Manifest) -> None:
    assert read_manifest(dump_json(manifest.to_json())) == manifest


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda each: type(each).__name__)
def test_names_of_tomorrow_are_ignored(manifest: Manifest) -> None:
    later = manifest.to_json() | {"tomorrow": [1.5, {"x": None}]}
    assert read_manifest(dump_json(later)) == manifest


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda each: type(each).__name__)
def test_every_missing_name_and_wrong_kind_is_refused(manifest: Manifest) -> None:
    value = manifest.to_json()
    optional = OPTIONAL.get(type(manifest), ())
    for name in value:
        without = {key: each for key, each in value.items() if key != name}
        if name not in optional:
            with pytest.raises((NotOfThisForm, UnknownVersion)):
                read_manifest(dump_json(without))
        wrongs: tuple[object, ...] = (None, -1, {"x": 1}, "é", [[]], True)
        for wrong in wrongs:
            refused(value | {name: wrong}, name, value[name])


def refused(value: dict[str, Any], name: str, was: object) -> None:
    if isinstance(value[name], bool) and isinstance(was, bool):
        return  # these names are yes or no
    with pytest.raises((NotOfThisForm, UnknownVersion, BadEncoding)):
        read_manifest(dump_json(value))


@pytest.mark.parametrize(
    "change",
    [{"v": "amana/2"}, {"kind": "other"}, {"kind": 1}, {"v": None}, {"v": "amana-standing/2"}],
)
def test_another_version_says_so(change: dict[str, object]) -> None:
    with pytest.raises(UnknownVersion):
        read_manifest(dump_json(thread.letter(2).to_json() | change))


def test_a_line_end_after_a_key_is_refused() -> None:
    value = thread.letter(2).to_json()
    for name in ("thread", "lang"):
        with pytest.raises(NotOfThisForm):
            read_manifest(dump_json(value | {name: value[name] + "\n"}))


def test_words_and_card_come_back() -> None:
    card = Card(("قبيلة مثال",))
    plaintext = write_from_her(
        thread.report(), direction_key=thread.TO_DESK, words=WORDS_OF_HERS, card=card
    )
    message = read_from_her(plaintext)
    assert message.words == WORDS_OF_HERS
    assert message.card == card
    assert WORDS_OF_HERS not in repr(message)


def test_members_that_do_not_belong_are_refused() -> None:
    for manifest, words in ((thread.letter(2), None), (closing(), "words")):
        with pytest.raises(UnexpectedMessage):
            write_from_her(manifest, direction_key=thread.TO_DESK, words=words)
    members = {MANIFEST: dump_json(thread.letter(2).to_json()), WORDS: b"", MAC: bytes(96)}
    with pytest.raises(UnexpectedMessage):
        read_from_her(pad(write_archive(members), Form.LETTER))


def test_each_place_takes_its_own_kind_only() -> None:
    signed = {"signing_key": thread.CASE_KEY, "recipient": thread.RECIPIENT}
    to_her = {"direction_key": thread.TO_HER, "nonce": thread.NONCE, **signed}
    reply = write_to_her(thread.reply(), words="x", **to_her)  # type: ignore[arg-type]
    record = write_to_her(thread.standing(), **to_her)  # type: ignore[arg-type]
    state = write_state(thread.state(), state_key=bytes(32), mailbox_id=bytes(16))
    with pytest.raises(UnexpectedMessage):
        read_from_her(reply)
    with pytest.raises(UnexpectedMessage):
        read_standing(state)
    with pytest.raises(UnexpectedMessage):
        read_state(record)
    with pytest.raises(BadArchive):
        read_reply(record)


def test_a_letter_has_one_size_and_says_how_much_fits() -> None:
    letter = thread.letter(2)
    room = words_room(letter)
    fits = write_from_her(letter, direction_key=thread.TO_DESK, words="x" * room)
    assert len(fits) == LETTER
    with pytest.raises(DoesNotFit):
        write_from_her(letter, direction_key=thread.TO_DESK, words="x" * (room + 1))


def test_a_letter_in_a_longer_envelope_is_refused() -> None:
    members = {
        MANIFEST: dump_json(thread.letter(2).to_json()),
        WORDS: b"x" * LETTER,
        MAC: bytes(32),
    }
    with pytest.raises(UnexpectedMessage):
        read_from_her(pad(write_archive(members), Form.REPORT))


def test_records_of_the_largest_desk_fit() -> None:
    people = tuple(number.to_bytes(8, "big") for number in range(MAX_HOLDERS))
    received = tuple(map(thread.ident, range(MAX_RECEIVED_RECORD)))
    standing = replace(
        thread.standing(),
        excluded=people[:10],
        lifted=people[10:],  # whom she let back is not left out
        received=received,
        state_version=2**53 - 1,
        again=2**53 - 1,
        vacant=True,
    )
    read = tuple(map(thread.ident, range(MAX_RECEIVED)))
    state = replace(
        thread.state(),
        chosen=people[:20],
        excluded=people[20:],  # nobody is both chosen and left out
        received=read,
        version=2**53 - 1,
        seq=2**53 - 1,
        heard=2**53 - 1,
        epoch=2**32 - 1,
    )
    record = write_to_her(
        standing,
        direction_key=thread.TO_HER,
        nonce=thread.NONCE,
        signing_key=thread.DESK_KEY,
        recipient=thread.RECIPIENT,
    )
    assert read_standing(record).manifest == standing
    assert (
        len(record) == len(write_state(state, state_key=bytes(32), mailbox_id=bytes(16))) == RECORD
    )


PERSONS = st.lists(st.binary(min_size=8, max_size=8), unique=True, max_size=30).map(tuple)


@settings(max_examples=60)
@given(PERSONS, PERSONS, st.none() | st.binary(min_size=32, max_size=32))
def test_whom_she_leaves_out_and_asks_back_is_under_her_mac(
    excluded: tuple[bytes, ...], lifts: tuple[bytes, ...], take_up: bytes | None
) -> None:
    letter = replace(thread.letter(2), excluded=excluded, lifts=lifts, take_up=take_up)
    plaintext = write_from_her(letter, direction_key=thread.TO_DESK, words="")
    message = read_from_her(plaintext)
    assert message.manifest == letter
    verify_mac(message, direction_key=thread.TO_DESK, nonce=EPOCH_ZERO)
    with pytest.raises(NotAuthentic):
        other = read_from_her(write_from_her(letter, direction_key=bytes(32), words=""))
        verify_mac(other, direction_key=thread.TO_DESK, nonce=EPOCH_ZERO)


@settings(max_examples=40)
@given(st.dictionaries(st.binary(min_size=8, max_size=8), st.integers(1, 2**53 - 1), max_size=8))
def test_her_state_remembers_whom_she_asked_back(lifts: dict[bytes, int]) -> None:
    state = replace(thread.state(), lifts=lifts)
    plaintext = write_state(state, state_key=bytes(32), mailbox_id=bytes(16))
    assert read_state(plaintext).manifest == state


@pytest.mark.parametrize(
    "lifts", [{"x": 1}, {b64u(PERSON): 0}, {b64u(PERSON): 2**53}, [b64u(PERSON)]]
)
def test_a_state_that_asks_wrongly_is_refused(lifts: object) -> None:
    with pytest.raises(NotOfThisForm):
        read_manifest(dump_json(thread.state().to_json() | {"lifts": lifts}))


def test_a_full_card_and_the_longest_words_fit_a_report() -> None:
    card = Card(("ڵ" * 120,) * MAX_CARD_NAMES)
    words = "ڵ" * MAX_WORDS
    plaintext = write_from_her(
        thread.report(), direction_key=thread.TO_DESK, words=words, card=card
    )
    assert read_from_her(plaintext).words == words


@pytest.mark.parametrize("data", [b"\xff", b"a\0b", b"a\rb", b"a\x85", "\u0085".encode(), b"\x1b["])
def test_text_that_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadWords):
        read_words(data)


def test_two_spellings_of_one_letter_are_made_one() -> None:
    apart = unicodedata.normalize("NFD", "أُستاذ é")
    with pytest.raises(BadWords):
        write_words(apart)
    assert write_words(normal_words(apart + "\r\n\x07")) == "أُستاذ é\n".encode()


def test_a_writer_answers_with_known_codes_only() -> None:
    check_answers({"danger": "unsure", "threat_type": ("publish", "tell_family")})
    wrongs: list[dict[str, Answer]] = [
        {"danger": "maybe"},
        {"danger": ("yes",)},
        {"other": "yes"},
        {"channel": "imo"},
    ]
    for wrong in wrongs:
        with pytest.raises(UnknownAnswer):
            check_answers(wrong)
    assert all(len(set(each.codes)) == len(each.codes) for each in QUESTIONS.values())
