"""Reads the few parts of a time-stamp reply that a person needs (RFC 3161 §2.4.2, X.690 definite lengths)."""

from __future__ import annotations

from typing import NamedTuple

INTEGER, OID, TIME, SEQUENCE = 0x02, 0x06, 0x18, 0x30
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
TOKEN_INFO = bytes.fromhex("2a864886f70d0109100104")
SHA256 = bytes.fromhex("608648016503040201")
GRANTED = (b"\0", b"\1")  # RFC 3161 §2.4.2: granted, granted with changes


class NotDer(ValueError):
    """These bytes are no time-stamp reply that can be read."""


class Element(NamedTuple):
    """One value with its tag."""

    tag: int
    content: bytes


class Token(NamedTuple):
    """What an authority states: this hash existed at this time."""

    imprint: bytes
    time: str
    policy: str
    serial: int
    nonce: int | None


def token_of(reply: bytes) -> Token:
    """The statement in a reply that was granted. Raises NotDer."""
    try:
        return _token(_statement(reply))
    except IndexError as error:
        raise NotDer from error


def elements(data: bytes) -> list[Element]:
    """The values that follow one another in `data`. Raises NotDer or IndexError."""
    found, position = [], 0
    while position < len(data):
        tag, start, end = _header(data, position)
        found.append(Element(tag, data[start:end]))
        position = end
    return found


def inside(data: bytes, tag: int) -> list[Element]:
    """The values inside the one value that `data` is. Raises NotDer or IndexError."""
    outer = elements(data)
    if len(outer) != 1 or outer[0].tag != tag:
        raise NotDer
    return elements(outer[0].content)


def _statement(reply: bytes) -> list[Element]:
    """The parts of TSTInfo, taken out of the CMS message around it."""
    status, message = inside(reply, SEQUENCE)
    if elements(status.content)[0].content not in GRANTED:
        raise NotDer
    kind, wrapped = elements(message.content)
    signed_data = inside(wrapped.content, SEQUENCE)
    info_kind, info = elements(signed_data[2].content)
    if (kind.content, info_kind.content) != (SIGNED_DATA, TOKEN_INFO):
        raise NotDer
    (octets,) = elements(info.content)
    return inside(octets.content, SEQUENCE)


def _header(data: bytes, position: int) -> tuple[int, int, int]:
    tag, length, start = data[position], data[position + 1], position + 2
    if length == 0x80:
        raise NotDer
    if length > 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[start : start + count], "big")
        start += count
    if start + length > len(data):
        raise NotDer
    return tag, start, start + length


def _token(parts: list[Element]) -> Token:
    _version, policy, hashed, serial, time = parts[:5]
    algorithm, imprint = elements(hashed.content)
    if elements(algorithm.content)[0] != Element(OID, SHA256) or time.tag != TIME:
        raise NotDer
    nonces = [int.from_bytes(part.content, "big") for part in parts[5:] if part.tag == INTEGER]
    return Token(
        imprint=imprint.content,
        time=_readable(time.content),
        policy=_dotted(policy.content),
        serial=int.from_bytes(serial.content, "big"),
        nonce=nonces[0] if nonces else None,
    )


def _readable(time: bytes) -> str:
    text = time.decode("ascii", "replace")
    if len(text) < len("20260101000000Z") or not text[:14].isdigit() or text[-1] != "Z":
        raise NotDer
    day = "-".join((text[:4], text[4:6], text[6:8]))
    return day + "T" + ":".join((text[8:10], text[10:12], text[12:14])) + "Z"


def _dotted(oid: bytes) -> str:
    """As people write it: 1.2.3 (X.690 §8.19)."""
    numbers, value = [], 0
    for byte in oid:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(value)
            value = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(str(number) for number in (first, numbers[0] - 40 * first, *numbers[1:]))
