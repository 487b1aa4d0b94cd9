"""Budgets of a 1 GB upload from a real browser: speed, and memory of page and relay.

The page seals the file in a worker while it sends; the relay keeps each part durably before it
answers (P5). Memory is what the kernel counts as resident, looked at ten times a second.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Final, Self

from playwright.sync_api import Page

from benchmarks.browser import chromium, phone
from benchmarks.figure import AtLeast, AtMost, Figure
from benchmarks.flow import MAIN, tell
from benchmarks.installation import installed
from benchmarks.peers import UPLOAD
from benchmarks.processes import command, descendants, resident
from benchmarks.relay import Relay
from benchmarks.stage import Stage

SIZE: Final = 1_000_000_000  # bytes
MB: Final = 1_000_000
OFTEN: Final = 0.1  # seconds
PATIENCE: Final = 150_000  # ms

# The browser's own times of the first ticket and of the end of the upload; it keeps 250 entries, an observer sees all.
_WATCH: Final = """
window.began = 0; window.ended = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({ name, startTime, responseEnd }) => {
  if (name.endsWith("/v1/ticket")) began ||= startTime;
  if (name.endsWith("/v1/upload")) ended = responseEnd;
})).observe({ type: "resource", buffered: true });
"""


class UploadFailed(RuntimeError):
    """The page said that the file did not arrive."""


@dataclass
class Memory:
    """The most that the relay's worker and any renderer held while it was watched."""

    relay: Relay
    worker: int = 0
    renderer: int = 0
    _over: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        renderers = [pid for pid in descendants(os.getpid()) if "--type=renderer" in command(pid)]
        while not self._over.wait(OFTEN):
            self.worker = max(self.worker, self.relay.worker_resident())
            self.renderer = max([self.renderer, *map(resident, renderers)])


def measure(stage: Stage) -> Iterator[Figure]:
    """One upload of a file of zeros; sealing makes them as random as anything else."""
    file = _sparse(stage.folder / "synthetic.bin")
    with (
        installed(stage, direct=True) as installation,
        chromium() as browser,
        phone(browser) as page,
    ):
        page.set_default_timeout(PATIENCE)
        page.add_init_script(_WATCH)
        page.goto(installation.site.origin, wait_until="load")
        tell(page)
        page.locator("#files").set_input_files(file)
        with Memory(installation.relay) as memory:
            seconds = _send(page)
    yield Figure(
        "upload: 1 GB, sealed, sent and stored", SIZE / MB / seconds, "MB/s", AtLeast(40), UPLOAD
    )
    yield Figure("upload: page's renderer, most", memory.renderer / MB, "MB", AtMost(350))
    yield Figure("upload: relay worker, most", memory.worker / MB, "MB", AtMost(150))


def _sparse(file: Path) -> Path:
    with file.open("wb") as handle:
        handle.truncate(SIZE)
    return file


def _send(page: Page) -> float:
    """Seconds from the first ticket to the acknowledged end. Raises UploadFailed."""
    page.locator(MAIN).click()
    page.locator("ol.market").wait_for()
    until = time.monotonic() + PATIENCE / 1_000
    while time.monotonic() < until:
        page.wait_for_timeout(200)
        if page.locator("main p.attention").count():
            break
        if page.evaluate("ended"):
            return float(page.evaluate("(ended - began) / 1000"))
    raise UploadFailed(page.locator("main").inner_text()[:200])
