"""A draft of a dossier: what the lawyer writes and chooses. One sealed record of the case; nothing of it leaves the desk."""

import dataclasses
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self

from amana.desk.cases import kept
from amana.desk.cases.opened import OpenedCase
from amana.desk.dossiers.sentence import Sentence
from amana.dossier.terms import Element, Original, Support
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject

KIND: Final = "draft"
NONE, MARKED, WHOLE = "none", "marked", "whole"  # how much of a chat goes into the paper
PARTS: Final = ("statement", "events")


class NoSuchDraft(AmanaError):
    """This draft is not in the case any more. Nothing was changed. Open the case's dossiers again."""


@dataclass
class Chosen:
    """One exhibit of the paper: described in the lawyer's words, and where its original is when the paper is read."""

    what: str = ""
    intimate: bool = False
    original: str = Original.AT_DESK.value
    named: bool = False  # whether its file name is printed


@dataclass
class Judged:
    """One element of the table: what the exhibits give, and the lawyer's words, which are gone through like any sentence."""

    support: str = Support.UNKNOWN.value
    note: Sentence = field(default_factory=lambda: Sentence.new(""))


@dataclass
class Asked:
    """One request to the judge, with what fills its gaps."""

    id: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """Everything that a lawyer decides about one dossier."""

    language: str
    jurisdiction: str
    code: str  # that stands for her in the paper
    by: str
    day: str
    court: str = ""
    key_with: str = ""
    taken: str = ""
    statement: list[Sentence] = field(default_factory=list)
    events: list[Sentence] = field(default_factory=list)
    elements: dict[str, Judged] = field(default_factory=dict)
    exhibits: dict[int, Chosen] = field(default_factory=dict)
    chats: dict[str, str] = field(default_factory=dict)  # "exhibit/member": NONE, MARKED or WHOLE
    whole_read: list[str] = field(default_factory=list)  # chats that the lawyer says to have read
    lines: dict[str, Sentence] = field(default_factory=dict)  # verdicts on marked lines, by spot
    entries: dict[str, Sentence] = field(default_factory=dict)  # on identifiers and losses
    requests: list[Asked] = field(default_factory=list)
    platforms: list[str] = field(default_factory=list)
    unknowns: list[str] = field(default_factory=list)
    limitations: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list, repr=False)  # her names, numbers, places
    hers: list[str] = field(default_factory=list, repr=False)  # senders of chats who are she
    warned: dict[str, str] = field(default_factory=dict)  # by, day: she was told the warnings

    @classmethod
    def new(cls, *, language: str, jurisdiction: str, by: str, day: str) -> Self:
        """An empty draft with a code of its own, and the six elements unknown."""
        code = "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(2))
        code += f"-{secrets.randbelow(9000) + 1000}"
        draft = cls(language=language, jurisdiction=jurisdiction, code=code, by=by, day=day)
        draft.elements = {element.value: Judged() for element in Element}
        return draft

    def dump(self) -> JsonObject:
        """The JSON that is kept."""
        value = dataclasses.asdict(self) | {"v": 1}
        value["exhibits"] = {str(number): told for number, told in value["exhibits"].items()}
        return value

    @classmethod
    def load(cls, value: JsonObject) -> Self:
        """What `dump` wrote."""
        told: dict[str, Any] = {name: each for name, each in value.items() if name != "v"}
        for part in PARTS:
            told[part] = [Sentence.load(each) for each in told[part]]
        told["lines"] = {spot: Sentence.load(each) for spot, each in told["lines"].items()}
        told["entries"] = {
            name: Sentence.load(each) for name, each in told.get("entries", {}).items()
        }
        told["elements"] = {
            name: Judged(each["support"], Sentence.load(each["note"]))
            for name, each in told["elements"].items()
        }
        told["exhibits"] = {int(n): Chosen(**each) for n, each in told["exhibits"].items()}
        told["requests"] = [Asked(**each) for each in told["requests"]]
        return cls(**told)

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Every sentence that a reader would read, with the part that it stands in; the lines of chats among them."""
        for part in PARTS:
            for sentence in getattr(self, part):
                yield part, sentence
        for name, judged in self.elements.items():
            if judged.note.text:
                yield f"element.{name}", judged.note
        for sentence in self.lines.values():
            yield "lines", sentence
        for sentence in self.entries.values():
            yield "entries", sentence

    def sentence(self, id: str) -> Sentence | None:
        """One of them."""
        return next((each for _, each in self.sentences() if each.id == id), None)

    @property
    def open(self) -> int:
        """How many sentences were not gone through yet."""
        return sum(sentence.judged is None for _, sentence in self.sentences())


def drafts_of(opened: OpenedCase) -> list[tuple[int, Draft]]:
    """Keys and drafts of a case, the newest first."""
    found = [(record.key, Draft.load(record.value)) for record in kept.all_of(opened, KIND)]
    return sorted(found, key=lambda pair: (pair[1].day, pair[0]), reverse=True)


def draft_of(opened: OpenedCase, key: int) -> Draft:
    """One draft. Raises NoSuchDraft."""
    try:
        return Draft.load(kept.one_of(opened, KIND, key).value)
    except kept.NotKept as error:
        raise NoSuchDraft from error


def keep(opened: OpenedCase, key: int, draft: Draft) -> None:
    """Seals a draft again. In the caller's transaction."""
    kept.change(opened, KIND, key, draft.dump())
