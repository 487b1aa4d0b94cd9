"""The desk's catalogues: every text taken out of templates, code and errors, merged, compiled.
`python -m amana.desk.ui.catalogue`

Uses babel alone; Debian's gettext need not be there. Errors are texts too: the docstring of each AmanaError is what an officer reads.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from amana.errors import AmanaError
from amana.packs.review import renew

DESK: Final = Path(__file__).parents[1]
LOCALE: Final = DESK / "locale"
LANGUAGES: Final = ("ar", "ckb")
_ERRORS_OF: Final = (
    "amana.errors", "amana.seal", "amana.wire", "amana.stores", "amana.chats", "amana.darkroom.errors",
    "amana.evidence", "amana.matching", "amana.dossier", "amana.packs.dossier", "amana.desk",
)  # fmt: skip
_KEYWORDS: Final[dict[str, tuple[int, ...] | None]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same texts give the same file

Message = str | tuple[str, ...]


def fresh() -> Catalog:
    """Every text of the desk, in the order of its place, untranslated."""
    catalog = Catalog(project="amana desk", charset="utf-8", fuzzy=False)
    for message, place in sorted(_texts(), key=lambda found: (found[1], str(found[0]))):
        flags = ["python-format"] if "%(" in str(message) else []
        catalog.add(message, locations=[(place, 0)], flags=flags)
    return catalog


def path(language: str, kind: str) -> Path:
    """Where a catalogue lies; `kind` is "po" or "mo"."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{kind}"


def read(language: str) -> Catalog:
    """The catalogue as it is committed."""
    with path(language, "po").open("rb") as file:
        return read_po(file, locale=language, domain="django")


def merged(language: str) -> Catalog:
    """The committed translations on the texts of now: new ones empty, unused ones gone, nothing
    guessed.
    """
    catalog, found = _headed(language), fresh()
    known = read(language) if path(language, "po").exists() else Catalog()
    for message in found:
        if message.id:
            old = known.get(message.id)
            catalog.add(
                message.id,
                old.string if old else None,
                locations=message.locations,
                flags=message.flags,
            )
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """The text form, without dates, so that the same texts give the same file."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    volatile = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')
    return b"".join(line for line in lines if not line.startswith(volatile))


def mo_bytes(catalog: Catalog) -> bytes:
    """The form that Django reads."""
    buffer = BytesIO()
    plain = read_po(BytesIO(po_bytes(catalog)), locale=catalog.locale)
    plain.creation_date = plain.revision_date = _NO_DATE
    write_mo(buffer, plain)
    return buffer.getvalue()


def write() -> None:
    """Merges and compiles both catalogues; what changed awaits its reader again (P12)."""
    for language in LANGUAGES:
        catalog = merged(language)
        path(language, "po").parent.mkdir(parents=True, exist_ok=True)
        path(language, "po").write_bytes(po_bytes(catalog))
        path(language, "mo").write_bytes(mo_bytes(catalog))
    renew(LOCALE, LANGUAGES)


def _headed(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="amana desk",
        charset="utf-8",
        fuzzy=False,
        header_comment="# Machine-made first version, awaiting review by native speakers.",
        last_translator="",
        language_team="",
        msgid_bugs_address="",
    )


def _texts() -> Iterator[tuple[Message, str]]:
    for file in sorted(DESK.rglob("*")):
        if file.suffix in {".html", ".py", ".txt"} and "migrations" not in file.parts:
            yield from _in_file(file)
    yield from _sentences()


def _in_file(file: Path) -> Iterator[tuple[Message, str]]:
    place, source = str(file.relative_to(DESK)), file.read_text("utf-8")
    if file.suffix != ".py":
        source = templatize(source, origin=place)
    for _, message, _, _ in extract("python", BytesIO(source.encode()), keywords=_KEYWORDS):
        yield (message if isinstance(message, str) else tuple(message)), place


def _sentences() -> Iterator[tuple[str, str]]:
    """What each error says; its place is its class."""
    for module in _modules():
        for name, thing in sorted(vars(module).items()):
            error = isinstance(thing, type) and issubclass(thing, AmanaError)
            if error and thing.__module__ == module.__name__:
                yield thing.__new__(thing).sentence, f"{module.__name__}.{name}"


def _modules() -> Iterator[ModuleType]:
    for root in _ERRORS_OF:
        module = importlib.import_module(root)
        yield module
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), root + "."):
            if not {"migrations", "wsgi", "settings", "urls"} & set(found.name.split(".")):
                yield importlib.import_module(found.name)


if __name__ == "__main__":
    from amana.desk.server import prepare

    prepare(Path(sys.argv[1]))
    import django

    django.setup()
    write()
