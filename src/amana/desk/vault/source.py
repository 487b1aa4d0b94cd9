"""The plaintext of one file, byte range by byte range, for the dark room alone: never whole in memory, never on a disk (P2)."""

from amana.desk.cases.opened import OpenedCase
from amana.desk.vault.blobs import store
from amana.desk.vault.files import CaseFile
from amana.desk.vault.pieces import piece
from amana.desk.vault.resealing import identity_of
from amana.seal.seeking import Seeking
from amana.stores.blobs import Blobs
from amana.wire.limits import PART


class Sealed:
    """The ciphertext of a file of pieces, readable at any offset; the last piece read is kept."""

    def __init__(self, blobs: Blobs, name: str, size: int) -> None:
        self._blobs = blobs
        self._name = name
        self.size = size
        self._held: tuple[int, bytes] = (-1, b"")

    def read_at(self, offset: int, length: int) -> bytes:
        """At most `length` bytes from `offset`; fewer only at the end."""
        found = bytearray()
        end = min(offset + length, self.size)
        while offset < end:
            index, inside = divmod(offset, PART)
            part = self._piece(index)[inside : inside + end - offset]
            if not part:
                break
            found += part
            offset += len(part)
        return bytes(found)

    def _piece(self, index: int) -> bytes:
        if self._held[0] != index:
            self._held = (index, self._blobs.get(piece(self._name, index)))
        return self._held[1]


def source_of(opened: OpenedCase, file: CaseFile) -> Seeking:
    """The plaintext of an exhibit as it was received: without the zeros after its end. Raises Damaged."""
    sealed = Sealed(store(), file.row.blob, file.row.size)
    identity = identity_of(opened, file)
    size = file.facts.size if file.facts.listed else None
    return Seeking(sealed.read_at, sealed.size, identity, size=size)
