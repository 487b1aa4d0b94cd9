"""From a snapshot to a PDF/A-3a: checked, compiled without network and system fonts; the same bytes for the same case and time."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import typst

from amana.dossier.attachments import Attachment, attachments
from amana.dossier.finishing import finish
from amana.dossier.glyphs import FONTS
from amana.dossier.guards import check, exported
from amana.dossier.refusals import NotPrinted
from amana.dossier.sheets import sheet
from amana.dossier.snapshot import Snapshot

_TEMPLATE: Final = Path(__file__).parent / "template"


@dataclass(frozen=True)
class Dossier:
    """A finished paper. `content` is the SHA-256 of the attached snapshot, whose beginning stands in the footer."""

    pdf: bytes
    pages: int
    content: str
    attached: tuple[Attachment, ...]


def make(snapshot: Snapshot, withheld: tuple[str, ...] = ()) -> Dossier:
    """Takes two seconds for 5,000 lines of transcript. Raises NoSuchLanguage or DossierRefused.

    `withheld`: her name, address and numbers; the paper is not made when they stand in our words or in a label.
    """
    check(snapshot, withheld)
    leaving = exported(snapshot)
    attached = attachments(leaving)
    content = attached[0].sha256
    laid_out = sheet(leaving, content)
    laid_out["attached"] = [[one.name, {"type": one.type, "words": one.words}] for one in attached]
    files = {file.name: file.read_bytes() for file in _TEMPLATE.glob("*.typ")}
    files["main"] = files.pop("main.typ")
    files |= {one.name: one.data for one in attached}
    files["sheet.json"] = json.dumps(laid_out).encode()
    pdf, pages = finish(_compiled(files, snapshot))
    return Dossier(pdf, pages, content, attached)


def _compiled(files: dict[str, bytes], snapshot: Snapshot) -> bytes:
    try:
        return typst.compile(
            cast(Any, files),  # its stub forgets that files may be handed over in memory
            font_paths=_fonts(),
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(snapshot.made_on.timestamp()),
        )
    except typst.TypstError as error:
        raise NotPrinted from error


@cache
def _fonts() -> typst.Fonts:
    """The bundled fonts alone: no font of the machine may change the bytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
