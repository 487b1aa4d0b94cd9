"""What a file is by its first bytes, never by its name: prefixes are compared, nothing is decoded, so this may run anywhere.

Signatures as in the formats' own specifications (ISO/IEC 14496-12 brands, RFC 9559, RFC 6716, RFC 8118 and so on).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 4096


class Family(StrEnum):
    """What can be done with it."""

    PICTURE = "picture"
    FILM = "film"
    SOUND = "sound"
    PDF = "pdf"
    ARCHIVE = "archive"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True)
class Kind:
    """A format that Amana knows by its bytes."""

    name: str
    family: Family
    type: str  # media type
    endings: tuple[str, ...]


def _kind(name: str, family: Family, media_type: str, *endings: str) -> Kind:
    return Kind(name, family, media_type, (name, *endings))


UNKNOWN: Final = Kind("unknown", Family.OTHER, "application/octet-stream", ())
KINDS: Final = {
    kind.name: kind
    for kind in (
        _kind("jpg", Family.PICTURE, "image/jpeg", "jpeg", "jpe", "jfif"),
        _kind("png", Family.PICTURE, "image/png"),
        _kind("gif", Family.PICTURE, "image/gif"),
        _kind("webp", Family.PICTURE, "image/webp"),
        _kind("heic", Family.PICTURE, "image/heic", "heif", "hif"),
        _kind("avif", Family.PICTURE, "image/avif"),
        _kind("bmp", Family.PICTURE, "image/bmp", "dib"),
        _kind("tiff", Family.PICTURE, "image/tiff", "tif", "dng"),
        _kind("mp4", Family.FILM, "video/mp4", "m4v"),
        _kind("3gp", Family.FILM, "video/3gpp", "3g2", "mp4"),
        _kind("mov", Family.FILM, "video/quicktime", "qt"),
        _kind("mkv", Family.FILM, "video/x-matroska", "webm"),
        _kind("avi", Family.FILM, "video/x-msvideo"),
        _kind("opus", Family.SOUND, "audio/ogg", "ogg", "oga"),
        _kind("ogg", Family.SOUND, "audio/ogg", "oga", "ogv"),
        _kind("mp3", Family.SOUND, "audio/mpeg"),
        _kind("m4a", Family.SOUND, "audio/mp4", "m4b", "mp4", "aac"),
        _kind("aac", Family.SOUND, "audio/aac"),
        _kind("amr", Family.SOUND, "audio/amr", "awb", "3ga"),
        _kind("wav", Family.SOUND, "audio/wav", "wave"),
        _kind("flac", Family.SOUND, "audio/flac"),
        _kind("pdf", Family.PDF, "application/pdf"),
        _kind("zip", Family.ARCHIVE, "application/zip", "docx", "xlsx", "pptx", "odt", "apk"),
        _kind("svg", Family.TEXT, "image/svg+xml"),
        _kind("html", Family.TEXT, "text/html", "htm", "xhtml"),
        _kind("json", Family.TEXT, "application/json"),
        _kind("eml", Family.TEXT, "message/rfc822", "mht", "txt"),
        _kind("txt", Family.TEXT, "text/plain", "csv", "log", "md", "vcf", "text"),
        UNKNOWN,
    )
}

_PREFIXES: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"#!AMR", "amr"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
_RIFF: Final = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_HEIF: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_BMP: Final = re.compile(rb"BM.{4}\0{4}", re.DOTALL)
_MPEG: Final = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff][\x00-\xef]")  # layer II and III
_ADTS: Final = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")
_MAIL: Final = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|x-[\w-]+|arc-[\w-]+|dkim-signature): ",
    re.IGNORECASE,
)
_LATER_MAIL: Final = re.compile(rb"^(?:from|received|message-id|mime-version): ", re.I | re.M)
_TEXT_ENDS_WITHIN: Final = 3  # bytes of a letter that the head may have cut


def kind_of(head: bytes) -> Kind:
    """The kind by the first HEAD_BYTES of a file; UNKNOWN for anything else."""
    head = head[:HEAD_BYTES]
    return KINDS[_binary(head) or _textual(head) or "unknown"]


def ending_fits(kind: Kind, name: str) -> bool | None:
    """Whether a name's ending goes with its bytes; None for a name without an ending."""
    _, dot, ending = name.rpartition(".")
    return ending.strip().lower() in kind.endings if dot else None


def _binary(head: bytes) -> str | None:
    for prefix, name in _PREFIXES:
        if head.startswith(prefix):
            return name
    if head[4:8] == b"ftyp":
        return _iso(head)
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head.startswith(b"OggS"):
        return "opus" if b"OpusHead" in head[:128] else "ogg"
    for pattern, name in ((_BMP, "bmp"), (_ADTS, "aac"), (_MPEG, "mp3")):
        if pattern.match(head):
            return name
    return None


def _iso(head: bytes) -> str:
    """The brands of an ISO file: the major one, then those it says it is compatible with."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    major, others = head[8:12], {head[at : at + 4] for at in range(16, length - 3, 4)}
    if major in {b"avif", b"avis"} or (major in {b"mif1", b"msf1"} and b"avif" in others):
        return "avif"
    if major in _HEIF:
        return "heic"
    if major.startswith(b"3g"):
        return "3gp"
    if major in {b"M4A ", b"M4B "}:
        return "m4a"
    return "mov" if major == b"qt  " else "mp4"


def _textual(head: bytes) -> str | None:
    if not _is_text(head):
        return None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lower = start[:1024].lower()
    if b"<svg" in lower and lower.startswith(b"<"):
        return "svg"
    if lower.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if start.startswith((b"{", b"[{", b"[ {", b"[]", b"[\n", b"[\r", b'["')):
        return "json"
    return "eml" if _MAIL.match(start) and _LATER_MAIL.search(start) else "txt"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16 with its mark
    if not head or b"\0" in head:
        return False
    for cut in range(_TEXT_ENDS_WITHIN + 1):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False
