"""An export is recognised by what it holds, whatever its name; each part says its app, clock and people."""

import io

import pytest

from amana.chats.importing import read_export
from amana.chats.message import Message
from amana.chats.part import Zone
from tests.chats.exports import WORDS, exports
from tests.chats.reading_back import assert_verbatim, items_of, parts_of
from tests.chats.zips import zipped

EXPORTS = exports()
every_app = pytest.mark.parametrize("app", EXPORTS)


@every_app
def test_each_app_is_recognised_and_read(app: str) -> None:
    name, data = EXPORTS[app]

    part, items = items_of(data, name)

    assert (part.member, part.app, part.size) == ("", app, len(data))
    messages = [item for item in items if isinstance(item, Message)]
    assert messages
    assert all(message.at for message in messages)
    if not app.startswith("whatsapp"):
        assert WORDS in messages[0].text
        assert part.title or app == "mail"


@every_app
@pytest.mark.parametrize("name", ["", "picture.jpg", "x.zip", "a.json.txt"])
def test_a_wrong_or_no_name_changes_nothing(app: str, name: str) -> None:
    (part,) = parts_of(EXPORTS[app][1], name)

    assert part.app == ("messenger" if app == "instagram" else app)


@every_app
def test_a_byte_order_mark_changes_nothing(app: str) -> None:
    name, data = EXPORTS[app]

    part, items = items_of(b"\xef\xbb\xbf" + data, name)

    assert part.app == app
    assert any(isinstance(item, Message) for item in items)


def test_whose_clock_the_times_are() -> None:
    zones = {app: parts_of(data, name)[0].zone for app, (name, data) in EXPORTS.items()}

    assert zones.pop("whatsapp-android") is zones.pop("whatsapp-ios") is Zone.PHONE
    assert zones.pop("telegram-html") is zones.pop("mail") is Zone.CLAIMED
    assert set(zones.values()) == {Zone.UTC}


def test_all_apps_in_one_zip() -> None:
    data = zipped(*EXPORTS.values())

    parts = parts_of(data)

    assert [part.app for part in parts] == list(EXPORTS)
    for part, (name, original) in zip(parts, EXPORTS.values(), strict=True):
        assert part.member == name
        assert_verbatim(original, list(part.items()))


def test_who_takes_part_where_the_file_tells() -> None:
    part = parts_of(EXPORTS["messenger"][1])[0]

    assert part.title == "Test Person"
    assert set(part.participants) == {"سارة", "Test Person"}


def test_nothing_is_opened_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened by its name")

    data = zipped(*EXPORTS.values())
    parts_of(data)
    monkeypatch.setattr("builtins.open", never)
    monkeypatch.setattr("os.open", never)

    assert sum(len(list(part.items())) for part in parts_of(data)) > 50


class Counting(io.BytesIO):
    """Counts the bytes that are read of it."""

    given = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.given += len(data)
        return data


def test_pictures_are_never_read() -> None:
    picture = b"\xff\xd8" + bytes(3_000_000)
    data = zipped(("a.jpg", picture), ("_chat.txt", EXPORTS["whatsapp-ios"][1]), packing=0)
    source = Counting(data)

    parts = list(read_export(source, "x.zip", size=len(data)))
    items = [list(part.items()) for part in parts]

    assert [part.app for part in parts] == ["attachment", "whatsapp-ios"]
    assert len(items[1]) > 40
    assert source.given < 300_000
