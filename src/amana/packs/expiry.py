"""Facts that have grown too old to be said to anyone (P12)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from amana.packs.dossier.texts import EXPLAINERS, FOLDER
from amana.packs.faults import PackFault
from amana.packs.guides.library import Library, file_of

if TYPE_CHECKING:
    from amana.packs.pack import Pack


def expired(pack: "Pack", library: Library, *, today: date) -> tuple[PackFault, ...]:
    """Guides past their date; numbers and links whose check was too long ago. What nobody checked has no date to pass."""
    guides = [
        PackFault(
            file=file_of(pack, id, code),
            key="expires",
            what=f"was {guide.expires}; check the facts again and give a new date",
            line=_line(file_of(pack, id, code), "expires"),
        )
        for (id, code), guide in library.guides.items()
        if guide.expires < today
    ]
    services = [
        PackFault(
            file=pack.folder / "services.toml",
            key=f"service[{pack.services.all.index(one)}].verified_on",
            what=f"was {one.verified_on}, more than {pack.services.checked_days} days ago; call again",
        )
        for one in pack.services.grown_old(today=today)
    ]
    days = pack.platforms.checked_days
    platforms = [
        PackFault(
            file=pack.folder / "platforms.toml",
            key=name,
            what=f"was opened on {link.checked_on}, more than {days} days ago; open it again",
        )
        for name, link in pack.platforms.unchecked(today=today)
        if link.checked_on is not None
    ]
    return (*guides, *services, *platforms, *_of_dossiers(pack, today))


def _of_dossiers(pack: "Pack", today: date) -> Iterator[PackFault]:
    """Explanations past their date, and what a lawyer confirmed too long ago."""
    texts = pack.dossier
    for (id, code), explainer in texts.explainers.items():
        if explainer.expires < today:
            file = pack.folder / FOLDER / EXPLAINERS / id / f"{code}.md"
            what = f"was {explainer.expires}; check the facts again and give a new date"
            yield PackFault(file=file, key="expires", what=what, line=_line(file, "expires"))
    for one in texts.unverified(today=today):
        day = one.row.provenance.verified_on
        if day is not None:
            what = f"was {day}, more than {texts.checked_days} days ago; ask a lawyer again"
            yield PackFault(file=pack.folder / one.file, key=f"{one.key}.verified_on", what=what)


def _line(file: Path, key: str) -> int | None:
    """The line of a key of the front matter."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((at for at, line in enumerate(lines, 1) if line.startswith(f"{key} =")), None)
