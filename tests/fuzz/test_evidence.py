"""Whatever lies in a bundle, a reply or a chain: it is understood or refused with a sentence; nothing falls over."""

import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from amana.errors import AmanaError
from amana.evidence.bundle import bundle
from amana.evidence.custody import Custody, verify_head
from amana.evidence.timestamps import nonce_of, read_reply
from amana.evidence.verifier.canonical import NotCanonical, read, spell
from amana.evidence.verifier.container import Zip
from amana.evidence.verifier.der import NotDer, token_of
from amana.evidence.verifier.findings import Broken
from amana.evidence.verifier.manifests import manifest_line, read_manifest
from amana.evidence.verifier.names import may_be
from amana.evidence.verifier.report import is_whole, told, verify
from tests.evidence.cases import FILES, SIGNER, custody_of, parts

WHOLE = custody_of(FILES).dump()
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = {
    "data/exhibits.json": ("exhibits", "sealed", "v", "number", "path", "salted"),
    "data/exhibits/facts.json": ("facts", "v", "number", "opened", "salt", "size"),
    "data/timestamps.json": ("tokens", "v", "authority", "position", "reply", "roots"),
    "data/custody-head.json": ("v", "chain", "position", "hash", "at", "key", "signature"),
    "seal.json": ("v", "case", "made", "files", "key", "signature"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fuzzed") / "bundle"
    with bundle(parts(), signer=SIGNER) as made:
        made.write_folder(path)
    return path


@given(data=st.binary(max_size=400))
@example(data=b'{"a":' * 5_000)
@example(data=b"[" * 100_000)
@settings(max_examples=200)
def test_a_canonical_object_has_one_spelling(data: bytes) -> None:
    with suppress(NotCanonical):
        assert spell(read(data)) == data


@given(data=st.binary(max_size=300), rest=st.binary(max_size=40), at=st.integers(0, len(WHOLE)))
@settings(max_examples=200)
def test_any_chain_is_whole_or_names_where_it_breaks(data: bytes, rest: bytes, at: int) -> None:
    for content in (data, WHOLE[:at] + rest + WHOLE[at:], WHOLE[:at] + rest):
        try:
            assert Custody.load(content).dump() == content
        except AmanaError as error:
            assert error.sentence


@given(line=values, head=st.binary(max_size=200))
@settings(max_examples=200)
def test_any_line_of_a_chain_is_refused(line: object, head: bytes) -> None:
    content = spell({"content": line, "hash": "0" * 64, "position": 1, "previous": line})
    with pytest.raises(AmanaError):
        Custody.load(WHOLE.splitlines(keepends=True)[0] + content + b"\n")
    with pytest.raises(AmanaError):
        verify_head(custody_of(FILES), head, bytes(32))


@given(reply=st.binary(max_size=300))
@example(reply=b"\x30\x84\xff\xff\xff\xff")
@example(reply=b"\x30" * 2_000)
@settings(max_examples=300)
def test_any_reply_of_an_authority_is_refused_with_a_sentence(reply: bytes) -> None:
    with suppress(NotDer):
        token_of(reply)
    for asked in (lambda: read_reply(reply, bytes(32), 1, b""), lambda: nonce_of(reply)):
        try:
            asked()
        except AmanaError as error:
            assert error.sentence


@given(data=st.binary(max_size=300))
@settings(max_examples=300)
def test_what_a_manifest_lists_is_written_as_it_was_read(data: bytes) -> None:
    with suppress(Broken):
        found = read_manifest(data, 64)
        assert (
            "".join(manifest_line(digest, name) for name, digest in found.items()).encode() == data
        )


@given(name=st.text(max_size=30))
@settings(max_examples=300)
def test_a_name_that_may_be_stays_inside_its_folder(name: str) -> None:
    if may_be(name):
        base = Path("/base")
        assert base in (base / name).parents
        assert name.isprintable()


@given(data=st.binary(max_size=400), tail=st.binary(max_size=30))
@settings(max_examples=300)
def test_any_zip_is_read_or_refused(data: bytes, tail: bytes) -> None:
    for content in (
        data,
        b"PK\3\4" + data + b"PK\5\6" + tail,
        data + b"PK\5\6" + bytes(4) + b"\1\0\1\0" + tail[:12],
    ):
        with suppress(Broken):
            read_zip = Zip(io.BytesIO(content))
            for name in read_zip.names:
                read_zip.digests(name)


@pytest.mark.parametrize("name", OBJECTS)
@settings(max_examples=120, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_any_value_in_a_list_of_the_bundle_is_reported_and_never_a_crash(
    name: str, folder: Path, data: st.DataObject
) -> None:
    # Given a list of the bundle in which one field, at any depth, is any value
    path = folder / name
    before = path.read_bytes()
    value = json.loads(before)
    inner = [each for part in value.values() if isinstance(part, list) for each in part]
    target = data.draw(st.sampled_from([value, *inner]))
    target[data.draw(st.sampled_from(OBJECTS[name]))] = data.draw(values)
    path.write_bytes(spell(value) + b"\n")
    try:
        # Then the report can be read, and fails if anything is different
        found = verify(str(folder), opened=str(folder / "data/exhibits"))
        assert told(found)
        assert is_whole(found) == (path.read_bytes() == before)
    finally:
        path.write_bytes(before)
