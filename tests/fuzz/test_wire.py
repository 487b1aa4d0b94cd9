"""Whatever arrives, a reader either understands it or refuses it with a sentence; it never falls over."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from vectors.generators.demo_world import world

from amana.errors import AmanaError
from amana.seal.directory import Directory
from amana.seal.open import open_envelope, open_frame
from amana.seal.reading import POLL, read_poll
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.archive import MAC, MANIFEST, WORDS, Form, pad, read_archive, write_archive
from amana.wire.encoding import dump_json, load_json
from amana.wire.limits import SLOT
from amana.wire.messages import read_from_her, read_manifest
from amana.wire.text import read_words
from tests.seal.test_directory import TRUST
from tests.seal.test_envelope import IDENTITIES
from tests.wire import thread

KEYS = ReceiptKeys.derive(Receipt.from_secret(9), salt=bytes(32))
DOCUMENT = world().document().write()
MANIFESTS = [
    thread.report().to_json(),
    thread.letter(2).to_json(),
    thread.reply().to_json(),
    thread.standing().to_json(),
    thread.state().to_json(),
]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=50),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.binary(max_size=600))
@settings(max_examples=100)
def test_bytes_everywhere(data: bytes) -> None:
    for read in (
        load_json,
        read_manifest,
        read_words,
        read_from_her,
        lambda each: read_archive(each, Form.RECORD),
        lambda each: open_envelope(each, IDENTITIES[0]),
        lambda each: open_frame(each.ljust(SLOT, b"x"), IDENTITIES[0], size=SLOT),
        lambda each: read_poll(each.ljust(POLL, b"x"), keys=KEYS, desk=None),
        lambda each: Directory.verify(each, TRUST),
    ):
        with suppress(AmanaError):
            read(data)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    below = [each for key, inner in items for each in paths(inner, (*path, key))]
    return [path, *below] if path else below


@given(st.data(), st.sampled_from(MANIFESTS), anything)
@settings(max_examples=100)
def test_anything_in_any_place_of_a_manifest(data: st.DataObject, true: Any, wrong: Any) -> None:
    value = json.loads(json.dumps(true))
    path = data.draw(st.sampled_from(paths(value)))
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    try:
        manifest = read_manifest(json.dumps(value).encode())
    except AmanaError:
        return
    assert read_manifest(dump_json(manifest.to_json())) == manifest


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_as_words(text: str) -> None:
    members = {
        MANIFEST: dump_json(thread.letter(2).to_json()),
        WORDS: text.encode("utf-8", "surrogatepass"),
        MAC: bytes(32),
    }
    with suppress(AmanaError):
        assert read_from_her(pad(write_archive(members), Form.LETTER)).words == text


@given(st.data(), anything)
@settings(max_examples=60)
def test_anything_in_any_place_of_a_directory(data: st.DataObject, wrong: Any) -> None:
    value = json.loads(DOCUMENT)
    path = data.draw(st.sampled_from(paths(value)))
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    with suppress(AmanaError):
        Directory.verify(json.dumps(value).encode(), TRUST)


@given(st.integers(0, len(DOCUMENT)))
@settings(max_examples=60)
def test_a_directory_cut_anywhere(length: int) -> None:
    with suppress(AmanaError):
        Directory.verify(DOCUMENT[:length], TRUST)
