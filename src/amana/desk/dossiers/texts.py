"""The country pack's words for dossiers, read once (P12)."""

from functools import cache
from pathlib import Path

from django.conf import settings

from amana.packs.dossier import DossierTexts
from amana.packs.live import missing
from amana.packs.pack import Pack, load


def texts() -> DossierTexts:
    """Courts, requests, elements, warnings, explanations."""
    return _pack(settings.AMANA.pack).dossier


def reviewed() -> bool:
    """Whether named people have read all of the pack: a paper says so when they have not."""
    return not missing(_pack(settings.AMANA.pack))


@cache
def _pack(folder: Path) -> Pack:
    return load(folder)
