"""She, in Firefox: the same visit as in `survivor`, told to Debian's Firefox through `firefox.mjs`."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from amana.packs import load
from amana.packs.guides import read_library
from tests.journeys.world import ROOT
from tests.site.instances import IRAQ

FIREFOX = "/usr/bin/firefox-esr"
CLIENT = ROOT / "client"
SLOW = 60  # seconds for keys, work and sending on a busy machine


class FirefoxFailed(AssertionError):
    """What the browser said instead of doing it."""


class Firefox:
    """One browser; ends with the block. With a profile (an empty folder), everything happens in it, as in a person's own browser."""

    def __init__(self, *, profile: Path | None = None) -> None:
        script = Path(__file__).with_suffix(".mjs")
        own = [] if profile is None else [str(profile)]
        self._process = subprocess.Popen(
            ["node", str(script), FIREFOX, str(CLIENT), *own],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait(20)

    def do(self, command: str, **given: Any) -> Any:
        """One command and its answer. Raises FirefoxFailed."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"command": command, **given}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the browser ended"}')
        if "error" in answer:
            raise FirefoxFailed(f"{command} {given}: {answer['error']}")
        return answer["answer"]


class SurvivorInFirefox:
    """One visit in one language."""

    def __init__(self, firefox: Firefox, address: str, language: str) -> None:
        self.firefox, self.language, self.pack = firefox, language, load(IRAQ)
        firefox.do("open", url=address + "/")
        if language != self.pack.first.code:
            self._click(f".languages a[lang={language}]")
            self._find(f"html[lang={language}] main.home")
        self.screen("home.title")

    def text(self, key: str) -> str:
        return self.pack.texts[self.language][key]

    def screen(self, key: str) -> None:
        """Waits for the screen with that heading."""
        self._find("h1", self.text(key), exact=True)

    def sees(self, key: str) -> None:
        """A sentence of the pack."""
        self._find("main *", self.text(key), seconds=SLOW)

    def press(self, key: str) -> None:
        """A button or an answer with that text."""
        self._click("main :is(button, summary, .choice)", self.text(key))

    def writes(self, selector: str, words: str) -> None:
        self.firefox.do("fill", selector=selector, words=words)

    def reads(self, guide: str) -> None:
        """A guide of the first ten minutes, from the first page."""
        title = read_library(self.pack).guides[guide, self.language].title
        for fold in ("details:not([id]) > summary.choice", ".room > summary"):
            self._click(fold)
        self._click("main a", title)
        self._find("h1", title)

    def says(self, words: str) -> None:
        """From the first page to her words."""
        for title, answer in (("danger.title", "danger.no"), ("age.title", "age.adult")):
            if title == "danger.title":
                self.press("home.tell")
            self.screen(title)
            self.press(answer)
        self.screen("story.title")
        self.writes("#story", words)
        self.press("page.next")

    def answers(self, *, before: Sequence[str], days: str) -> None:
        """Skips to the deadline, writes it in the digits given, and skips the rest."""
        for name in before:
            self.screen(f"{name}.title")
            self.press("page.skip")
        self.screen("deadline.title")
        self.writes("#deadline-days", days)
        self.press("page.next")
        self.screen("recipients.title")
        self.press("left.all")

    def reaches_the_desk(self) -> None:
        """Everybody there."""
        self.screen("limits.title")
        self.press("page.next")
        self._click(".desk input[type=radio]")
        self._find(".desk.chosen")
        self.press("page.next")
        self.screen("whom.readers")
        self.press("page.next")

    def attaches(self, files: Sequence[Path]) -> None:
        self.screen("files.title")
        self.firefox.do("files", selector="#files", paths=[str(path) for path in files])
        self._find(".file", files[-1].name)
        self.press("files.send")

    def notes(self) -> list[str]:
        """The eight things."""
        self._find(".market li", seconds=SLOW)
        self.screen("receipt.title")
        rows = self.firefox.do("texts", selector=".market li")
        return [re.sub(r"^\d+", "", row) for row in rows]

    def picks_two_again(self, things: Sequence[str]) -> None:
        """The check that she noted them."""
        self.press("receipt.onward")
        digits = self.pack.languages[self.pack.codes.index(self.language)].digits
        for _ in range(2):
            self._find(".pad button")
            [title] = self.firefox.do("texts", selector="h1")
            self.pick(things[next(at for at in range(8) if digits[at + 1] in title)])
        self.screen("done.title")

    def enters(self, things: Sequence[str], *, written_in: str) -> None:
        """Her receipt, on the pad of the language in which she noted it."""
        self.press("home.receipt")
        self.screen("return.title")
        self._click(f"#pad-{written_in}")
        for at, thing in enumerate(things):
            self._find(f".picked:not(:has(li:nth-child({at + 1})))" if at else "main")
            self._find(".pad button")
            self.pick(thing)
            self._find(f".picked li:nth-child({at + 1})", thing, exact=True)
        self.press("page.next")

    def waits_for(self, key: str, *, looks: int = 40) -> None:
        """Looks again until her letterbox says it."""
        self._find("main button", self.text("box.reload"), seconds=SLOW)
        for _ in range(looks):
            if any(self.text(key) in each for each in self.firefox.do("texts", selector="main")):
                return
            self.press("box.reload")
            self._pause()
        raise FirefoxFailed((key, self.firefox.do("texts", selector="main")))

    def pick(self, word: str) -> None:
        """One thing on the pad by its letters alone."""
        start = ""
        for letter in re.sub("[أإآ]", "ا", word):
            if word in self.firefox.do("texts", selector=".pad.words button"):
                break
            start += letter
            shown = f"{start.rstrip()} ␣" if start.endswith(" ") else start
            self._click(".pad:not(.words) button", shown, exact=True)
        self._click(".pad.words button", word, exact=True)

    def reads_the_answer(self) -> str:
        """The answer on her screen."""
        return str(self._find(".letter"))

    def leaves(self) -> dict[str, Any]:
        """By the bar below; what the visit asked for and what stays of it."""
        seen: dict[str, Any] = self.firefox.do("seen")
        self._click("#exit")
        self._find("body:not(:has(*))")
        self.firefox.do("shut")
        return seen

    def _find(
        self, selector: str, text: str = "", *, exact: bool = False, seconds: int = 20
    ) -> Any:
        return self.firefox.do("find", selector=selector, text=text, exact=exact, seconds=seconds)

    def _click(self, selector: str, text: str = "", *, exact: bool = False) -> None:
        self.firefox.do("click", selector=selector, text=text, exact=exact)

    def _pause(self) -> None:
        self.firefox.do("pause")
