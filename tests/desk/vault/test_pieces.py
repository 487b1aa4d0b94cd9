"""Given a file larger than memory should hold, then it is kept in pieces and comes back byte for byte, in a folder or a bucket."""

import dataclasses
import io
import os
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.desk.vault import blobs
from amana.desk.vault.pieces import Reader, Writer, chunks, count, erase, new_name
from amana.stores.blobs import Blobs
from amana.wire.limits import PART


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.s3)])
def store(request, organisation):
    if request.param == "folder":
        return blobs.of(organisation.config)
    seaweed = request.getfixturevalue("seaweed")
    (organisation.config.data / "s3.toml").write_text(seaweed.credentials())
    address = f"s3://{seaweed.new_bucket()}?endpoint={seaweed.endpoint}"
    return blobs.of(dataclasses.replace(organisation.config, blobs=address))


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART + 77])
def test_a_file_comes_back(store, size):
    content, name = os.urandom(size), new_name("file")
    writer = Writer(store, name)
    for at in range(0, size, 70_000):
        writer.write(content[at : at + 70_000])
    assert writer.finish() == size
    assert b"".join(chunks(store, name, size)) == content
    assert Reader(store, name, size).read() == content
    erase(store, name, size)
    assert not any(store.has(f"{name}{index:08x}") for index in range(count(size)))


class Memory:
    """Blobs in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, name, content):
        self.kept[name] = content

    def chunks(self, name):
        yield self.kept[name]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=500), st.lists(st.integers(1, 90), min_size=1, max_size=30))
def test_a_reader_gives_what_it_is_asked_for_and_no_byte_twice(content, wants):
    store = cast(Blobs, Memory())
    writer = Writer(store, "file/x")
    writer.write(content)
    writer.finish()
    reader, plain = Reader(store, "file/x", len(content)), io.BytesIO(content)
    for want in wants:
        assert reader.read(want) == plain.read(want)
