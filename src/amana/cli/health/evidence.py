"""What evidence needs on this computer: a dark room that locks, words read from pictures, authorities that can be believed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amana.darkroom import room
from amana.darkroom.errors import NoDarkRoom, NoOcr
from amana.darkroom.picture import Pixels
from amana.darkroom.source import Held
from amana.errors import AmanaError
from amana.wire.encoding import load_json

if TYPE_CHECKING:
    from amana.desk.config import Config

STAMP_DAYS: Final = 7  # that a time-stamp may wait for its authority
_SIDE: Final = 32  # pixels of a picture of our own


def findings(config: "Config") -> Iterator[str]:
    """One sentence each."""
    yield from _dark_room()
    yield from _authorities(config)
    if not config.safeguarding and not config.demo:
        yield (
            "No lawyer has approved the procedure for files in which a child may be, so the desk says that it cannot take such "
            "cases: read docs/safeguarding.md, then set `safeguarding`."
        )


def locks(config: "Config") -> Iterator[str]:
    """Backups that still hold a file which was locked unseen."""
    from amana.cli.backup import NOTE
    from amana.desk.cases.erasures import read

    days = [day for standing in read(config).cases.values() for day in standing.locked.values()]
    try:
        folder = Path(load_json((config.data / NOTE).read_bytes())["main"]).parent
    except (OSError, AmanaError, KeyError, TypeError):
        return
    last = max(days, default="").replace("-", "")
    old = [p.name for p in sorted(folder.glob("desk-*-main.age")) if p.name[5:13] < last]
    if old:
        yield (
            f"{len(old)} backups in {folder} are from before a file was locked unseen and still hold it, sealed ({old[0]} …): "
            "make a new backup, then delete them, also wherever they were copied to."
        )


def stamps(today: date) -> Iterator[str]:
    """Of the desk's rows."""
    from amana.desk.vault.models import Stamp

    old = Stamp.objects.filter(reply=b"", day__lt=today - timedelta(days=STAMP_DAYS)).count()
    if old:
        yield (
            f"{old} time-stamps have waited for their authority for more than {STAMP_DAYS} days: look at its address, at the "
            "proxy and at the worker's log."
        )


def _dark_room() -> Iterator[str]:
    grey = Pixels(_SIDE, _SIDE, 1, bytes(_SIDE * _SIDE)).picture((_SIDE, _SIDE))
    try:
        room.blur(Held(grey.content))
        room.ocr(Held(grey.content))
    except NoDarkRoom as error:
        yield error.sentence
    except NoOcr:
        yield (
            "Words in pictures cannot be read here; everything else works. Install tesseract-ocr and tesseract-ocr-script-arab."
        )
    except AmanaError as error:
        yield f"The dark room did not read a picture of its own: {error.sentence}"


def _authorities(config: "Config") -> Iterator[str]:
    if not config.authorities and not config.demo:
        yield (
            "No authority for time-stamps is named, so nothing outside this desk says when an exhibit was here: set `authorities`, "
            "two if possible."
        )
    for told in config.authorities:
        if not (config.base / told["roots"]).is_file():
            yield f"The certificates of the authority {told['name']} are not at {told['roots']}: put its PEM file there."
