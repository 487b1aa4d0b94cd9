"""The line of a case in lists, and the index over a session's lines that exists in memory only (design §5).

A line is a sealed record; at sign-in an officer's lines are opened and stay until idle lock. Changes made by this process are told
through a journal of case numbers, so that an index reads again what changed and nothing else.
"""

import dataclasses
import threading
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from typing import Final, Self

from amana.desk.cases.grants import Entry
from amana.desk.cases.keys import Keys
from amana.desk.cases.models import Record
from amana.desk.cases.number import shown
from amana.desk.cases.records import Place, SealedRecord, unseal
from amana.wire.encoding import dump_json, load_json

TABLE: Final = "cases_record"
EXCERPT: Final = 1_000  # characters of her first words that a search reads
_CHUNK: Final = 500  # numbers in one query
_JOURNAL: Final = 10_000  # changes that are remembered; an index further behind reads all again


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a list shows of one case, and the text that a search reads."""

    number: int
    day: str
    state: str
    lang: str
    age: str
    danger: str = ""
    since: str = ""  # day since which she waits for an answer
    last: str = ""  # day of the last message
    letters: int = 0  # messages of hers
    files: int = 0
    thread: str = field(repr=False, default="")  # by which a letter of hers finds its case
    excerpt: str = field(repr=False, default="")

    @property
    def shown(self) -> str:
        """The number as people read it out."""
        return shown(self.number)

    def dump(self) -> bytes:
        """The JSON that is sealed."""
        return dump_json({"v": 1} | dataclasses.asdict(self))

    @classmethod
    def load(cls, content: bytes) -> Self:
        """What `dump` wrote."""
        value = load_json(content)
        del value["v"]
        return cls(**value)


class _Journal:
    """Numbers of cases that changed in this process, in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: deque[int] = deque(maxlen=_JOURNAL)
        self.count = 0

    def add(self, number: int) -> None:
        with self._lock:
            self._numbers.append(number)
            self.count += 1

    def since(self, count: int) -> tuple[set[int] | None, int]:
        """The numbers after `count` changes, None when they are forgotten; and the present count."""
        with self._lock:
            missed = self.count - count
            if missed > len(self._numbers):
                return None, self.count
            return set(list(self._numbers)[len(self._numbers) - missed :]), self.count


_journal = _Journal()
touched = _journal.add
changed_since = _journal.since


class Index:
    """The lines of one session. Not thread-safe by itself: a session's requests hold its lock."""

    def __init__(self) -> None:
        self.lines: dict[int, Line] = {}
        self._threads: dict[str, int] = {}
        self._texts: dict[int, str] = {}
        self._entries: Keys = {}
        self._seen = 0
        self._sorted: list[Line] | None = None
        self.lock = threading.RLock()

    def refresh(self, keys: Keys) -> None:
        """Reads what is new or changed; forgets what no longer opens."""
        with self.lock:
            changed, self._seen = _journal.since(self._seen)
            if changed is None:
                self._entries = {}
                changed = set()
            wanted = {n for n, e in keys.items() if self._entries.get(n) is not e or n in changed}
            gone = self._entries.keys() - keys.keys()
            for number in wanted | gone:
                self._drop(number)
            if wanted:
                self._read({number: keys[number] for number in wanted})
            self._entries = dict(keys) if wanted or gone else self._entries

    def _drop(self, number: int) -> None:
        line = self.lines.pop(number, None)
        if line is not None:
            self._threads.pop(line.thread, None)
        self._texts.pop(number, None)
        self._sorted = None

    def _read(self, keys: Keys) -> None:
        for line in read_lines(keys):
            self.lines[line.number] = line
            self._threads[line.thread] = line.number
            self._texts[line.number] = fold(
                f"{line.shown} {line.shown[:4]}{line.shown[5:]} {line.excerpt}"
            )
        self._sorted = None

    def all(self) -> list[Line]:
        """Every line: who waits longest first, then the latest message first."""
        with self.lock:
            if self._sorted is None:
                by_last = sorted(self.lines.values(), key=lambda line: line.last, reverse=True)
                self._sorted = sorted(by_last, key=lambda line: line.since or "9999")
            return self._sorted

    def of_thread(self, thread: str) -> int | None:
        """The number of the case of a thread, without opening any case."""
        with self.lock:
            return self._threads.get(thread)

    def search(self, words: str) -> list[Line]:
        """The lines whose number or first words hold every one of the words."""
        terms = fold(words).split()
        lines = self.all()
        return [line for line in lines if all(term in self._texts[line.number] for term in terms)]


def read_lines(keys: Keys) -> list[Line]:
    """The lines that these keys open. What does not open (an older secret) is not there (P4)."""
    found = []
    numbers = list(keys)
    for start in range(0, len(numbers), _CHUNK):
        chunk = numbers[start : start + _CHUNK]
        rows = Record.objects.filter(case_id__in=chunk, kind=Record.LINE)
        for key, number, epoch, sealed in rows.values_list("key", "case_id", "epoch", "sealed"):
            line = _open(keys[number], key, epoch, bytes(sealed))
            if line is not None:
                found.append(line)
    return found


def _open(entry: Entry, key: int, epoch: int, sealed: bytes) -> Line | None:
    try:
        place = Place(table=TABLE, row=key, column="sealed", epoch=epoch)
        return Line.load(unseal(entry.secret.records, sealed, place))
    except SealedRecord:
        return None


_ALIKE: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ی",
        "ي": "ی",
        "ك": "ک",
        "ة": "ە",
        "ه": "ە",
        "ؤ": "و",
        "ئ": "ی",
        "ـ": None,
        "\u200c": None,
    }
)


def fold(text: str) -> str:
    """Text as a search compares it: no case, marks, tatweel or ZWNJ, digits in one form, look-alike letters as one."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
    return "".join(_digit(c) for c in decomposed if not unicodedata.combining(c))


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdigit() else character
