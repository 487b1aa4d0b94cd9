"""`amana demo`: makes an instance once, then starts relay, site, desk and worker, and stays until it is told to stop."""

import fcntl
import shutil
import signal
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from amana.cli.console import say
from amana.cli.demo import configs, pages, ports, renewal, shown
from amana.cli.demo.layout import Layout
from amana.cli.demo.processes import Family, answers
from amana.cli.demo.record import Ports, Record
from amana.errors import AmanaError

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK: Final = 0.2  # seconds between two looks at the children
FOUNDING: Final = "founding"  # this file is there from the first step of a founding to its last


class RunningAlreadyError(AmanaError):
    """The demonstration is running from this folder already. Nothing was started. Use the addresses that it printed, or stop it first."""


class ForeignFolderError(AmanaError):
    """This folder holds something that no demonstration made. Nothing was changed. Choose an empty folder with --root."""


def run(root: Path, *, any_port: bool = False) -> None:
    """Until Ctrl-C or SIGTERM. Raises RunningAlreadyError, ForeignFolderError, ChildDiedError or SlowStartError."""
    layout = Layout(root.resolve())
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: _stop(stopped))
    layout.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _locked(layout), Family(layout.logs) as family:
            record = _begin(layout, family, any_port=any_port)
            shown.everything(record, layout)
            while not stopped.wait(LOOK):
                family.check()
    except _Stopped:
        pass
    say("\nStopped. Everything is kept for the next start.")


class _Stopped(BaseException):
    """Raised by a signal, so that a start that is under way ends as well."""


def _stop(stopped: threading.Event) -> None:
    """Once: a second signal must not cut short the ending of the children."""
    if not stopped.is_set():
        stopped.set()
        raise _Stopped


@contextmanager
def _locked(layout: Layout) -> "Iterator[IO[bytes]]":
    with layout.lock.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RunningAlreadyError from error
        yield lock


def _begin(layout: Layout, family: Family, *, any_port: bool) -> Record:
    first = not layout.record.exists()
    wanted = Ports() if first else Record.read(layout.record).ports
    chosen = ports.free() if first and any_port else ports.usable(wanted)
    if first:
        _found(layout, family, chosen)
    record = replace(Record.read(layout.record), ports=chosen)
    configs.write_relay(layout, chosen)
    configs.write_desk(layout, chosen, desk=record.desk)
    record = _start(layout, family, record)
    if not record.receipt:
        record = _with_report(layout, record)
    record.write(layout.record)
    family.start("worker", "desk", "worker", "--config", str(layout.desk_config))
    family.check()
    return record


def _found(layout: Layout, family: Family, chosen: Ports) -> None:
    """Makes the instance. Cut short anywhere, the next start begins it anew."""
    say("First start: making keys, six officers and a desk. This takes some seconds.")
    marker = layout.root / FOUNDING
    parts = [
        path for path in layout.root.iterdir() if path not in (layout.lock, layout.logs, marker)
    ]
    if parts and not marker.exists():
        raise ForeignFolderError
    for part in (layout.keys, layout.site, layout.relay_config.parent, layout.desk_config.parent):
        shutil.rmtree(part, ignore_errors=True)
    marker.touch()
    configs.write_relay(layout, chosen)
    migrating = family.start(
        "relay-migrate", "relay", "migrate", "--config", str(layout.relay_config)
    )
    numbers = [str(port) for port in (chosen.site, chosen.relay, chosen.desk)]
    founding = family.start(
        "founding", str(layout.root), *numbers, module="amana.cli.demo.founding"
    )
    family.finish(migrating)
    family.finish(founding)
    admitting = ("relay", "admit", "--config", str(layout.relay_config), str(layout.directory))
    family.finish(family.start("relay-admit", *admitting))
    marker.unlink()


def _start(layout: Layout, family: Family, record: Record) -> Record:
    """Relay, desk and site, each as soon as it can; the worker comes when there is something to collect."""
    at = record.ports
    family.start(
        "relay", "relay", "serve", "--config", str(layout.relay_config), "--port", str(at.relay)
    )
    family.start(
        "desk", "desk", "serve", "--config", str(layout.desk_config), "--port", str(at.desk)
    )
    made_of = pages.made_of(record)
    if record.built != made_of:
        pages.build(layout, record)
        record = replace(record, built=made_of)
    family.start("site", "site", "serve", str(layout.site), "--port", str(at.site))
    family.wait_until("relay", answers(at.relay, "/v1/directory"))
    renewal.renew(layout, record, datetime.now(UTC).date())
    family.wait_until("desk", answers(at.desk, "/", host="localhost"))
    family.wait_until("site", answers(at.site, "/"))
    return record


def _with_report(layout: Layout, record: Record) -> Record:
    """One plainly synthetic report, sent as she would send it."""
    from amana.cli.demo.people import REPORT_ANSWERS, REPORT_LANGUAGE, REPORT_WORDS
    from amana.cli.keys.words import WordList
    from amana.cli.survivor.compiled import Compiled, one_desk
    from amana.cli.survivor.letterbox import Letterbox
    from amana.cli.survivor.writing import Told, everyone, report
    from amana.wire.report import Age

    compiled = Compiled.read(layout.site)
    told = Told(words=REPORT_WORDS, lang=REPORT_LANGUAGE, age=Age.ADULT, answers=REPORT_ANSWERS)
    with Letterbox(compiled.relay) as letterbox:
        desk = one_desk(compiled.verify(letterbox.directory()), record.desk)
        receipt = report(letterbox, desk, everyone(desk), told, salt=compiled.salt)
    words = WordList.of(REPORT_LANGUAGE).words(receipt.indices)
    return replace(record, receipt=tuple(words), receipt_language=REPORT_LANGUAGE)
