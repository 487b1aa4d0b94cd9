"""Whatever bytes a chat export holds, every one of them is told once, and every text is a slice (P9)."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.chats import mail, meta, snapchat, telegram_html, telegram_json
from amana.chats.message import Item
from amana.darkroom.transcript import packed, unpacked
from tests.chats import test_mail, test_meta, test_snapchat, test_telegram_json
from tests.chats.every_byte import messages, read_all
from tests.chats.telegram_pages import MEDIA, PHOTO, message, page, service

SAMPLES: list[tuple[Any, str, bytes]] = [
    (telegram_json, telegram_json.APP, test_telegram_json.whole_account()),
    (telegram_json, telegram_json.APP, test_telegram_json.export(test_telegram_json.message())),
    (
        telegram_html,
        telegram_html.APP,
        page(message("a", more=MEDIA), message("b", name="", more=PHOTO), service("c")),
    ),
    (
        meta,
        meta.INSTAGRAM,
        test_meta.old(test_meta.message(photos=[{"uri": "a"}]), test_meta.message()),
    ),
    (meta, meta.ENCRYPTED, test_meta.encrypted(test_meta.sealed(), test_meta.sealed())),
    (snapchat, snapchat.APP, test_snapchat.export({"a": [test_snapchat.message()], "b": []})),
    (mail, mail.APP, test_mail.mail().as_bytes()),
]
_WHOLE = test_mail.mail()
_WHOLE.add_alternative("<p>page <a href='x'>y</a>", subtype="html")
_WHOLE.add_attachment(b"\xff", maintype="image", subtype="png", filename="ص.png")
_WHOLE.add_attachment(test_mail.mail("inner"))
SAMPLES.append((mail, mail.APP, _WHOLE.as_bytes()))
samples = st.sampled_from(SAMPLES)
# What means something to one of the readers, so that changes hit more than plain letters.
MARKS = b"""\" \\ { } [ ] , : \\u00d8 \\ud83d <div> </div> <a href= < > &#x110000; =?utf-8?b? ?= = ; boundary
null true 1e999 - \xd8 \xff \0""".split()
signs = st.sampled_from([*MARKS, b"\n", b"\r\n", b"\n\n", b"\n--", b"9" * 400])


def carried(batch: list[Any], size: int) -> list[Item]:
    """What arrives at the desk of what the dark room read."""
    return unpacked(json.dumps(batch, ensure_ascii=False).encode(), size)


def read_everything(module: Any, app: str, data: bytes) -> None:
    items = read_all(module.read, data, app)
    for chat in module.chats(io.BytesIO(data), len(data), app):
        assert 0 <= chat.start <= chat.end <= len(data)
        json.dumps(chat, ensure_ascii=False).encode()
    for each in messages(items):
        assert each.start < each.end
    assert [each for batch in packed(items) for each in carried(batch, len(data))] == items
    module.recognises("name", data)
    if module is mail:
        mail.facts(io.BytesIO(data), len(data))


@pytest.mark.parametrize(("module", "app", "data"), SAMPLES)
def test_the_samples_themselves(module: Any, app: str, data: bytes) -> None:
    assert module.recognises("", data) in (app, meta.MESSENGER)
    assert messages(read_all(module.read, data, app))


@given(samples, st.binary(max_size=400))
@settings(max_examples=150)
def test_bytes_everywhere(sample: tuple[Any, str, bytes], data: bytes) -> None:
    read_everything(sample[0], sample[1], data)


@given(samples, st.data())
@settings(max_examples=250)
def test_a_sample_with_bytes_changed(sample: tuple[Any, str, bytes], draw: st.DataObject) -> None:
    module, app, data = sample
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(data)))
        end = start + draw.draw(st.integers(0, 12))
        data = data[:start] + draw.draw(signs | st.binary(max_size=3)) + data[end:]
    read_everything(module, app, data)


@given(samples, st.data())
@settings(max_examples=150)
def test_a_sample_cut_anywhere(sample: tuple[Any, str, bytes], draw: st.DataObject) -> None:
    module, app, data = sample
    read_everything(module, app, data[: draw.draw(st.integers(0, len(data)))])


@given(samples, st.data())
@settings(max_examples=100)
def test_a_sample_with_a_stretch_told_again(
    sample: tuple[Any, str, bytes], draw: st.DataObject
) -> None:
    module, app, data = sample
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, len(data)))
    read_everything(module, app, data[:end] + data[start:])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
JSON = [each for each in SAMPLES if each[0] in (telegram_json, meta, snapchat)]


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    below = [each for key, inner in items for each in paths(inner, (*path, key))]
    return [path, *below] if path else below


@given(st.sampled_from(JSON), st.data(), anything, st.booleans())
@settings(max_examples=250)
def test_anything_in_any_place_of_an_export(
    sample: tuple[Any, str, bytes], draw: st.DataObject, wrong: Any, ascii_only: bool
) -> None:
    module, app, data = sample
    value = json.loads(data)
    path = draw.draw(st.sampled_from(paths(value)))
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    written = json.dumps(value, ensure_ascii=ascii_only, indent=1)
    read_everything(module, app, written.encode("utf-8", "surrogatepass"))
