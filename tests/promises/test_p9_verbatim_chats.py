"""P9: any text of a chat that is shown is a byte range of the stored original; no byte is lost silently."""

import io
import random
from collections.abc import Iterator

import pytest

from amana.chats.errors import ExportRefused
from amana.chats.importing import read_export
from amana.chats.message import Gap, Message
from amana.chats.reading import text_of
from tests.chats.corpus import PHONES, Phone, conversation, written
from tests.chats.exports import WORDS, exports

EXPORTS = exports()
SEED = 20240305


def pieces(data: bytes, name: str) -> Iterator[tuple[bytes, Message | Gap]]:
    """Every item of a file with the bytes that it holds."""
    for part in read_export(io.BytesIO(data), name, size=len(data)):
        for item in part.items():
            yield data[item.start : item.end], item


def assert_kept(data: bytes, name: str) -> None:
    held = list(pieces(data, name))
    assert b"".join(raw for raw, _ in held) == data, "bytes are lost, shown twice or moved"
    for _, item in held:
        if isinstance(item, Message):
            slices = item.text_at
            shown = "".join(text_of(data[s.start : s.end], s.reading, s.note) for s in slices)
            assert item.text == shown, "a text is shown that does not stand in the original"


@pytest.mark.parametrize("app", EXPORTS)
def test_p9_all_bytes_of_every_app_are_told(app: str) -> None:
    name, data = EXPORTS[app]

    assert_kept(data, name)


@pytest.mark.parametrize("phone", PHONES, ids=lambda phone: phone.name)
def test_p9_all_bytes_of_every_phone_are_told(phone: Phone) -> None:
    assert_kept(written(phone, conversation(phone), bom=True, end="\r\n"), "chat.txt")


@pytest.mark.parametrize("app", [app for app in EXPORTS if not app.startswith("whatsapp")])
def test_p9_marks_digits_and_letters_of_her_words_are_left_alone(app: str) -> None:
    name, data = EXPORTS[app]

    assert any(WORDS in item.text for _, item in pieces(data, name) if isinstance(item, Message))


@pytest.mark.parametrize("app", EXPORTS)
def test_p9_a_changed_file_is_told_as_it_is_now(app: str) -> None:
    name, data = EXPORTS[app]
    chance = random.Random(SEED)
    read = 0
    for _ in range(150):
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            assert_kept(bytes(changed), name)
            read += 1
        except ExportRefused:
            continue  # told as a whole: nothing of it is shown
    assert read > 75


@pytest.mark.parametrize("app", EXPORTS)
def test_p9_a_file_cut_anywhere_is_told_to_its_end(app: str) -> None:
    name, data = EXPORTS[app]
    chance = random.Random(SEED)
    read = 0
    for _ in range(100):
        try:
            assert_kept(data[: chance.randrange(len(data))], name)
            read += 1
        except ExportRefused:
            continue
    assert read > 10


def test_p9_what_is_not_understood_is_counted_and_where_it_stands_is_told() -> None:
    lost = b"rest of a message whose start was cut off\n"
    chat = b"25/02/2024, 09:00 - A: a\n25/02/2024, 09:01 - B: b\n"

    (raw, first), *_ = pieces(lost + chat, "chat.txt")

    assert raw == lost
    assert isinstance(first, Gap)
    assert not first.understood
    assert first.why
