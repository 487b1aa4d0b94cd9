"""Exhibits, transcripts, custody, time stamps and how to verify: what proves the rest."""

from amana.dossier.isolates import isolate, name, own_direction, prose, span, unbroken
from amana.dossier.rows import CustodyEntry, Exhibit, Line, Transcript
from amana.dossier.sheets.blocks import (
    Block,
    Cell,
    Part,
    exhibit_mark,
    facts,
    heading,
    listing,
    moment,
    note,
    table,
)
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import Words

DIGEST_SHOWN = 16  # hex digits of an entry's hash in the custody table; the whole is attached


def exhibits(snapshot: Snapshot, words: Words) -> Part:
    """One block an exhibit, its hash in one line across the page."""
    blocks = [_exhibit(words, each) for each in sorted(snapshot.exhibits, key=lambda e: e.number)]
    return Part("exhibits", blocks)


def _exhibit(words: Words, each: Exhibit) -> Block:
    what = words.say("exhibit.intimate") if each.intimate else prose(each.what)
    came = words.say("exhibit.received", when=words.moment(each.received_at))
    details = [f"{came}{words.sections['comma']}{prose(each.how)}"]
    if each.claimed:
        when = words.sections["comma"].join(text for _, text in moment(words, each.claimed))
        details.append(words.say("exhibit.claimed", when=when))
    if each.name and not each.intimate:
        details.append(f"{words.say('exhibit.name')}: {isolate(each.name)}")
    size = words.say("exhibit.size", size=isolate(f"{each.size:,}"))
    details.append(f"{size} · {words.say(f'exhibit.{each.original}')}")
    return {
        "is": "exhibit",
        "mark": words.say("exhibit.one", number=words.number(each.number)),
        "what": what,
        "details": details,
        "hash": unbroken(each.sha256),
    }


def transcripts(snapshot: Snapshot, words: Words) -> Part:
    """Each chat under its own heading, days as headings, one paragraph a line."""
    blocks: list[Block] = [note(words.say("transcript.marks"))] if snapshot.transcripts else []
    for each in snapshot.transcripts:
        title, number = name(each.title), words.number(each.exhibit)
        blocks.append(heading(words.say("transcript.of", exhibit=number, title=title)))
        blocks.append(facts(_about(words, each)))
        blocks.append(_lines(words, each))
    return Part("transcripts", blocks)


def _about(words: Words, each: Transcript) -> list[tuple[str, Cell]]:
    rows: list[tuple[str, Cell]] = [(words.say("transcript.app"), [["text", name(each.app)]])]
    if each.member:
        rows.append((words.say("transcript.member"), [["mono", isolate(each.member)]]))
    if each.clock:
        rows.append((words.say("transcript.clock"), [["text", prose(each.clock)]]))
    for key in ("left_out", "not_understood"):
        count = getattr(each, key)
        if count:
            text = words.say(f"transcript.{key}", count=words.number(count))
            rows.append(("", [["text", text]]))
    return rows


def _lines(words: Words, each: Transcript) -> Block:
    days: list[Block] = []
    for number, line in enumerate(each.lines, 1):
        day = _day(words, line)
        if not days or days[-1]["day"] != day:
            days.append({"day": day, "rows": []})
        days[-1]["rows"].append(_line(words, number, line))
    return {"is": "lines", "days": days}


def _day(words: Words, line: Line) -> str:
    if line.when.day is None:
        return words.say("when.unknown")
    day = words.day(line.when.day)
    if line.when.either:
        day = f"{day} {words.say('when.either', other=words.day(line.when.either))}"
    return day


def _line(words: Words, number: int, line: Line) -> list[str]:
    """Number and time; sender; words; bytes and what we say of them; translation."""
    clock = isolate(words.clock(line.when.clock)) if line.when.clock else ""
    ours = [span(line.start, line.end), *map(prose, line.marks), prose(line.note)]
    translation = ""
    if line.translation:
        by = words.say("quote.translation_plain", by=name(line.translation.by))
        translation = f"{by}: {own_direction(line.translation.text)}"
    return [
        f"{words.number(number)}\u2003{clock}",
        f"{name(line.sender)}: ",
        own_direction(line.text),
        "\u2003[" + " · ".join(filter(None, ours)) + "]",
        translation,
    ]


def custody(snapshot: Snapshot, words: Words) -> Part:
    """The log, then the time stamps over its head."""
    keys = ("number", "when", "actor", "action", "exhibits", "digest")
    head = [words.say(f"column.{key}") for key in keys]
    rows = [_entry(words, each) for each in snapshot.custody]
    widths = ["9mm", "38mm", "17mm", "1fr", "16mm", "34mm"]
    blocks = [table(widths, head, rows) if rows else note(words.say("empty.custody"))]
    blocks.append(heading(words.say("timestamp.title")))
    stamps = _stamps(snapshot, words)
    blocks.append(listing(stamps) if stamps else note(words.say("empty.timestamps")))
    return Part("custody", blocks)


def _entry(words: Words, each: CustodyEntry) -> list[Cell]:
    numbers = (each.exhibit,) if each.exhibit is not None else ()
    return [
        [["text", words.number(each.position)]],
        [["text", words.moment(each.at)]],
        [["text", isolate(each.actor)]],
        [["text", prose(each.action)]],
        [["text", exhibit_mark(words, numbers)]],
        [["mono", isolate(each.digest[:DIGEST_SHOWN])]],
    ]


def _stamps(snapshot: Snapshot, words: Words) -> list[str]:
    stamps = []
    for each in snapshot.timestamps:
        authority = name(each.authority)
        if each.at is None:
            stamps.append(words.say("timestamp.waiting", authority=authority))
            continue
        text = words.say("timestamp.one", authority=authority, when=words.moment(each.at))
        if each.checked_by:
            checked = words.say("timestamp.checked", program=name(each.checked_by))
            text += f"{words.sections['comma']}{checked}"
        stamps.append(text)
    return stamps


def verify(snapshot: Snapshot, words: Words, content: str) -> Part:
    """Steps for a stranger, then what to compare. `content`: SHA-256 of the attached snapshot, hex."""
    steps = [prose(step) for step in words.all("verify.steps")]
    numbers = [words.number(each) for each in range(1, len(steps) + 1)]
    blocks = [listing(steps, numbers=numbers), _value(words, "content", content)]
    told = snapshot.verification
    if told is None:
        return Part("verify", [*blocks, note(words.say("empty.verify"))])
    blocks.append(_value(words, "key", told.key_fingerprint))
    if told.custody_head:
        blocks.append(_value(words, "head", told.custody_head))
    if told.bundle:
        blocks.append(_value(words, "bundle", told.bundle))
    return Part("verify", blocks)


def _value(words: Words, key: str, value: str) -> Block:
    return {"is": "value", "label": words.say(f"verify.{key}"), "value": unbroken(value)}
