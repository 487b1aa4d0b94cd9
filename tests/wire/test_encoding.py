"""One value has one spelling: what is not exactly that is refused, never guessed at."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.wire.encoding import BadEncoding, BadJson, b64u, dump_json, load_json, unb64u
from amana.wire.limits import MAX_JSON


@given(st.binary(max_size=100))
def test_bytes_come_back(data: bytes) -> None:
    assert unb64u(b64u(data), len(data)) == data


@pytest.mark.parametrize("text", ["AA==", "AA=", " AA", "AA\n", "A", "AB", "A+/A", "A.AA", "ÀAAA"])
def test_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(BadEncoding):
        unb64u(text)


def test_another_length_is_refused() -> None:
    with pytest.raises(BadEncoding):
        unb64u(b64u(bytes(15)), 16)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc"), plain, max_size=4))
def test_an_object_comes_back(value: dict[str, Any]) -> None:
    assert load_json(dump_json(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b'{"a":1',
        b'{"a":1}x',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":{"a":1,"a":1}}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b"{'a':1}",
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"a":' + b"[" * 16 + b"]" * 16 + b"}",
        b'{"a":' + b"[" * 30_000,
        b'{"a":"' + b"x" * MAX_JSON + b'"}',
    ],
)
def test_what_is_not_plain_json_is_refused(data: bytes) -> None:
    with pytest.raises(BadJson):
        load_json(data)


def test_sixteen_levels_and_brackets_in_text_are_fine() -> None:
    deep = b'{"a":' + b"[" * 15 + b"]" * 15 + b"}"
    load_json(deep)
    assert load_json(b'{"a":"[[[[[[[[[[[[[[[[[[[\\"{{{"}') == {"a": '[[[[[[[[[[[[[[[[[[["{{{'}


def test_numbers_are_read_as_a_browser_reads_them() -> None:
    value = load_json(b'{"a":1.0,"b":1e2,"c":1.5}')
    assert json.dumps(value) == '{"a": 1, "b": 100, "c": 1.5}'
