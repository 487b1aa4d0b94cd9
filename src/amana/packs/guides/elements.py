"""What a guide is made of: plain elements, the same for the page, its JSON and the checks. No element holds markup."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

TEMPLATES = (
    "questions",
    "page",
    "checklist",
    "lesson",
    "prompts",
    "plan",
    "services",
    "complaint",
)
ROOMS = ("now", "accounts", "training", "safety", "others", "about")
LINKS = ("guide", "service", "platform")


@dataclass(frozen=True, slots=True)
class Text:
    """Words without form."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the sentence."""

    words: "Words"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a `guide`, a `service` or a `platform` (`facebook.hacked`) of the pack; never an address."""

    kind: str
    target: str
    words: "Words"


Words = tuple[Text | Strong | Link, ...]


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(one.text if isinstance(one, Text) else plain(one.words) for one in words)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `line` in the file, from 1."""

    words: Words
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a page."""

    words: Words
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that she can say, or that someone sends."""

    content: tuple["Block", ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with numbers when the order counts."""

    ordered: bool
    items: tuple[tuple["Block", ...], ...]
    line: int = field(default=0, compare=False)


Block = Paragraph | Heading | Quote | Items


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question, or one statement: its id, its label, and what she is told when she opens it."""

    id: str
    label: Words
    told: tuple[Block, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A plain question; answers decide which steps stand."""

    id: str
    ask: tuple[Block, ...]
    answers: tuple[Choice, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """A step stands when this question has one of these answers, or none yet."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `checked` is the day on which somebody last saw that it is done so."""

    id: str
    title: Words
    when: tuple[Condition, ...]
    checked: date | None
    content: tuple[Block, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Answers:
    """A question whose answers each lead to their own words; nothing is counted."""

    id: str
    ask: tuple[Block, ...]
    answers: tuple[Choice, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """Statements to tick; what is not ticked shows what to do."""

    id: str
    items: tuple[Choice, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A box for her own words."""

    id: str
    ask: Words
    hint: Words
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that explains."""

    content: tuple[Block, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Attention:
    """A deadline, a danger, something unreviewed."""

    content: tuple[Block, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The services of these groups, in this order."""

    groups: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Screen:
    """A drawn screen of the pack, and in words what it shows."""

    name: str
    content: tuple[Block, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facilitator's sheet: one A4 page."""

    content: tuple[Block, ...]
    line: int = field(default=0, compare=False)


Container = (
    Question | Step | Answers | SelfCheck | Field | Note | Attention | Numbers | Screen | Sheet
)
Element = Block | Container


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide in one language."""

    id: str
    language: str
    title: str
    lead: str
    source: tuple[str, ...]
    checked_on: date
    expires: date
    content: tuple[Element, ...]

    def questions(self) -> tuple[Question, ...]:
        return tuple(one for one in self.content if isinstance(one, Question))

    def steps(self) -> tuple[Step, ...]:
        return tuple(one for one in self.content if isinstance(one, Step))

    def links(self) -> Iterator[tuple[int, Link]]:
        """Every link with its line."""
        for line, words in self.words():
            yield from ((line, link) for link in _links(words))

    def words(self) -> Iterator[tuple[int, Words]]:
        """All words that she reads, piece by piece, with the line on which each begins."""
        yield 2, (Text(self.title),)
        yield 3, (Text(self.lead),)
        for element in self.content:
            yield from words_of(element)


def words_of(element: Element) -> Iterator[tuple[int, Words]]:
    """The words of one element, piece by piece, with their lines."""
    match element:
        case Paragraph() | Heading():
            yield element.line, element.words
        case Quote() | Note() | Attention() | Screen() | Sheet():
            yield from _all(element.content)
        case Items():
            for item in element.items:
                yield from _all(item)
        case Step():
            yield element.line, element.title
            yield from _all(element.content)
        case Question() | Answers():
            yield from _all(element.ask)
            yield from _told(element.answers)
        case SelfCheck():
            yield from _told(element.items)
        case Field():
            yield element.line, element.ask
            yield element.line, element.hint
        case Numbers():
            return


def _all(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Words]]:
    for block in blocks:
        yield from words_of(block)


def _told(choices: tuple[Choice, ...]) -> Iterator[tuple[int, Words]]:
    for choice in choices:
        yield choice.line, choice.label
        yield from _all(choice.told)


def _links(words: Words) -> Iterator[Link]:
    for one in words:
        if isinstance(one, Link):
            yield one
        if not isinstance(one, Text):
            yield from _links(one.words)
