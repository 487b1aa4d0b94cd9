"""The keyless worker: collects, drops, signs the list, rings the second contact (P5, P6). Killed at any step, it goes on where it was.

Nothing here has an officer's key or a case's secret, and its log lines are constant.
"""

import datetime
import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.db import close_old_connections

from amana.desk.cases.clock import now, today
from amana.desk.config import Config
from amana.desk.intake import alarms, collect, daily_list, second_contact
from amana.desk.intake.flows.confirm_opening import let_go_after_a_month
from amana.desk.intake.relay_client import RelayClient
from amana.desk.intake.service_keys import ServiceKeys
from amana.desk.intake.stamping import carry
from amana.desk.ready import require_ready
from amana.desk.replies.outbox import send_all
from amana.desk.staff import certified
from amana.desk.vault.blobs import of
from amana.errors import AmanaError
from amana.wire.encoding import dump_json, unb64u

DEMO_SECONDS: Final = 5.0
LIVE_SECONDS: Final = 300.0
_log = logging.getLogger("amana.desk.intake")


@dataclass
class Worker:
    """One desk's worker. `rhythm` in seconds, fixed: when it dials out says nothing about what waits."""

    config: Config
    keys: ServiceKeys
    rhythm: float
    stopped: threading.Event = field(default_factory=threading.Event)
    _day: datetime.date | None = None
    _drill: datetime.datetime | None = None
    _offered: bytes = b""  # the directory of the relay that is asked now, believed or not

    def run(self) -> None:
        """Until it is stopped."""
        while not self.stopped.is_set():
            self.round()
            close_old_connections()
            self.stopped.wait(self.rhythm)

    def round(self) -> None:
        """One round. What fails is told by its class and does not keep the rest from being done."""
        for url in self.config.relays:
            with self._relay(url) as relay:
                self._step("directory", lambda relay=relay: self._directory(relay))  # type: ignore[misc]
                self._step("collect", lambda relay=relay: self._collect(relay))  # type: ignore[misc]
                self._step("list", lambda relay=relay: self._list(relay))  # type: ignore[misc]
                self._step("outbox", lambda relay=relay: send_all(relay))  # type: ignore[misc]
        self._step("time-stamps", lambda: carry(self.config))
        self._step("midnight", self._midnight)
        self._step("alarm", self._alarm)

    def _relay(self, url: str) -> RelayClient:
        proxy = None if self.config.proxy == "direct" else self.config.proxy
        return RelayClient(
            url=url, desk=unb64u(self.config.desk, 8), key=self.keys.collection.key, proxy=proxy
        )

    def _directory(self, relay: RelayClient) -> None:
        self._offered = b""
        self._offered = relay.directory()
        certified.keep(self._offered)

    def _collect(self, relay: RelayClient) -> None:
        done = collect.run_once(relay, of(self.config), again=self._day != today())
        if done.fetched or done.refused:
            _log.info("collected %d, refused %d", done.fetched, done.refused)

    def _list(self, relay: RelayClient) -> None:
        today_utc = datetime.datetime.now(datetime.UTC).date()
        signed = daily_list.signed(today_utc, self.keys.list_key, offered=self._offered)
        if signed is not None:
            relay.publish(dump_json(signed.to_json()))
            self._directory(relay)

    def _midnight(self) -> None:
        if self._day == today():
            return
        self._day, self._drill = today(), alarms.drill_today()
        let_go_after_a_month()
        collect.sweep(of(self.config))

    def _alarm(self) -> None:
        drill = self._drill is not None and now() >= self._drill
        alarms.ring(self.config.second_contact, drill=drill)
        self._drill = None if drill else self._drill

    def _step(self, name: str, work: Callable[[], object]) -> None:
        try:
            work()
        except AmanaError as error:
            _log.warning("%s: %s", name, error.sentence)
        except Exception as error:  # noqa: BLE001  a worker that ends collects nothing any more
            _log.error("%s failed: %s", name, type(error).__name__)


def run(config: Config, *, rhythm: float | None = None) -> None:
    """Runs until SIGTERM or Ctrl-C. Django must be set up (amana.desk.server.prepare).

    Raises NotReadyError, NoServiceKeys or BadConfigError.
    """
    require_ready(config)
    second_contact.check(config.second_contact)
    seconds = rhythm or (DEMO_SECONDS if config.demo else LIVE_SECONDS)
    worker = Worker(config, ServiceKeys.read(config.service_keys), seconds)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stopped.set())
    worker.run()
