"""Recognises an export and reads it: one file, or a zip of files. What a file is, is told by its first
bytes; its name is a label."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, Final, Literal, NamedTuple, Protocol, cast
from zipfile import ZipInfo

from amana.chats import whatsapp
from amana.chats.archive import (
    Allowance,
    is_archive,
    is_zip,
    label,
    members,
    refusal_of,
)
from amana.chats.conversation import Chat
from amana.chats.dates import DayOrder
from amana.chats.errors import ExportRefused, NestedArchive, NotAChat, SavedAgain
from amana.chats.member import Member
from amana.chats.message import Item
from amana.chats.part import ATTACHMENT, UNREADABLE, Part, Zone
from amana.chats.titles import title_of
from amana.chats.whatsapp_runs import runs_of
from amana.chats.whatsapp_stamp import Stamps

HEAD: Final = 1 << 16  # bytes by which a file is recognised

_FORMATS: Final = ("telegram_json", "telegram_html", "meta", "snapchat", "mail")
_ZONES: Final = {"telegram-html": Zone.CLAIMED, "mail": Zone.CLAIMED}
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")

# What a phone sends beside a chat. Never opened here, whatever it holds.
_MEDIA: Final = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff"),
    *(".svg", ".ico", ".tgs", ".mp4", ".m4v", ".mov", ".3gp", ".mkv", ".webm", ".avi", ".opus"),
    *(".ogg", ".oga", ".m4a", ".mp3", ".aac", ".amr", ".wav", ".pdf", ".doc", ".docx", ".xls"),
    *(".xlsx", ".ppt", ".pptx", ".vcf", ".apk", ".css", ".js", ".woff", ".woff2", ".ttf"),
)

Chosen = Literal["dmy", "mdy"]


class _Format(Protocol):
    """What each module of a format offers."""

    def recognises(self, name: str, head: bytes) -> str | None: ...

    def read(self, source: BinaryIO, size: int, app: str) -> Iterator[Item]: ...

    def chats(self, source: BinaryIO, size: int, app: str) -> Iterator[Chat]: ...


def read_export(
    source: BinaryIO, name: str, *, size: int, day_order: Chosen | None = None
) -> Iterator[Part]:
    """The parts of an export, in its own order. `source` is seekable and stays open until the last
    item was taken; `size` is its length in bytes; `day_order` is what a person decided about dates
    that nothing else decides.

    Raises NotAChat, SavedAgain, or what a zip was refused for when no chat in it can be read.
    """
    order = DayOrder(day_order) if day_order else None
    head = _head(source, size)
    if is_zip(head):
        yield from _of_zip(source, name, order)
    elif known := _recognised(name, head):
        yield _chat(known, source, size, (name,), order)
    else:
        raise SavedAgain if head.startswith(_UTF16) else NotAChat


class _Known(NamedTuple):
    """A format and the app that it recognised."""

    module: _Format | None  # None: WhatsApp, whose dates are surveyed first
    app: str


class _Seen(NamedTuple):
    """A member of a zip: a chat, an attachment, or why it is not opened."""

    info: ZipInfo
    known: _Known | None = None
    refusal: ExportRefused | None = None


def _of_zip(source: BinaryIO, name: str, order: DayOrder | None) -> Iterator[Part]:
    allowed = Allowance()
    seen = [_look(source, info, allowed) for info in members(source)]
    if not any(each.known for each in seen):
        raise next((each.refusal for each in seen if each.refusal), NotAChat())
    for info, known, refusal in seen:
        member, size = label(info), info.file_size
        if known:
            opened = Member(source, info)
            stream, names = cast(BinaryIO, opened), (member, name)
            yield _chat(known, stream, size, names, order, opened.is_damaged)
        elif refusal:
            yield Part(member, UNREADABLE, size, refusal=refusal)
        else:
            yield Part(member, ATTACHMENT, size)


def _look(source: BinaryIO, info: ZipInfo, allowed: Allowance) -> _Seen:
    """Whether a member is a chat, by its first bytes; names of pictures and the like are believed."""
    refusal = refusal_of(info)
    name = label(info)
    if refusal or name.lower().endswith(_MEDIA):
        return _Seen(info, refusal=refusal)
    try:
        head = Member(source, info).read(HEAD)
    except ExportRefused as strange:
        return _Seen(info, refusal=strange)
    if is_archive(head):
        return _Seen(info, refusal=NestedArchive())
    if known := _recognised(name, head):
        refusal = allowed.refusal_of(info.file_size)
        return _Seen(info, None if refusal else known, refusal)
    return _Seen(info, refusal=SavedAgain() if head.startswith(_UTF16) else None)


def _recognised(name: str, head: bytes) -> _Known | None:
    for each in _FORMATS:
        module = _format(each)
        if app := module.recognises(name, head):
            return _Known(module, app)
    app = whatsapp.recognises(name, head)
    return _Known(None, app) if app else None


def _format(name: str) -> _Format:
    return cast(_Format, import_module(f"amana.chats.{name}"))


def _chat(
    known: _Known,
    source: BinaryIO,
    size: int,
    names: tuple[str, ...],
    order: DayOrder | None,
    damaged: Callable[[], bool] = lambda: False,
) -> Part:
    """A chat whose own name, then that of its zip, are `names`. One without a zip is no member."""
    member = names[0] if len(names) > 1 else ""
    module, app = known
    if module is None:
        stamps = Stamps()
        runs = runs_of(source, size, stamps, order)
        return Part(
            member, app, size, Zone.PHONE, title_of(*names), runs=runs,
            read=lambda: whatsapp.read(source, size, stamps, runs), damaged=damaged,
        )  # fmt: skip
    chats = tuple(module.chats(source, size, app))
    title, people = (chats[0].title, chats[0].participants) if len(chats) == 1 else ("", ())
    return Part(
        member, app, size, _ZONES.get(app, Zone.UTC), title, people, chats=chats,
        read=lambda: module.read(source, size, app), damaged=damaged,
    )  # fmt: skip


def _head(source: BinaryIO, size: int) -> bytes:
    source.seek(0)
    return source.read(min(HEAD, size))
