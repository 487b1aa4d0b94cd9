"""Which lines of a WhatsApp export start messages: its runs of one form each, and their date orders.

A line that looks like a start but is not written as its surroundings are is taken for a quote, until
several in a row say that the phone's language changed. A quote is older than what quotes it. A line
forged in this phone's own form and later than what is above it cannot be told from a message.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO, Final

from amana.chats.ballot import Ballot, Evidence, Run
from amana.chats.chunks import chunks
from amana.chats.dates import DayOrder
from amana.chats.whatsapp_stamp import HEADER, MAX_HEADER, OTHER, Stamp, Stamps

ENOUGH: Final = 3  # lines of one other form, each later than what is above, make a new run
ENOUGH_EARLIER: Final = 50  # the same when they are not later: the clock was set as well
_MAX_RUNS: Final = 1_000  # a phone's language changes a few times; beyond this it is play
_NAMED: Final = re.compile(
    rb"[A-Z]{3}-(\d{4})(\d\d)(\d\d)-WA\d|-[A-Z]{3,8}-(\d{4})-(\d\d)-(\d\d)-\d\d-\d\d-\d\d\."
)
_NAME_WITHIN: Final = 120  # bytes after the header


def runs_of(
    source: BinaryIO, size: int, stamps: Stamps, day_order: DayOrder | None = None
) -> tuple[Run, ...]:
    """The runs of a file, in file order. A person's `day_order` decides what evidence does not."""
    survey = _Survey(stamps)
    for place, data in chunks(source, size, MAX_HEADER):
        for header in HEADER.finditer(data):
            stamp = stamps.read(header)
            if stamp is not None and stamp.form != OTHER:
                survey.see(place + header.start() + 1, stamp, header)
    return tuple(_settled(survey.stretches(), day_order))


class _Stretch:
    """Stamps of one form, one after another."""

    def __init__(self, start: int, form: int, by_form: DayOrder | None) -> None:
        self.start = start
        self.form = form
        self.by_form = by_form
        self.messages = 0
        self.ballot = Ballot()
        self.latest: Stamp | None = None
        self.unsure = start  # from here on no number above 12 vouches for the order
        self.against: list[int] = []  # where days stand that only the other order allows

    def add(self, start: int, stamp: Stamp) -> DayOrder | None:
        """Counts a stamp. Tells the order that its days have turned to for good, if they have."""
        self.messages += 1
        latest, self.latest = self.latest, stamp
        day = stamp.day
        if latest is not None and latest.day is day:
            return None
        lean = self.ballot.lean
        self.ballot.count(day)
        if day.only is None:
            return None
        if lean in (None, day.only):
            self.unsure = start + 1
            self.against.clear()
        elif latest is not None and _later(stamp, latest):
            self.against.append(start)
        turned = len(self.against) >= ENOUGH and min(self.ballot.above.values()) >= ENOUGH
        return day.only if turned else None

    def split(self, new: DayOrder) -> "tuple[_Stretch, _Stretch]":
        """What lies between the two orders, vouched for by nothing; and what is of the new one."""
        between = _Stretch(self.unsure, self.form, None)
        after = _Stretch(self.against[0], self.form, self.by_form)
        self.ballot.above[new] -= len(self.against)
        after.ballot.above[new] = len(self.against)
        after.ballot.first, after.ballot.last = self.ballot.first, self.ballot.last
        after.latest = self.latest
        return between, after


class _Survey:
    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
        self._done: list[_Stretch] = []
        self._run: _Stretch | None = None
        self._rival: _Stretch | None = None
        self._later = 0  # how many of the rival's stamps are later than the run's last

    def stretches(self) -> Sequence[_Stretch]:
        """All of the file's. What it ends with is a quote unless all of it is later."""
        run, rival = self._run, self._rival
        if run is None:
            return []
        rest = [rival] if rival and self._later == rival.messages else []
        return [*self._done, run, *rest]

    def see(self, start: int, stamp: Stamp, header: re.Match[bytes]) -> None:
        run = self._run
        if run is None:
            run = self._run = self._begin(start, stamp)
        if stamp.form != run.form:
            self._challenge(run, start, stamp)
            return
        self._rival = None
        turned = run.add(start, stamp)
        if turned and len(self._done) < _MAX_RUNS:
            between, self._run = run.split(turned)
            self._done += [run, between]
        elif not run.by_form and not run.ballot.lean and not stamp.day.year_first:
            _look_at_name(run.ballot, stamp, header)

    def _begin(self, start: int, stamp: Stamp) -> _Stretch:
        return _Stretch(start, stamp.form, self._stamps.order_by_form(stamp.form))

    def _challenge(self, run: _Stretch, start: int, stamp: Stamp) -> None:
        rival = self._rival
        if rival is None or rival.form != stamp.form:
            rival = self._rival = self._begin(start, stamp)
            self._later = 0
        rival.add(start, stamp)
        self._later += run.latest is not None and _later(stamp, run.latest)
        won = self._later >= ENOUGH or rival.messages >= ENOUGH_EARLIER
        if won and len(self._done) < _MAX_RUNS:
            self._done.append(run)
            self._run, self._rival = rival, None


def _later(stamp: Stamp, than: Stamp) -> bool:
    """Whether it may lie after, however the two days are read."""
    day, before = stamp.day.latest(), than.day.earliest()
    return day is not None and before is not None and (day, stamp.time) > (before, than.time)


def _look_at_name(ballot: Ballot, stamp: Stamp, header: re.Match[bytes]) -> None:
    """WhatsApp names the files that it sends by their day."""
    end = header.string.find(b"\n", header.end(), header.end() + _NAME_WITHIN)
    named = _NAMED.search(
        header.string, header.end(), end if end >= 0 else header.end() + _NAME_WITHIN
    )
    if named is None:
        return
    year, month, day = (int(number) for number in named.groups() if number is not None)
    try:
        ballot.count_name(stamp.day, date(year, month, day))
    except ValueError:
        return


def _settled(stretches: Sequence[_Stretch], day_order: DayOrder | None) -> Iterator[Run]:
    decided = [each.ballot.decided(each.by_form) for each in stretches]
    orders: dict[int, set[DayOrder]] = {}
    for stretch, (order, _) in zip(stretches, decided, strict=True):
        orders.setdefault(stretch.form, set()).add(order)
    for stretch, (order, evidence) in zip(stretches, decided, strict=True):
        if order is not DayOrder.AMBIGUOUS:
            yield Run(stretch.start, stretch.form, order, evidence)
            continue
        elsewhere = orders[stretch.form] - {DayOrder.AMBIGUOUS}
        if len(elsewhere) == 1:
            yield Run(stretch.start, stretch.form, elsewhere.pop(), Evidence.SAME_FORM)
        elif day_order:
            yield Run(stretch.start, stretch.form, day_order, Evidence.PERSON)
        else:
            yield Run(stretch.start, stretch.form, DayOrder.AMBIGUOUS, Evidence.NONE)
