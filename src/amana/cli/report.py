"""`amana report` and `amana return`: the protocol from a terminal. Words and receipts never come from arguments."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amana.cli.console import complain, isolated, say, secret, text
from amana.wire.encoding import b64u, load_json, unb64u

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amana.cli.survivor.returning import Visit
    from amana.seal.desk import Desk
    from amana.seal.receipt import Receipt
    from amana.wire.report import Answer

Site = Annotated[Path, typer.Option(help="A built site, or its instance file.")]
Language = Annotated[str, typer.Option(help="Language of the receipt's words.")]
Proxy = Annotated[str | None, typer.Option(help="socks5h://… or http://…, such as Tor's.")]
FilesToSend = Annotated[
    list[Path] | None, typer.Option("--file", help="A file to send, sealed; repeat for more.")
]


def report(
    site: Site = Path("var/site"),
    language: Language = "ar",
    desk: Annotated[str, typer.Option(help="The desk's short id, when there are several.")] = "",
    words_file: Annotated[
        Path | None, typer.Option(help="File with the words; else they are read from the terminal.")
    ] = None,
    answers_file: Annotated[
        Path | None, typer.Option(help="JSON file of answers by question.")
    ] = None,
    file: FilesToSend = None,
    leave_out: Annotated[
        list[str] | None, typer.Option(help="Short id of a person who must not read it.")
    ] = None,
    women_only: Annotated[bool, typer.Option(help="Only women.")] = False,
    proxy: Proxy = None,
    show: Annotated[
        bool, typer.Option("--list", help="Only shows the desks and who reads there.")
    ] = False,
) -> None:
    """Reports to a desk and prints the receipt: eight everyday words."""
    from amana.cli.survivor.compiled import Compiled, one_desk
    from amana.cli.survivor.letterbox import Letterbox
    from amana.cli.survivor.writing import Told, everyone
    from amana.cli.survivor.writing import report as send

    compiled = Compiled.read(site)
    with Letterbox(compiled.relay, proxy) as letterbox:
        directory = compiled.verify(letterbox.directory())
        if show:
            _show(directory.desks.values(), language)
            return
        chosen = one_desk(directory, desk)
        left_out = frozenset(unb64u(person, 8) for person in leave_out or ())
        told = Told(
            words=text("Your words", words_file),
            lang=language,
            answers=_answers(answers_file),
            files=tuple(file or ()),
        )
        choice = everyone(chosen, left_out=left_out, women_only=women_only)
        receipt = send(letterbox, chosen, choice, told, salt=compiled.salt)
    print_receipt(receipt, language)


def come_back(
    site: Site = Path("var/site"),
    language: Language = "ar",
    receipt_file: Annotated[
        Path | None,
        typer.Option(help="File with the eight words; else a prompt or standard input."),
    ] = None,
    write_file: Annotated[Path | None, typer.Option(help="File with a letter to send.")] = None,
    file: FilesToSend = None,
    destroy: Annotated[
        bool, typer.Option(help="Asks the desk to erase and destroys the mailbox.")
    ] = False,
    keep_unread: Annotated[bool, typer.Option(help="Does not mark letters as read.")] = False,
    proxy: Proxy = None,
) -> None:
    """Comes back with a receipt: how far it is, what was answered; writes again or destroys."""
    from amana.cli.survivor.compiled import Compiled
    from amana.cli.survivor.letterbox import Letterbox
    from amana.cli.survivor.returning import Visit

    compiled = Compiled.read(site)
    receipt = read_receipt(secret("The eight words, with commas between", receipt_file), language)
    with Letterbox(compiled.relay, proxy) as letterbox:
        visit = Visit.begin(letterbox, compiled, receipt)
        _tell(visit)
        if not keep_unread:
            visit.mark_read()
        if write_file or file:
            words = text("Your letter", write_file) if write_file else ""
            visit.write(words, lang=language, files=tuple(file or ()))
            say("Sent.")
        if destroy:
            visit.destroy(lang=language)
            say("The mailbox is destroyed, and the desk was asked to erase.")


def print_receipt(receipt: "Receipt", language: str) -> None:
    """Eight numbered words, and the line that `amana return` reads."""
    from amana.cli.keys.words import WordList

    words = WordList.of(language).words(receipt.indices)
    complain(
        "Keep these eight words. Whoever has them can read the answers; nobody can find them again."
    )
    for number, word in enumerate(words, 1):
        say(f"{number}. {isolated(word)}")


def read_receipt(typed: str, language: str) -> "Receipt":
    """A receipt from words or the numbered lines that `report` printed. Raises MistypedReceipt or UnknownWordsError."""
    from amana.cli.keys.words import WordList
    from amana.seal.receipt import Receipt

    plain = "".join(
        letter for letter in typed if letter not in "\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    return Receipt.from_indices(WordList.of(language).indices(plain))


def _answers(file: Path | None) -> "dict[str, Answer]":
    if file is None:
        return {}
    found = load_json(file.read_bytes())
    return {
        name: answer if isinstance(answer, str) else tuple(answer) for name, answer in found.items()
    }


def _show(desks: "Iterable[Desk]", language: str) -> None:
    for desk in desks:
        name = desk.statement.name
        say(f"{b64u(desk.id)}  {isolated(name.get(language) or next(iter(name.values())))}")
        for holder in desk.holders:
            label = holder.label.get(language) or next(iter(holder.label.values()))
            say(f"  {b64u(holder.person)}  {holder.role}  {isolated(label)}")


def _tell(visit: "Visit") -> None:
    from amana.wire.requests import COLLECTED, WAITING

    stages = {WAITING: "waiting at the relay", COLLECTED: "collected by the desk"}
    stage = stages.get(visit.status, "no longer listed at the relay")
    if visit.poll.standing:
        stage = "opened by the desk"
    if visit.poll.replies:
        stage = "answered"
    say(f"Your report is {stage}.")
    for reply in visit.poll.replies:
        if reply.verdict.value != "accepted":
            complain("The next answer is not verified: it was written under an older key.")
        say(reply.message.words or "")
    if visit.poll.unproven:
        complain(
            f"{visit.poll.unproven} letters cannot be shown to come from the desk and are not shown."
        )
