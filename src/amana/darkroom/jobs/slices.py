"""Byte ranges of an export or of a member of its zip, unpacked where a bomb harms nobody (P9)."""

from typing import Any, BinaryIO, cast

from amana.chats.archive import label, members
from amana.chats.archive import refusal_of as refusal
from amana.chats.member import Member
from amana.darkroom.errors import NoSuchPlace
from amana.darkroom.remote import Pipes


def load(_arguments: dict[str, Any]) -> None:
    """Everything is there already."""


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """One answer a span, in the order in which they were asked."""
    opened: dict[str, BinaryIO] = {"": file}
    for member, start, end in arguments["spans"]:
        if member not in opened:
            opened[member] = _member(file, member)
        opened[member].seek(start)
        out.octets(opened[member].read(end - start))


def _member(file: BinaryIO, name: str) -> BinaryIO:
    """The first member of that name. Raises NoSuchPlace, or why it is not opened."""
    info = next((info for info in members(file) if label(info) == name), None)
    if info is None:
        raise NoSuchPlace
    if refused := refusal(info):
        raise refused
    return cast(BinaryIO, Member(file, info))
