"""Beginning a draft, and throwing one away."""

from django.conf import settings
from django.db import transaction

from amana.desk.cases import kept
from amana.desk.cases.clock import today
from amana.desk.cases.history import note
from amana.desk.cases.opened import open_case
from amana.desk.dossiers.draft import KIND, Draft
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.packs.place import JURISDICTIONS


class NoSuchLanguage(AmanaError):
    """A dossier cannot be made in this language, or for this jurisdiction. Nothing was changed. Choose one of the list."""


@transaction.atomic
def begin(unlocked: Unlocked, number: int, *, language: str, jurisdiction: str) -> int:
    """Makes an empty draft; gives its key. Raises NoSuchLanguage or NoSuchCase."""
    opened = open_case(unlocked, number)
    if language not in settings.AMANA.languages or jurisdiction not in JURISDICTIONS:
        raise NoSuchLanguage
    draft = Draft.new(
        language=language,
        jurisdiction=jurisdiction,
        by=unlocked.officer.id,
        day=today().isoformat(),
    )
    record = kept.keep(opened, KIND, draft.dump())
    note(opened, unlocked, "dossier.begun")
    opened.save()
    return record.key


@transaction.atomic
def throw_away(unlocked: Unlocked, number: int, key: int) -> None:
    """Removes a draft. Papers that were made of it stay. Raises NotKept."""
    opened = open_case(unlocked, number)
    kept.drop(opened, KIND, key)
    note(opened, unlocked, "dossier.thrown-away")
    opened.save()
