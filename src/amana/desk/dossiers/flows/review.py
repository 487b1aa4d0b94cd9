"""Going through a draft, sentence by sentence: what admits an offence of hers leaves the desk only when she has chosen so (P8, P11).

The lawyer reads the warnings to her first; her choice is recorded with the day and how she gave it.
"""

from django.db import transaction

from amana.desk.cases.clock import today
from amana.desk.cases.history import note
from amana.desk.cases.opened import open_case
from amana.desk.dossiers.draft import draft_of, keep
from amana.desk.dossiers.flows.write import NoSuchSentence
from amana.desk.dossiers.gather import follow
from amana.desk.dossiers.sentence import KEEP, VERDICTS, Verdict
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.timeline import timeline_of
from amana.errors import AmanaError

_HOW = 200  # characters


class NotALawyer(AmanaError):
    """Only a lawyer of this desk goes through a dossier and makes it. Nothing was changed. Ask her; she must be admitted to the case."""


class NotToldHow(AmanaError):
    """A sentence that admits an offence of hers stays in only by her own choice. Nothing was changed. Write how and when she
    said so, after the warnings."""


class NotWarned(AmanaError):
    """She has not been told the warnings for this dossier. Nothing was changed. Read them to her first and record that you did."""


def require_lawyer(officer: Officer) -> None:
    """Raises NotALawyer."""
    if "lawyer" not in officer.roles:
        raise NotALawyer


@transaction.atomic
def warn(unlocked: Unlocked, number: int, key: int) -> None:
    """Records that she was told what a dossier may cost her. Raises NotALawyer."""
    require_lawyer(unlocked.officer)
    opened = open_case(unlocked, number)
    draft = draft_of(opened, key)
    draft.warned = {"by": unlocked.officer.id, "day": today().isoformat()}
    keep(opened, key, draft)
    note(opened, unlocked, "dossier.warned")
    opened.save()


@transaction.atomic
def judge(unlocked: Unlocked, number: int, key: int, id: str, *, says: str, how: str) -> None:
    """Records a verdict on one sentence. Raises NotALawyer, NotWarned, NotToldHow or NoSuchSentence."""
    require_lawyer(unlocked.officer)
    opened = open_case(unlocked, number)
    draft = draft_of(opened, key)
    follow(draft, opened, timeline_of(unlocked, opened))
    sentence = draft.sentence(id)
    if sentence is None or says not in VERDICTS:
        raise NoSuchSentence
    if says == KEEP and not draft.warned:
        raise NotWarned
    if says == KEEP and not how.strip():
        raise NotToldHow
    sentence.verdict = Verdict(
        says=says,
        by=unlocked.officer.id,
        day=today().isoformat(),
        of=sentence.words,
        how=how.strip()[:_HOW],
    )
    keep(opened, key, draft)
    if says == KEEP:
        note(opened, unlocked, "dossier.she-keeps")
        opened.save()
