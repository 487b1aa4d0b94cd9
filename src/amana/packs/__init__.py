"""Country packs: all that changes from one country to the next, as dated data with a review state (P12)."""

from amana.packs.check import faults, require_whole
from amana.packs.faults import NotWhole, PackFault
from amana.packs.language import Language
from amana.packs.live import missing
from amana.packs.pack import Pack, load
from amana.packs.service import Service

__all__ = [
    "Language",
    "NotWhole",
    "Pack",
    "PackFault",
    "Service",
    "faults",
    "load",
    "missing",
    "require_whole",
]
