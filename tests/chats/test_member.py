"""A member of a zip is read as any file is: forward, back, in pieces of any size."""

import io

import pytest

from amana.chats.archive import members
from amana.chats.member import Member
from tests.chats.zips import zipped

DATA = bytes(range(256)) * 1_000


@pytest.fixture(params=[0, 8], ids=["stored", "packed"])
def member(request: pytest.FixtureRequest) -> Member:
    archive = io.BytesIO(zipped(("a.jpg", b"x"), ("data", DATA), packing=request.param))
    return Member(archive, members(archive)[1])


@pytest.mark.parametrize("size", [1_000, 65_536, 65_537, 300_000])
def test_in_pieces(member: Member, size: int) -> None:
    pieces = list(iter(lambda: member.read(size), b""))

    assert b"".join(pieces) == DATA
    assert all(len(piece) == size for piece in pieces[:-1])
    assert not member.is_damaged()


def test_forward_and_back(member: Member) -> None:
    for place in (0, 200_000, 70_000, 255_999, 256_000, 3):
        assert member.seek(place) == place == member.tell()
        assert member.read(5) == DATA[place : place + 5]


def test_from_the_end_and_from_here(member: Member) -> None:
    assert member.seek(-6, io.SEEK_END) == len(DATA) - 6
    assert member.read(2) == DATA[-6:-4]
    member.seek(2, io.SEEK_CUR)
    assert member.read() == DATA[-2:]


def test_beyond_the_end(member: Member) -> None:
    member.seek(10**9)

    assert member.tell() == len(DATA)
    assert member.read(1) == b""
