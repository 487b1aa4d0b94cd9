"""Moments of a film as the desk keeps them: blurred, few, each with its second (P10)."""

from dataclasses import dataclass

from amana.darkroom.picture import Picture


@dataclass(frozen=True)
class Still:
    """A blurred moment; `at` in seconds from the start."""

    at: float
    picture: Picture


@dataclass(frozen=True)
class Film:
    """`seconds` is None where the film does not tell its length."""

    seconds: float | None
    stills: tuple[Still, ...]
