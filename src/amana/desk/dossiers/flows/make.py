"""Making the paper: only when every sentence was gone through and she was told what it may cost her (P8, P11).

What was made is kept as its snapshot, without any mark of what was weighed; the same snapshot always prints the same bytes.
"""

import datetime
from dataclasses import dataclass, field
from typing import Final, Self

from django.conf import settings
from django.db import transaction

from amana.desk.cases import kept
from amana.desk.cases.clock import now
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.dossiers.draft import Draft, draft_of
from amana.desk.dossiers.flows.review import NotWarned, require_lawyer
from amana.desk.dossiers.gather import follow
from amana.desk.dossiers.paper import Sources, paper_of
from amana.desk.dossiers.texts import reviewed, texts
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import custody, stamps
from amana.desk.vault.files import files_of
from amana.desk.vault.timeline import Timeline, timeline_of
from amana.dossier import guards
from amana.dossier.concerns import Raised, concerns
from amana.dossier.snapshot import Snapshot
from amana.dossier.stored import dump, load
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject

KIND: Final = "paper"


class NotGoneThrough(AmanaError):
    """Some sentences were not gone through, or changed since. Nothing was made. Go through them: say of each whether it admits
    something that the law may hold against her."""


class NoExhibitWords(AmanaError):
    """An exhibit of the paper has no description. Nothing was made. Say in a few neutral words what each exhibit is, without
    what a picture shows."""


class NoSuchPaper(AmanaError):
    """This dossier is not in the case any more. Nothing was changed. Open the case's dossiers again."""


@dataclass(frozen=True)
class Paper:
    """A dossier that was made. `position` is the end of the custody chain that it prints, `epoch` tells the key that signs for it."""

    key: int
    code: str
    language: str
    by: str
    made_on: datetime.datetime
    snapshot: Snapshot
    position: int
    epoch: int
    hers: tuple[str, ...] = field(repr=False)  # senders whom the code stands for

    @classmethod
    def load(cls, record: kept.Kept) -> Self:
        """From its record."""
        value = record.value
        return cls(
            key=record.key,
            code=value["code"],
            language=value["language"],
            by=value["by"],
            made_on=datetime.datetime.fromisoformat(value["made_on"]),
            snapshot=load(value["snapshot"].encode()),
            position=value["position"],
            epoch=value["epoch"],
            hers=tuple(value["hers"]),
        )


def sources_of(opened: OpenedCase, timeline: Timeline) -> Sources:
    """Where the parts of a paper come from, now."""
    files = {file.facts.exhibit: file for file in files_of(opened)}
    return Sources(opened, timeline, files, texts(), reviewed())


def ready(draft: Draft, sources: Sources, *, made_on: datetime.datetime) -> Snapshot:
    """The snapshot, checked. Raises NotGoneThrough, NotWarned, NoExhibitWords, Unfilled or a DossierRefused."""
    if draft.open:
        raise NotGoneThrough
    if not draft.warned:
        raise NotWarned
    if any(not chosen.what and not chosen.intimate for chosen in draft.exhibits.values()):
        raise NoExhibitWords
    snapshot = paper_of(draft, sources, made_on=made_on)
    guards.check(snapshot, withheld=_withheld(draft))
    return snapshot


def raised(draft: Draft, snapshot: Snapshot) -> tuple[Raised, ...]:
    """What the lawyer should see before she makes it: her name in somebody's quoted words, say."""
    return concerns(snapshot, withheld=_withheld(draft))


def _withheld(draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*draft.withheld, *draft.hers)))


@transaction.atomic
def make(unlocked: Unlocked, number: int, key: int) -> int:
    """Makes the paper; gives its key. Raises NotALawyer and what `ready` raises."""
    require_lawyer(unlocked.officer)
    opened = open_case(unlocked, number)
    draft = draft_of(opened, key)
    made_on = now().replace(microsecond=0)
    custody.enter(opened, "paper", None, actor=unlocked.officer.id, words=draft.code)
    stamps.ask_now(opened)
    timeline = timeline_of(unlocked, opened)
    follow(draft, opened, timeline)  # what was marked since she was asked is asked first
    sources = sources_of(opened, timeline)
    snapshot = guards.exported(ready(draft, sources, made_on=made_on))
    value: JsonObject = {
        "v": 1,
        "code": draft.code,
        "language": draft.language,
        "by": unlocked.officer.id,
        "made_on": made_on.isoformat(),
        "snapshot": dump(snapshot).decode(),
        "position": custody.custody_of(opened).position,
        "epoch": opened.case.epoch,
        "hers": draft.hers,
    }
    record = kept.keep(opened, KIND, value)
    note(opened, unlocked, "dossier.made", language=draft.language)
    opened.save()
    return record.key


def papers_of(opened: OpenedCase) -> list[Paper]:
    """Every dossier that was made of a case, the newest first."""
    found = [Paper.load(record) for record in kept.all_of(opened, KIND)]
    return sorted(found, key=lambda paper: paper.made_on, reverse=True)


def paper_of_key(opened: OpenedCase, key: int) -> Paper:
    """One of them. Raises NoSuchPaper."""
    try:
        return Paper.load(kept.one_of(opened, KIND, key))
    except kept.NotKept as error:
        raise NoSuchPaper from error


@transaction.atomic
def throw_away(unlocked: Unlocked, number: int, key: int) -> None:
    """Removes a dossier that was made; copies that left the desk are not reached by it. Raises NotKept."""
    opened = open_case(unlocked, number)
    kept.drop(opened, KIND, key)
    note(opened, unlocked, "dossier.removed")
    opened.save()


def forget_exhibit(opened: OpenedCase, exhibit: int) -> None:
    """Removes every paper that tells the hash of an exhibit; copies that left the desk are not reached. In the caller's transaction."""
    for paper in papers_of(opened):
        if any(each.number == exhibit for each in paper.snapshot.exhibits):
            kept.drop(opened, KIND, paper.key)


def languages() -> list[str]:
    """The languages in which a dossier can be made here."""
    return list(settings.AMANA.languages)
