"""Messages of a case, kept whole: what is shown is a byte range of the stored archive (P9)."""

import dataclasses
from dataclasses import dataclass, field
from typing import Final, Literal, Self

from amana.wire.archive import WORDS
from amana.wire.encoding import dump_json, load_json

_LENGTH: Final = 4
_BLOCK: Final = 512


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message, hers or the desk's. Ids are base64url, days ISO dates."""

    id: str
    kind: Literal["report", "letter", "closing", "reply"]
    hers: bool
    seq: int
    epoch: int
    day: str  # on which the desk opened or wrote it
    order: int  # position in the timeline
    lang: str
    verified: bool = True  # False: its MAC holds under an older epoch only
    author: str = ""  # the officer who wrote a reply
    archive: bytes = field(repr=False, default=b"")  # without its padding

    @property
    def words(self) -> str:
        """What she or the desk wrote: the bytes of `words.txt` in the archive."""
        start, end = words_range(self.archive)
        return self.archive[start:end].decode("utf-8")

    def dump(self) -> bytes:
        """`length u32 ‖ JSON ‖ archive`."""
        facts = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        del facts["archive"]
        head = dump_json({"v": 1} | facts)
        return len(head).to_bytes(_LENGTH, "big") + head + self.archive

    @classmethod
    def load(cls, content: bytes) -> Self:
        """What `dump` wrote."""
        end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
        facts = load_json(content[_LENGTH:end])
        del facts["v"]
        return cls(**facts, archive=content[end:])


def words_range(archive: bytes) -> tuple[int, int]:
    """Where `words.txt` lies in an archive that was read strictly before; (0, 0) when it has none."""
    position = 0
    while position + _BLOCK <= len(archive):
        header = archive[position : position + _BLOCK]
        name = header[:100].rstrip(b"\0").decode("ascii", "replace")
        if not name:
            break
        size = int(header[124:135], 8)
        if name == WORDS:
            return position + _BLOCK, position + _BLOCK + size
        position += _BLOCK + -(-size // _BLOCK) * _BLOCK
    return 0, 0
