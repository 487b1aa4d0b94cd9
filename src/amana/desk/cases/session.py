"""What the cases room keeps in a session's memory: the index of its lines."""

from typing import Final

from amana.desk.cases import keyed
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.lines import Index
from amana.desk.staff.sessions import Unlocked

_MEMORY: Final = "cases.index"


def index_of(unlocked: Unlocked) -> Index:
    """The lines of this officer's cases, up to date, for a page; what arrives is looked at again."""
    index = lines_of(unlocked)
    keyed.wake()
    return index


def lines_of(unlocked: Unlocked) -> Index:
    """The same for keyed work, which does not wake itself."""
    index: Index = unlocked.memory.setdefault(_MEMORY, Index())
    index.refresh(keys_of(unlocked))
    return index
