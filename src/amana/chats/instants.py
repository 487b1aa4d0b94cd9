"""The instants that exports state, as dates with a zone; what is no instant is None, never a guess."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# An instant after the year 5138 in seconds is one after 1973 in thousandths: no app mixes them up.
_SECONDS, _THOUSANDTHS = 10**11, 10**14
_LAST = datetime(9000, 1, 1, tzinfo=UTC)  # later, a change of zone could leave the calendar


def instant(number: int | None) -> datetime | None:
    """An instant from seconds, thousandths or millionths since 1970, told apart by their size."""
    if number is None or number <= 0:
        return None
    unit = 1 if number < _SECONDS else 1000 if number < _THOUSANDTHS else 1_000_000
    try:
        at = _EPOCH + timedelta(microseconds=number * (1_000_000 // unit))
    except OverflowError:
        return None
    return at if at < _LAST else None


def stated(text: str, form: str, *, utc: bool = False) -> datetime | None:
    """A date as `form` (of `strptime`) writes it; naive unless the form tells a zone or `utc`."""
    try:
        at = datetime.strptime(text, form)  # noqa: DTZ007  # a phone's own clock, kept as it is
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if utc else at
