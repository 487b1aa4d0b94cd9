"""`amana verify`: checks that need no key and no trust in whoever runs the desk."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amana.cli.console import say
from amana.cli.desk import use
from amana.errors import AmanaError
from amana.wire.encoding import b64u, unb64u

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amana.desk.audit.chain import Head, Row

app = typer.Typer(no_args_is_help=True, help="Checks that need no key.")


class WhichAuditError(AmanaError):
    """Name one audit: an exported file, or the desk's configuration with --config. Nothing was checked."""


class WhichLanguageError(AmanaError):
    """The report can be told in ar, ckb or en. Nothing was checked. Name one of them with --lang, or none for all three."""


class BadHeadError(AmanaError):
    """A noted head is not written as position:hash. Nothing was checked. Copy it from the weekly sheet, such as 12:Zm9v…"""


@app.callback()
def group() -> None:
    """Checks that need no key."""


@app.command()
def audit(
    file: Annotated[Path | None, typer.Argument(help="An exported audit.")] = None,
    config: Annotated[
        Path | None, typer.Option(help="The desk's TOML file: checks the live chain.")
    ] = None,
    known: Annotated[
        list[str] | None, typer.Option("--head", help="position:hash from the weekly sheet.")
    ] = None,
) -> None:
    """Says "whole" with the number of rows and the head, or names the first broken position."""
    from amana.desk.audit import chain

    heads = [_head(each) for each in known or ()]
    if file is not None and config is None:
        with file.open("rb") as stream:
            end = chain.verify(chain.load(stream), known=heads)
    elif config is not None and file is None:
        end = chain.verify(_live(config), known=heads)
    else:
        raise WhichAuditError
    say(f"whole: {end.position} rows, head {end.position}:{b64u(end.h)}")


@app.command("read")
def read_(
    file: Annotated[Path, typer.Argument(help="An exported audit.")],
    key: Annotated[Path, typer.Option(help="An auditor's key file.")],
    passphrase_file: Annotated[
        Path | None, typer.Option(help="File with its passphrase, instead of a prompt.")
    ] = None,
) -> None:
    """Shows who did what on which day, for an auditor, on her own machine. What was done in a case shows without the case."""
    from amana.cli.keys import keyfile
    from amana.desk.audit import chain
    from amana.seal.age_keys import identity_text

    opened = keyfile.read(key, kind="auditor", passphrase_file=passphrase_file)
    with file.open("rb") as stream:
        for position, day, told in chain.read(chain.load(stream), identity_text(opened.secret)):
            what = (
                f"{told['at']}  {told['actor'] or '-'}  {told['action']}"
                if told
                else "sealed to others"
            )
            say(f"{position}  {day.isoformat()}  {what}")


@app.command()
def bundle(
    path: Annotated[Path, typer.Argument(help="The zip as it came, or the unpacked folder.")],
    opened: Annotated[
        Path | None, typer.Option(help="Folder of exhibits that you opened with age.")
    ] = None,
    key: Annotated[str, typer.Option(help="The fingerprint printed in the dossier.")] = "",
    lang: Annotated[
        str, typer.Option(help="ar, ckb or en; without it all three.", show_default=False)
    ] = "",
) -> None:
    """Checks a bundle of evidence, by the same code as the verify.py in it. Ends with 1 when something does not hold."""
    from amana.evidence.verifier import report
    from amana.evidence.verifier.words import LANGUAGES

    if lang and lang not in LANGUAGES:
        raise WhichLanguageError
    found = report.verify(str(path), str(opened or ""), key, report.Progress())
    say(report.told(found, [lang] if lang else LANGUAGES))
    if not report.is_whole(found):
        raise typer.Exit(1)


def _live(config: Path) -> "Iterator[Row]":
    use(config)
    from amana.desk.audit.journal import rows

    return rows()


def _head(given: str) -> "Head":
    from amana.desk.audit.chain import Head

    position, _, digest = given.partition(":")
    try:
        return Head(position=int(position), h=unb64u(digest, 32))
    except (ValueError, AmanaError) as error:
        raise BadHeadError from error
