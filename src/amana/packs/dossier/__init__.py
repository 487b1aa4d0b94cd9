"""The country's words in a dossier: courts, requests, elements, warnings, explanations of platforms, each dated and sourced (P12)."""

from amana.packs.dossier.court import Court
from amana.packs.dossier.element import ElementText
from amana.packs.dossier.explainer import Block, Explainer
from amana.packs.dossier.exposure import Exposure
from amana.packs.dossier.provenance import Provenance
from amana.packs.dossier.request import RequestText, Unfilled
from amana.packs.dossier.sheet import Sheet
from amana.packs.dossier.texts import DossierTexts, read_dossier

__all__ = [
    "Block",
    "Court",
    "DossierTexts",
    "ElementText",
    "Explainer",
    "Exposure",
    "Provenance",
    "RequestText",
    "Sheet",
    "Unfilled",
    "read_dossier",
]
