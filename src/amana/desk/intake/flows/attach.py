"""Taking in what belongs to a case already: follow-ups by the case's or the officer's key, and files by their announced ids (P5)."""

from django.db import transaction

from amana.desk.audit import journal
from amana.desk.cases import keyed, resealing
from amana.desk.cases.clock import today
from amana.desk.cases.flows.her_choice import Said, heed
from amana.desk.cases.head import FilesKey
from amana.desk.cases.keyring import forget as forget_keys
from amana.desk.cases.messages import Message
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_case
from amana.desk.cases.session import lines_of
from amana.desk.intake.flows.confirm_opening import let_go
from amana.desk.intake.models import Waiting
from amana.desk.intake.reading import Unreadable, read
from amana.desk.intake.trial import (
    envelope_of,
    for_cases,
    forget,
    letters,
    mine,
    try_all,
)
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.files import announce, note_listed
from amana.errors import AmanaError
from amana.seal.open import open_envelope
from amana.wire.authentic import NotAuthentic
from amana.wire.conversation import Conversation, ForeignThread, UnknownEpoch, Verdict
from amana.wire.direction import Direction
from amana.wire.encoding import b64u, unb64u
from amana.wire.letter import Closing, Letter
from amana.wire.limits import LETTER
from amana.wire.messages import FromHer
from amana.wire.messages import Message as Read
from amana.wire.report import Report

_MEMORY = "intake.unreadable"


@keyed.register
def take_follow_ups(unlocked: Unlocked) -> None:
    """Everything that waits and that a key of this session opens, but first reports: those an officer opens by hand."""
    try_all(unlocked)
    for row, number in for_cases(unlocked):
        _try(unlocked, row, number)
    for row in mine(unlocked):
        if not row.taken and row.key not in _set_aside(unlocked):
            _try_own(unlocked, row)


def _try(unlocked: Unlocked, row: Waiting, number: int) -> None:
    try:
        opened = open_case(unlocked, number)
    except NoSuchCase:  # excluded or erased meanwhile: somebody else takes it in, or nobody
        return
    secrets = opened.head.secrets(opened.case.epoch, opened.secret).values()
    for secret in secrets:
        try:
            plaintext = open_envelope(envelope_of(row), secret.identity)
        except AmanaError:
            continue
        take(unlocked, row, number, plaintext)
        return


def _try_own(unlocked: Unlocked, row: Waiting) -> None:
    """Before she has read a standing record, her letters come to the officers themselves."""
    threads = letters(unlocked)
    if row.key in threads and case_of_thread(unlocked, threads[row.key]) is None:
        return
    plaintext = open_envelope(envelope_of(row), unlocked.identity)
    try:
        message = read(plaintext)
    except Unreadable:
        _set_aside(unlocked).add(row.key)
        return
    if isinstance(message.manifest, Report):
        _set_aside(unlocked).add(row.key)
        _drop_replayed(unlocked, row, message.manifest)
        return
    # Her report may still wait for somebody to make it a case: the letter then waits with it.
    threads[row.key] = b64u(message.manifest.thread)
    number = case_of_thread(unlocked, threads[row.key])
    if number is not None:
        take(unlocked, row, number, plaintext)
    elif isinstance(message.manifest, Letter) and message.manifest.take_up is not None:
        addressed(unlocked)[row.key] = message.manifest


def addressed(unlocked: Unlocked) -> dict[int, Letter]:
    """Letters to people instead of to a case that this session has not: somebody else may have it, or nobody (see take_up)."""
    found: dict[int, Letter] = unlocked.memory.setdefault("intake.addressed", {})
    return found


def _drop_replayed(unlocked: Unlocked, row: Waiting, report: Report) -> None:
    """A report that is a case already came a second time, sealed anew or under another id."""
    number = case_of_thread(unlocked, b64u(report.thread))
    if number is not None:
        with transaction.atomic():
            locked = Waiting.objects.select_for_update().get(key=row.key)
            opened = open_case(unlocked, number)
            # Taken: this is the report itself, made a case since the row was read here.
            if not locked.taken and b64u(report.id) in opened.head.seen:
                opened.head.dropped += 1
                opened.save()
                done(locked)


def case_of_thread(unlocked: Unlocked, thread: str) -> int | None:
    """The case of a thread among this session's, by their lines; no case is opened for it."""
    return lines_of(unlocked).of_thread(thread)


