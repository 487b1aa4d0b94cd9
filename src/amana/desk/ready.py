"""The desk serves and works only when it is ready: checked where every entry passes, whatever loaded it (P12)."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from amana.desk.config import Config
from amana.errors import AmanaError
from amana.live import DEMO_ROOT, require
from amana.packs.live import missing as missing_in_pack
from amana.packs.pack import load
from amana.packs.review import TABLE, read_reviews, unread
from amana.wire.encoding import b64u, load_json

LOCALE: Final = Path(__file__).parent / "locale"


def missing(config: Config) -> list[str]:
    """What live mode lacks, one sentence for each thing."""
    found = []
    if not config.roots:
        found.append("The desk has no root key: put your offline root's public key into `roots`.")
    if b64u(DEMO_ROOT) in config.roots:
        found.append(
            "The desk believes the demonstration's root: replace it in `roots` by your own."
        )
    if not config.second_contact:
        found.append("No outside second contact is set: nobody would hear that a report waits.")
    if config.second_copy is None:
        found.append("The list of erasures has no second place: set `second_copy`.")
    found += demo_keys_in({config.service_keys.parent, config.pepper_file.parent, config.data})
    return [*found, *unread_catalogues(config.languages), *missing_in_pack(load(config.pack))]


def unread_catalogues(languages: tuple[str, ...]) -> list[str]:
    """Languages of the officers' pages that no named person has read as they are now. English stands in the code."""
    translated = tuple(sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir()))
    reviews = read_reviews(LOCALE / TABLE, translated)
    served = tuple(code for code in languages if code in translated)
    return [
        f"{LOCALE / TABLE}: {file} ({code}) awaits the review of a named person."
        for file, code in unread(LOCALE, served, reviews)
    ]


def demo_keys_in(folders: set[Path]) -> list[str]:
    """Files that are marked as keys of a demonstration."""
    return [
        f"{file} is a key of the demonstration: make and certify your own."
        for folder in sorted(folders)
        for file in sorted((*folder.glob("*.key"), *folder.glob("*.keys")))
        if _marked(file)
    ]


def require_ready(config: Config) -> None:
    """Raises NotReadyError for a live desk that lacks something."""
    if not config.demo:
        require(missing(config))


class OnlyWhenReady:
    """Django makes its middleware before the first request of any server: this one refuses, or steps aside."""

    def __init__(self, _answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        require_ready(settings.AMANA)
        raise MiddlewareNotUsed


def _marked(file: Path) -> bool:
    """A plain key file says so itself; a sealed one is never a demonstration's."""
    try:
        return load_json(file.read_bytes()).get("demo") is True
    except (OSError, AmanaError):
        return False
