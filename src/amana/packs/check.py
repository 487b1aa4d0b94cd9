"""Whether a pack may be used: everything that is wrong with it at once, so that it can be mended in one sitting."""

from datetime import UTC, date, datetime

from amana.packs.expiry import expired
from amana.packs.faults import NotWhole, PackFault
from amana.packs.guides.library import examine
from amana.packs.lexicon import lexicon_of
from amana.packs.lint import lint
from amana.packs.pack import Pack


def faults(pack: Pack, *, today: date | None = None) -> tuple[PackFault, ...]:
    """Everything that is wrong. A guide that nobody has begun to write is none: it is left out of the
    pages, and live mode refuses."""
    library, wrong = examine(pack)
    day = today or datetime.now(UTC).date()
    words = _of_lexicon(pack)
    return (*wrong, *library.half, *words, *lint(pack, library), *expired(pack, library, today=day))


def _of_lexicon(pack: Pack) -> tuple[PackFault, ...]:
    try:
        lexicon_of(pack.folder)
    except PackFault as fault:
        return (fault,)
    return ()


def require_whole(pack: Pack, *, today: date | None = None) -> None:
    """Raises NotWhole with every fault."""
    if found := faults(pack, today=today):
        raise NotWhole(found)
