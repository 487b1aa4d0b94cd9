"""The desk's health: certificates, directory, clock, collection, the way to the relay."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from amana.cli.health import evidence, files
from amana.errors import AmanaError
from amana.wire.limits import KEPT_UNCOLLECTED

if TYPE_CHECKING:
    from amana.desk.config import Config
    from amana.seal.certificates import Certificate
    from amana.seal.desk import Desk

LIST_DAYS_LEFT: Final = 7
KEY_DAYS_LEFT: Final = 30
CLOCK_OFF: Final = timedelta(minutes=5)
NEAR: Final = 10  # days before day 60
CONNECT: Final = 20.0  # seconds, through Tor on a bad day


def findings(config_file: Path) -> Iterator[str]:
    """One sentence each. Raises BadConfigError."""
    from amana.desk.config import load

    config = load(config_file)
    yield from files.disk(config.data, "desk")
    yield from files.desk_keys(config)
    yield from files.backups(config, files.utc())
    if not config.second_contact:
        yield "No outside second contact is set, so nobody hears when a report waits too long: set `second_contact`."
    if config.second_copy is None:
        yield "The list of erasures has no second place: set `second_copy` to a folder on another disk."
    yield from evidence.findings(config)
    if config.data.is_dir():
        from amana.cli.desk import use

        use(config_file)
        yield from _rows(config)
    for url in config.relays:
        yield from way_to(url, config.proxy)
    if not config.relays:
        yield "No relay is set, so nothing is collected: put its address into `relays`."


def _rows(config: "Config") -> Iterator[str]:
    from django.db import DatabaseError

    try:
        yield from _directory()
        yield from _collected(files.utc().date())
        yield from _erasures(config)
        yield from _recovery()
        yield from evidence.stamps(files.utc().date())
        yield from evidence.locks(config)
    except DatabaseError:
        yield "The desk's tables are missing or not of this version: run `amana desk migrate`."


def _directory() -> Iterator[str]:
    from amana.desk.staff import certified
    from amana.desk.staff.models import DirectoryCopy, Officer

    copy, today = DirectoryCopy.objects.first(), files.utc().date()
    desk = certified.desk()
    if desk is None:
        yield _why_none(copy)
        return
    yield from _fresh(copy, today)
    yield from expiring(desk, today)
    known = certified.holders()
    for officer in Officer.objects.filter(state=Officer.State.ACTIVE):
        if not certified.is_certified(officer, known):
            yield (
                f"The key of {officer.login} is not certified, so nothing is sealed to her: "
                "run `amana desk requests` and have two certifiers sign."
            )


def _why_none(copy: Any) -> str:
    from django.db import transaction

    from amana.desk.staff import certified

    if copy is None:
        return (
            "The desk has never seen a directory, so nothing can be sealed: start `amana desk worker`, "
            "and see that the relay was given the certificates."
        )
    try:
        with transaction.atomic():
            certified.keep(bytes(copy.document))
            transaction.set_rollback(True)  # a check changes nothing
    except AmanaError as error:
        return f"The desk's directory does not hold: {error.sentence}"
    return (
        "This desk is not in the directory: see that the relay was given its certificates and list."
    )


def _fresh(copy: Any, today: date) -> Iterator[str]:
    days = (today - copy.day).days
    if days > 1:
        yield (
            f"The worker has not reached the relay for {days} days, so nothing is collected: "
            "start `amana desk worker` and look at its log."
        )
    if days < -1:
        yield "The clock of this machine went back: set date and time, then start everything again."


def expiring(desk: "Desk", today: date) -> Iterator[str]:
    """List and certificates that run out soon."""
    left = (desk.listed.expires - today).days
    if left < LIST_DAYS_LEFT:
        yield f"The desk's list expires in {left} days, and then nobody can report: start `amana desk worker`, which signs it daily."
    kinds: dict[str, Sequence[Certificate]] = {
        "reply key": desk.reply_keys,
        "collection key": desk.collection,
        "key of an officer": desk.holders,
    }
    for what, certificates in kinds.items():
        for days in ((each.until - today).days for each in certificates):
            if 0 <= days < KEY_DAYS_LEFT:
                yield f"A {what} expires in {days} days: make a new certificate and have two certifiers sign it."
    for wanted in ("A", "B"):
        if wanted not in desk.recovery:
            yield f"Recovery set {wanted} is not certified: make it with `amana keys recovery --set {wanted}`."


def _collected(today: date) -> Iterator[str]:
    from amana.desk.intake.models import Waiting

    limit = today - timedelta(days=KEPT_UNCOLLECTED - NEAR)
    unconfirmed = Waiting.objects.exclude(state=Waiting.CONFIRMED)
    count = unconfirmed.filter(day__lte=limit).count()
    if count:
        yield (
            f"{count} collected reports or files are not confirmed and near day "
            f"{KEPT_UNCOLLECTED}: run `amana backup make`, then let the worker run."
        )


def _erasures(config: "Config") -> Iterator[str]:
    from amana.desk.cases import erasures

    try:
        erasures.read(config)
    except AmanaError as error:
        yield error.sentence


def _recovery() -> Iterator[str]:
    from amana.desk.cases.keyholders import NoDirectory, recovery_sets
    from amana.desk.recovery.models import Brought
    from amana.desk.recovery.renewing import former

    if Brought.objects.filter(agreed=False).exists():
        yield "Something recovered waits for two safeguarding leads: have both look under Organisation, Recovery."
    try:
        count = len(former(recovery_sets()))
    except NoDirectory:
        return
    if count:
        yield (
            f"{count} cases are still sealed to former recovery sets: they are sealed again when an officer who can open them "
            "signs in; keep the former sheets until then."
        )


def way_to(url: str, proxy: str) -> Iterator[str]:
    """Whether the relay answers through the configured proxy, and what its clock says about ours."""
    import httpx

    through = None if proxy == "direct" else proxy
    told = "directly" if through is None else "through the proxy"
    try:
        with httpx.Client(proxy=through, timeout=CONNECT, trust_env=False) as http:
            answer = http.get(f"{url.rstrip('/')}/v1/directory")
            answer.raise_for_status()
    except (httpx.HTTPError, ValueError, ImportError):
        yield f"The relay {url} does not answer {told}: check the network and the proxy; reports keep waiting there for 60 days."
        return
    yield from clock(answer.headers.get("Date", ""), datetime.now(UTC))


def clock(date_header: str, now: datetime) -> Iterator[str]:
    """Compares this machine's clock with the relay's."""
    try:
        theirs = parsedate_to_datetime(date_header)
    except (TypeError, ValueError):
        return
    off = abs(now - theirs)
    if off > CLOCK_OFF:
        minutes = int(off.total_seconds() // 60)
        yield (
            f"The clock of this machine and the relay's differ by {minutes} minutes: "
            "set date and time, best by NTP; certificates depend on it."
        )
