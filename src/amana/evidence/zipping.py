"""Writes a bundle as one zip of the form that the verifier rebuilds: the same files give the same bytes."""

from collections.abc import Iterable
from typing import IO

from amana.evidence.members import Member
from amana.evidence.verifier.container import spelled
from amana.evidence.verifier.zip_form import central_header, ending, local_header


def write_zip(stream: IO[bytes], base: str, members: Iterable[Member]) -> int:
    """Writes every member under the folder `base`, in the order of their names; the stream is never sought. Gives the bytes written.

    Raises Changed when a file is not the same as when it was counted.
    """
    lines, offset = [], 0
    ordered = sorted(members, key=lambda each: spelled(each.name))
    for each in ordered:
        name, size, crc = f"{base}/{each.name}", each.digests.size, each.digests.crc
        header = local_header(name, size, crc)
        lines.append(central_header(name, size, crc, offset))
        stream.write(header)
        for chunk in each.again():
            stream.write(chunk)
        offset += len(header) + size
    listed = b"".join(lines)
    stream.write(listed)
    end = ending(len(ordered), len(listed), offset)
    stream.write(end)
    return offset + len(listed) + len(end)
