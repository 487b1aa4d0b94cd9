"""The reader of JSON gives back every value with its place, and never passes over what it cannot read."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.chats.json_spans import ANY, MAX_VALUE, Edge, Found, Lost, walk
from amana.chats.json_values import MAX_DEPTH, Unread, Value, fields, read_leaf
from amana.chats.window import BLOCK

EVERYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=12,
)


def events(data: bytes, *entered: tuple[str, ...]) -> list[Found | Edge | Lost]:
    return list(walk(io.BytesIO(data), len(data), set(entered).__contains__))


def found(data: bytes, *entered: tuple[str, ...]) -> list[bytes]:
    return [each.leaf.raw for each in events(data, *entered) if isinstance(each, Found)]


def lost(data: bytes, *entered: tuple[str, ...]) -> list[tuple[bytes, str]]:
    told = [each for each in events(data, *entered) if isinstance(each, Lost)]
    return [(data[each.start : each.end], each.why) for each in told]


def rebuilt(data: bytes, value: Value) -> Any:
    """What a value's places hold, put together again without looking between them."""
    if value.shape == "{":
        return {each.name.decode(): rebuilt(data, each) for each in value.inside}
    if value.shape == "[":
        return [rebuilt(data, each) for each in value.inside]
    return json.loads(data[value.start : value.end])


@given(EVERYTHING, st.booleans(), st.sampled_from([None, 1]))
def test_the_places_hold_what_the_file_says(true: Any, ascii_only: bool, indent: int | None):
    data = json.dumps(true, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace")
    expected = json.loads(data)
    (leaf,) = [each.leaf for each in events(data) if isinstance(each, Found)]
    assert rebuilt(data, leaf.value) == expected


def test_values_are_found_across_the_blocks_of_a_large_file():
    texts = ["ا" * (BLOCK // 2 - 7), "x" * BLOCK, "", "y" * (BLOCK + 1), 12345678, "end"]
    data = json.dumps({"messages": texts}, ensure_ascii=False).encode()
    read = [json.loads(each) for each in found(data, (), ("messages",))]
    assert read == texts


@pytest.mark.parametrize("length", [BLOCK - 3, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1])
def test_a_number_that_lies_across_two_blocks_is_one_number(length: int):
    data = b"[" + b" " * (length - 1) + b"1234567890]"
    assert found(data, ()) == [b"1234567890"]


def test_a_name_with_escapes_is_the_name_that_it_spells():
    assert [each.path for each in events(rb'{"\u0066rom": 1}', ()) if isinstance(each, Found)] == [
        ("from",)
    ]


def test_what_is_cut_in_the_middle_of_a_value_is_lost_bytes_and_the_rest_is_kept():
    data = b'{"messages": [{"a": 1}, {"a": 2'
    assert found(data, (), ("messages",)) == [b'{"a": 1}']
    assert lost(data, (), ("messages",)) == [(b'{"a": 2', "the file is cut here")]


def test_a_cut_between_two_values_is_told_too():
    data = b'{"messages": [{"a": 1}'
    assert found(data, (), ("messages",)) == [b'{"a": 1}']
    assert lost(data, (), ("messages",)) == [(b"", "the file is cut here")]


@pytest.mark.parametrize(
    "broken", [b'{"a" 1}', b'{"a": 1 "b": 2}', b"{1: 2}", b'{"a": tru}', b'["b", ]', b'{"a": [1}}']
)
def test_a_broken_value_is_lost_and_those_around_it_are_kept(broken: bytes):
    data = b'[{"good": 1}, ' + broken + b', {"good": 2}]'
    assert found(data, ()) == [b'{"good": 1}', b'{"good": 2}']
    assert lost(data, ()) == [(broken, "not readable as JSON")]


def test_after_brackets_that_do_not_match_the_rest_is_lost():
    data = b'[{"good": 1}}, {"a": 2}]'
    assert found(data, ()) == [b'{"good": 1}']
    assert lost(data, ()) == [(b'}, {"a": 2}]', "not readable as JSON from here on")]


def test_what_comes_after_the_end_is_told():
    assert lost(b"[1] words", ()) == [(b"words", "more after the end")]


def test_a_bomb_of_brackets_is_lost_bytes_not_a_crash():
    bomb = b"[" * 200_000 + b"]" * 200_000
    data = b'[{"good": 1}, ' + bomb + b', {"good": 2}]'
    assert found(data, ()) == [b'{"good": 1}', b'{"good": 2}']
    assert lost(data, ()) == [(bomb, "not readable as JSON")]


def test_a_value_nests_as_deep_as_an_export_may_and_no_deeper():
    deep = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert read_leaf(deep, 0, 0).value.end == len(deep)
    with pytest.raises(Unread):
        read_leaf(b"[" + deep + b"]", 0, 0)


@pytest.mark.parametrize(
    "long",
    [
        b'"' + b"x" * (3 * MAX_VALUE) + b'"',
        b'{"text": "' + b'\\"' * MAX_VALUE + b'"}',
        b"9" * (2 * MAX_VALUE),
        b"[" + b'"]", ' * MAX_VALUE + b"0]",
    ],
)
def test_a_value_longer_than_a_message_is_lost_and_the_next_is_found(long: bytes):
    data = b'[{"good": 1}, ' + long + b', {"good": 2}]'
    assert found(data, ()) == [b'{"good": 1}', b'{"good": 2}']
    assert lost(data, ()) == [(long, "too long for a message")]


def test_a_huge_number_is_no_instant_and_stops_nobody():
    (leaf,) = [
        each.leaf for each in events(b"[" + b"9" * 5000 + b"]", ()) if isinstance(each, Found)
    ]
    assert leaf.number(leaf.value) is None


def test_of_a_name_given_twice_the_last_counts_and_both_are_there():
    (leaf,) = [each.leaf for each in events(b'{"a": 1, "a": 2}') if isinstance(each, Found)]
    assert leaf.number(fields(leaf.value)[b"a"]) == 2
    assert [leaf.number(each) for each in leaf.value.inside] == [1, 2]


def test_a_byte_order_mark_stands_before_the_first_value():
    assert found(b"\xef\xbb\xbf[1]", ()) == [b"1"]


def test_where_objects_begin_and_end_is_told_with_their_names():
    data = b'{"ali": [1]}'
    edges = [each for each in events(data, (), ("ali",)) if isinstance(each, Edge)]
    assert [(each.path, each.opens) for each in edges] == [
        ((), True), (("ali",), True), (("ali",), False), ((), False),
    ]  # fmt: skip
    assert data[slice(*edges[1].name)] == b'"ali"'
    assert data[edges[1].place : edges[2].place] == b"[1]"
    assert ("ali", ANY) in [
        each.path for each in events(data, (), ("ali",)) if isinstance(each, Found)
    ]


@given(st.binary(max_size=300), st.integers(0, 3))
def test_any_bytes_are_read_or_lost_in_order(data: bytes, depth: int):
    at = 0
    for each in walk(io.BytesIO(data), len(data), lambda path: len(path) < depth):
        if isinstance(each, Edge):
            continue
        start, end = (each.leaf.value[:2]) if isinstance(each, Found) else each[:2]
        assert at <= start <= end <= len(data)
        at = end
