"""Each container of a guide as elements: all of it plain HTML and CSS, working without scripts; `look/guides.css` does the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from amana.packs.guides.elements import (
    Answers,
    Attention,
    Block,
    Choice,
    Condition,
    Field,
    Guide,
    Note,
    Numbers,
    Paragraph,
    Question,
    Screen,
    SelfCheck,
    Sheet,
    Step,
    plain,
)
from amana.site.blocks import Book, inline, plainly, shown
from amana.site.drawing import read_drawing
from amana.site.services import service_details
from amana.site.tree import Element, tag

NO_HISTORY = {"autocomplete": "off"}  # nothing she ticks or types is kept by the browser (P3)


@dataclass(frozen=True)
class Writer:
    """Writes the containers of one guide."""

    guide: Guide
    book: Book

    def question(self, at: int) -> Element:
        """One question, with what is still to come and the two ways out. `q0-1` is the second answer
        of the first question: names that say nothing."""
        questions = self.guide.questions()
        question = questions[at]
        rows = [
            _radio(f"q{at}", number, inline(choice.label, self.book))
            for number, choice in enumerate(question.answers)
        ]
        left = self.book.text(f"left.n{len(questions) - 1 - at}")
        return tag(
            "fieldset",
            tag("legend", *_heading(question.ask, self.book)),
            *rows,
            tag("p", left, class_="soft small left"),
            *self._ways_out(),
            class_=f"question at{at}",
        )

    def _ways_out(self) -> list[Element]:
        ways = [way for way in self.book.library.ways_out if way.guide != self.guide.id]
        code = self.book.language.code
        return [
            tag("p", tag("a", way.label[code], href=self.book.href(way.guide)), class_="way-out")
            for way in ways
        ]

    def step(self, step: Step, *, first: bool) -> Element:
        """A step behind its title, one open at a time; classes `h0-1` hide it after the answers that exclude it."""
        hidden = " ".join(
            f"h{at}-{number}" for one in step.when for at, number in self._excluding(one)
        )
        return tag(
            "details",
            tag("summary", tag("h2", *inline(step.title, self.book))),
            tag(
                "div",
                *(self._only_if(one) for one in step.when),
                *self._recording(step),
                *shown(step.content, self.book),
                self._checked(step),
                class_="stack",
            ),
            class_=f"step {hidden}".strip(),
            name="step",
            open=first,
        )

    def _checked(self, step: Step) -> Element | None:
        if step.checked is None:
            return None
        return tag("p", self.book.dated("guide.step_checked", step.checked), class_="soft small")

    def _excluding(self, condition: Condition) -> list[tuple[int, int]]:
        """Places of the answers after which the step does not stand."""
        at, question = self._asked(condition)
        return [
            (at, number)
            for number, answer in enumerate(question.answers)
            if answer.id not in condition.answers
        ]

    def _asked(self, condition: Condition) -> tuple[int, Question]:
        questions = enumerate(self.guide.questions())
        return next((at, one) for at, one in questions if one.id == condition.question)

    def _only_if(self, condition: Condition) -> Element:
        """For whom the step is meant; shown until that question is answered, and where CSS cannot hide steps."""
        at, question = self._asked(condition)
        labels = [plain(one.label) for one in question.answers if one.id in condition.answers]
        asked = " ".join(plain(one.words) for one in question.ask if isinstance(one, Paragraph))
        words = self.book.text("guide.if").replace("{question}", asked)
        told = words.replace("{answers}", self.book.text("guide.or").join(labels))
        return tag("p", told, class_=f"if i{at} soft small")

    def _recording(self, step: Step) -> list[Element]:
        """Fetched only when she presses it."""
        file = self.book.library.recordings.get((self.guide.id, step.id, self.guide.language))
        if file is None:
            return []
        source = self.book.addresses.recording(file.read_bytes())
        player = tag(
            "audio",
            src=source,
            controls=True,
            preload="none",
            controlslist="nodownload",
            aria_label=plain(step.title),
        )
        return [tag("p", self.book.text("guide.earphone"), class_="soft small"), player]

    def answers(self, answers: Answers) -> Element:
        """One answer open at a time; opening one is all that happens."""
        rows = [self._told(choice, answers.id) for choice in answers.answers]
        return tag("section", *_asking(answers.ask, self.book), *rows, class_="answers")

    def _told(self, choice: Choice, name: str) -> Element:
        return tag(
            "details",
            tag("summary", *inline(choice.label, self.book)),
            tag("div", *shown(choice.told, self.book), class_="stack"),
            name=name,
        )

    def selfcheck(self, check: SelfCheck) -> Element:
        """A tick hides what to do; the number of what is open is counted by CSS and never leaves the page."""
        rows = [
            tag(
                "div",
                tag(
                    "label",
                    tag("input", type="checkbox", id=f"{check.id}-{choice.id}", **NO_HISTORY),
                    tag("span", *inline(choice.label, self.book)),
                    class_="option",
                ),
                tag("div", *shown(choice.told, self.book), class_="todo stack"),
                class_="check",
            )
            for choice in check.items
        ]
        result = tag(
            "p",
            self.book.text("guide.still_open"),
            " ",
            tag("span", class_="count"),
            class_="result",
        )
        done = tag("p", self.book.text("guide.nothing_open"), class_="note nothing-open")
        hint = tag("p", self.book.text("guide.tick"), class_="soft small")
        return tag("section", hint, *rows, result, done, class_="selfcheck")

    def field(self, field: Field) -> Element:
        """A box for her own words: held in the page alone, not spell-checked elsewhere, gone with the page."""
        hint = tag("small", *inline(field.hint, self.book)) if field.hint else None
        return tag(
            "label",
            tag("span", *inline(field.ask, self.book)),
            hint,
            tag(
                "textarea",
                id=f"f-{field.id}",
                rows="3",
                maxlength="1000",
                spellcheck="false",
                **NO_HISTORY,
            ),
            class_="field",
        )

    def note(self, note: Note | Attention) -> Element:
        kind = "note" if isinstance(note, Note) else "attention"
        return tag("div", *shown(note.content, self.book), class_=f"{kind} stack")

    def numbers(self, numbers: Numbers) -> list[Element]:
        """The services of the groups, or a sentence that there is none."""
        found = self.book.pack.services.of(numbers.groups)
        if not found:
            return [tag("p", self.book.text("guide.no_numbers"), class_="soft")]
        return [service_details(one, self.book.pack, self.book.language) for one in found]

    def screen(self, screen: Screen) -> Element:
        """A drawing of ours, and in words what it shows; only the words where nobody has drawn it yet."""
        file = self.book.library.drawings.get(screen.name)
        drawn = read_drawing(file) if file else None
        return tag(
            "figure",
            drawn,
            tag("figcaption", *plainly(screen.content, self.book)),
            class_="screen",
        )

    def sheet(self, sheet: Sheet) -> list[Element]:
        """The facilitator's page: alone on paper, without a name of ours."""
        head = tag("h2", self.book.text("guide.sheet"), class_="sheet-head")
        title = tag("h2", self.guide.title)
        return [
            head,
            print_button(self.book),
            tag("section", title, *plainly(sheet.content, self.book), class_="sheet"),
        ]


def print_button(book: Book) -> Element:
    """With scripts a button; without them the browser's menu does it."""
    return tag(
        "div",
        tag("p", book.text("guide.print_hint"), class_="soft small"),
        tag("button", book.text("guide.print"), type="button", class_="scripted", data_do="print"),
        class_="stack no-print",
    )


def _radio(name: str, number: int, label: Sequence[Element | str]) -> Element:
    box = tag("input", type="radio", name=name, id=f"{name}-{number}", **NO_HISTORY)
    return tag("label", box, tag("span", *label), class_="option")


def _heading(ask: Sequence[Block], book: Book) -> list[Element | str]:
    """A legend holds no paragraphs: the question's words, one after another."""
    found: list[Element | str] = []
    for one in ask:
        if isinstance(one, Paragraph):
            found += [*inline(one.words, book), " "]
    return found[:-1]


def _asking(ask: Sequence[Block], book: Book) -> list[Element]:
    """The first paragraph asks, as a heading; what follows is the message to judge."""
    if isinstance(ask[0], Paragraph):
        return [tag("h2", *inline(ask[0].words, book)), *plainly(ask[1:], book)]
    return plainly(ask, book)
