"""Whether a pack may be used: everything that is wrong with it at once, so that it can be mended in one sitting."""

from datetime import UTC, date, datetime

from amana.packs.expiry import expired
from amana.packs.faults import NotWhole, PackFault
from amana.packs.guides.library import Library, examine
from amana.packs.lint import lint
from amana.packs.pack import Pack


def faults(pack: Pack, *, today: date | None = None) -> tuple[PackFault, ...]:
    """Everything that `amana pack check` names, guides that are not written yet among it."""
    library, wrong = examine(pack)
    return (*wrong, *library.unwritten, *_style_and_dates(pack, library, today))


def require_whole(pack: Pack, *, today: date | None = None) -> None:
    """Raises NotWhole with every fault. A guide that nobody has written yet is none: it is left out of the pages."""
    library, wrong = examine(pack)
    if found := (*wrong, *_style_and_dates(pack, library, today)):
        raise NotWhole(found)


def _style_and_dates(pack: Pack, library: Library, today: date | None) -> tuple[PackFault, ...]:
    day = today or datetime.now(UTC).date()
    return (*lint(pack, library), *expired(pack, library, today=day))
