"""Gathers the words of one message from its bytes, slice by slice, as `reading.joined` reads them (P9)."""

from amana.chats.json_values import Leaf, Value
from amana.chats.message import Reading, Slice
from amana.chats.reading import text_of


class Words:
    """The slices of a message and the text that they make."""

    def __init__(self) -> None:
        self._slices: list[Slice] = []
        self._texts: list[str] = []
        self._new_line = False

    @property
    def text(self) -> str:
        return "".join(self._texts)

    @property
    def slices(self) -> tuple[Slice, ...]:
        return tuple(self._slices)

    def say(self, raw: bytes, start: int, reading: Reading, note: str = "") -> None:
        """Adds `raw`, which stands at `start` in the file."""
        self.add(Slice(start, start + len(raw), reading, note), text_of(raw, reading, note))

    def add(self, at: Slice, text: str) -> None:
        """Adds a slice that is read already."""
        if not text:
            return
        if self._new_line and self._texts:
            self._slices.append(Slice(at.start, at.start, Reading.LINE))
            self._texts.append("\n")
        self._new_line = False
        self._slices.append(at)
        self._texts.append(text)

    def string(self, leaf: Leaf, value: Value | None, reading: Reading = Reading.JSON) -> None:
        """Adds a string inside a leaf; anything else adds nothing."""
        if value is not None and value.shape == '"':
            self.say(leaf.bytes_of(value.start, value.end), value.start, reading)

    def line(self) -> None:
        """What comes next begins a line of its own, unless it is the first."""
        self._new_line = True

    def alone(self, leaf: Leaf, value: Value, reading: Reading = Reading.JSON) -> None:
        """Adds a string on a line of its own; what is no string, as it stands."""
        self.line()
        if value.shape == '"':
            self.string(leaf, value, reading)
        elif leaf.bytes_of(value.start, value.end) != b"null":
            self.field(leaf, value, reading)

    def field(self, leaf: Leaf, value: Value, reading: Reading = Reading.JSON) -> None:
        """Adds a field as it stands, on a line of its own: its name, and what it says."""
        self.line()
        if value.shape == '"':
            name = leaf.bytes_of(value.name_at, value.start)
            self.say(name, value.name_at, Reading.UTF8)
            self.string(leaf, value, reading)
        else:
            self.say(leaf.bytes_of(value.name_at, value.end), value.name_at, Reading.UTF8)


def sender_at(value: Value | None, reading: Reading = Reading.JSON) -> tuple[Slice, ...]:
    """The slice of a sender's name; none when the export gives no name."""
    if value is None or value.shape != '"':
        return ()
    return (Slice(value.start, value.end, reading),)
