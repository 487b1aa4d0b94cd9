"""One file of an export, as it was recognised: its app, its times, and its messages when asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from amana.chats.ballot import Run
from amana.chats.conversation import Chat
from amana.chats.errors import ExportRefused, SpansBroken
from amana.chats.message import Gap, Item

ATTACHMENT = "attachment"
UNREADABLE = "unreadable"
MISSING = "could not be read"
CHECKSUM = "the zip's own checksum differs: these bytes were changed or damaged on the way"


class Zone(StrEnum):
    """Whose clock the times of a part were read from."""

    PHONE = "phone's own clock"  # no zone is stated: naive times
    UTC = "utc"
    CLAIMED = "local claimed"  # the file itself says which zone
    NONE = ""  # no times


@dataclass(frozen=True, slots=True)
class Part:
    """One file: the export itself, or a member of a zip.

    `member` is the path inside the zip, only ever a label; `size` its length in bytes; `runs` the
    order of day and month where that had to be decided, by byte; `chats` which bytes belong to which
    chat, where a file holds several; `refusal` why an unreadable part was not read.
    """

    member: str
    app: str
    size: int
    zone: Zone = Zone.NONE
    title: str = ""
    participants: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    chats: tuple[Chat, ...] = ()
    refusal: ExportRefused | None = None
    read: Callable[[], Iterator[Item]] | None = field(default=None, repr=False, compare=False)
    damaged: Callable[[], bool] = field(default=lambda: False, repr=False, compare=False)

    def items(self) -> Iterator[Item]:
        """Messages and gaps in file order, which together are every byte of the part (P9).

        An attachment or unreadable part is one gap. Raises SpansBroken.
        """
        if self.read is None:
            why = self.refusal.sentence if self.refusal else ATTACHMENT
            yield Gap(0, self.size, understood=self.refusal is None, why=why)
            return
        yield from accounted(self.read(), self.size)
        if self.damaged():
            yield Gap(self.size, self.size, understood=False, why=CHECKSUM)


def accounted(items: Iterator[Item], size: int) -> Iterator[Item]:
    """The same items; bytes that no item holds become gaps that were not understood. Raises
    SpansBroken where one begins before the end of the last, or ends beyond the file.
    """
    end = 0
    for item in items:
        if item.start != end:
            if item.start < end:
                raise SpansBroken
            yield Gap(end, item.start, understood=False, why=MISSING)
        end = item.end
        if not item.start <= end <= size:
            raise SpansBroken
        yield item
    if end < size:
        yield Gap(end, size, understood=False, why=MISSING)
