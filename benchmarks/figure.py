"""One measured figure, its budget and its best peer, as one line of JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AtMost:
    """A budget that the value may not exceed."""

    limit: float

    def holds(self, value: float) -> bool:
        """Whether the value keeps it."""
        return value <= self.limit

    def __str__(self) -> str:
        return f"≤ {self.limit:,.10g}"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A budget that the value must reach."""

    limit: float

    def holds(self, value: float) -> bool:
        """Whether the value keeps it."""
        return value >= self.limit

    def __str__(self) -> str:
        return f"≥ {self.limit:,.10g}"


Budget = AtMost | AtLeast


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What another project needs for the same, in the figure's unit.

    `quoted`: a constant with its source; otherwise it was measured in this run.
    """

    name: str
    value: float
    quoted: bool
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit; without a budget it is told beside others."""

    figure: str
    value: float
    unit: str
    budget: Budget | None = None
    peers: tuple[Peer, ...] = ()

    @property
    def holds(self) -> bool | None:
        """Whether the budget is kept; None without one."""
        return None if self.budget is None else self.budget.holds(self.value)

    @property
    def peer(self) -> Peer | None:
        """The peer that is hardest to beat."""
        if not self.peers:
            return None
        pick = max if isinstance(self.budget, AtLeast) else min
        return pick(self.peers, key=lambda peer: peer.value)

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer: above 1 is better, whichever way better lies."""
        if self.peer is None or not self.value or not self.peer.value:
            return None
        if isinstance(self.budget, AtLeast):
            return self.value / self.peer.value
        return self.peer.value / self.value

    def line(self) -> str:
        """One line of JSON with seven names, always the same."""
        content: dict[str, Any] = {
            "figure": self.figure,
            "value": _short(self.value),
            "unit": self.unit,
            "budget": _budget(self.budget),
            "holds": self.holds,
            "peer": asdict(self.peer) if self.peer else None,
            "ratio": None if self.ratio is None else _short(self.ratio),
        }
        return json.dumps(content, ensure_ascii=False)


def _budget(budget: Budget | None) -> dict[str, float] | None:
    if budget is None:
        return None
    return {"at_most" if isinstance(budget, AtMost) else "at_least": budget.limit}


def _short(value: float) -> float:
    """Four significant digits; whole numbers stay whole."""
    return value if isinstance(value, int) else float(f"{value:.4g}")
