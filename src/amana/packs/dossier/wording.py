"""Every sentence of a dossier's texts with its place, for the checks of style."""

from collections.abc import Iterator
from pathlib import Path

from amana.packs.dossier.texts import EXPLAINERS, EXPOSURES, FOLDER, DossierTexts

Placed = tuple[Path, str, int | None, str]  # file, key, line, words
PROSE = ("name", "task", "text", "law", "note", "looks_for", "support", "to_her", "officer")


def written(texts: DossierTexts, folder: Path, code: str) -> Iterator[Placed]:
    """All that a court, an officer or she is told in one language."""
    for one in texts.rows():
        for name in PROSE:
            if said := getattr(one.row, name, {}).get(code):
                file = folder / one.file.removeprefix(f"{FOLDER}/")
                yield file, f"{one.key}.{name}.{code}", None, said
    for (id, language), explainer in texts.explainers.items():
        if language == code:
            file = folder / EXPLAINERS / id / f"{code}.md"
            for key in ("title", "lead"):
                yield file, key, None, getattr(explainer, key)
            for block in explainer.blocks:
                yield file, id, block.line, block.text


def read_aloud(texts: DossierTexts, folder: Path, code: str) -> Iterator[Placed]:
    """What is read to her: held to the style of her own pages too."""
    for at, one in enumerate(texts.exposures):
        yield folder / EXPOSURES, f"exposure[{at}].to_her.{code}", None, one.to_her[code]