def take(unlocked: Unlocked, row: Waiting, number: int, plaintext: bytes) -> None:
    """Takes an opened envelope into a case of this session; what does not fit stays as it came."""
    try:
        message = read(plaintext)
        _enter(unlocked, row, number, message, plaintext)
    except (Unreadable, NotAuthentic, ForeignThread, UnknownEpoch):
        _set_aside(unlocked).add(row.key)
    forget(unlocked, row.key)


@transaction.atomic
def _enter(
    unlocked: Unlocked, row: Waiting, number: int, message: Read[FromHer], plaintext: bytes
) -> None:
    locked = Waiting.objects.select_for_update().get(key=row.key)
    if locked.taken or not locked.blob:
        return
    opened = open_case(unlocked, number)
    put_in(unlocked, opened, message, plaintext)
    opened.save()
    done(locked)


def put_in(
    unlocked: Unlocked, opened: OpenedCase, message: Read[FromHer], plaintext: bytes
) -> bool:
    """Puts a message into its case and heeds what it says about readers. Gives whether the case was sealed again.

    In the caller's transaction; the caller saves the head. Raises as Conversation.take does.
    """
    _, verdict = conversation(opened).take(message)
    if verdict is Verdict.REPLAY:
        opened.head.dropped += 1
        return False
    verified = verdict is Verdict.ACCEPTED
    _keep(opened, message, plaintext, verified=verified)
    position = journal.write(actor="", action="intake.attached", case_secret=opened.secret.raw)
    opened.head.audit.append(position)
    transaction.on_commit(lambda: resealing.ask(unlocked, opened.number))
    if not isinstance(message.manifest, Letter):
        return False
    renewed = heed(opened, unlocked, Said.by(message.manifest, verified=verified))
    if renewed:
        transaction.on_commit(lambda: forget_keys(unlocked))
    return renewed


def conversation(opened: OpenedCase) -> Conversation:
    """What has arrived from her, as the protocol's own rules read it."""
    head = opened.head
    return Conversation(
        thread=unb64u(head.thread, 16),
        direction=Direction.TO_DESK,
        direction_key=unb64u(head.her["to_desk"], 32),
        epochs=head.nonces(opened.case.epoch),
        seen=tuple(unb64u(seen, 16) for seen in head.seen),
        numbers=frozenset(head.sequence),
    )


def _keep(opened: OpenedCase, message: Read[FromHer], plaintext: bytes, *, verified: bool) -> None:
    head, manifest, day = opened.head, message.manifest, today().isoformat()
    head.seen.append(b64u(manifest.id))
    ours = set(head.sent) - set(head.read)
    head.read += [each for each in map(b64u, manifest.received) if each in ours]
    head.sequence.append(manifest.seq)
    head.state_version = max(head.state_version, manifest.state_version)
    head.last = day
    if isinstance(manifest, Letter):
        head.since = head.since or day
        if manifest.wish == "destroyed":
            head.destroyed = day
        if manifest.files is not None:
            value = manifest.files.to_json()
            head.files.append(FilesKey(**value))
            announce(opened, value["identity"], [(u["id"], u["role"]) for u in value["uploads"]])
            _list_again(opened)
    if isinstance(manifest, Closing):
        note_listed(opened, manifest.uploads)
    opened.add(
        Message(
            id=b64u(manifest.id),
            kind="closing" if isinstance(manifest, Closing) else "letter",
            hers=True,
            seq=manifest.seq,
            epoch=manifest.epoch,
            day=day,
            order=head.next_order(),
            lang=manifest.lang,
            verified=verified,
            archive=plaintext.rstrip(b"\0"),
        )
    )


def _list_again(opened: OpenedCase) -> None:
    """A closing letter may come before the letter that announces its files."""
    for _, message in opened.messages():
        if message.kind == "closing" and message.archive:  # emptied when a file was locked unseen
            manifest = read(message.archive.ljust(LETTER, b"\0")).manifest
            if isinstance(manifest, Closing):
                note_listed(opened, manifest.uploads)


def done(row: Waiting) -> None:
    """The row is in its case: the envelope goes, its digest stays."""
    row.taken, row.taken_day = True, today()
    row.save(update_fields=["taken", "taken_day"])
    let_go(row)


def _set_aside(unlocked: Unlocked) -> set[int]:
    """Rows that this session cannot take in; nothing of them is lost, another session may."""
    aside: set[int] = unlocked.memory.setdefault(_MEMORY, set())
    return aside
