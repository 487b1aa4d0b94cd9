"""Which cases a session's background work has to look at: all of them once, from then on those that somebody changed.

A hundred thousand rows are not gone through every two seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from amana.desk.cases.lines import changed_since


@dataclass
class Watch:
    """Numbers of cases that wait to be looked at. Whoever has looked at one takes it out; a change puts it in again."""

    numbers: set[int] = field(default_factory=set)
    _seen: int | None = None

    def cases(self, everything: Callable[[], set[int]]) -> set[int]:
        """Those that wait now; `everything` is asked once, and again when the journal of changes forgot too much."""
        changed, seen = changed_since(self._seen or 0)
        if self._seen is None or changed is None:
            self.numbers |= everything()
        else:
            self.numbers |= changed
        self._seen = seen
        return self.numbers
