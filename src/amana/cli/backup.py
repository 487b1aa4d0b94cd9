"""`amana backup`: sealed copies of the desk, tested by restoring them."""

from pathlib import Path
from typing import Annotated

import typer

from amana.cli.console import say

app = typer.Typer(no_args_is_help=True, help="Backups of the desk.")

ConfigFile = Annotated[Path, typer.Option(help="The desk's TOML file.", envvar="AMANA_DESK_CONFIG")]
BackupKey = Annotated[Path, typer.Option(help="The backup key's file, from `amana keys desk`.")]
PassphraseFile = Annotated[Path | None, typer.Option(help="File with its passphrase, instead of a prompt.")]


@app.command()
def make(config: ConfigFile, to: Annotated[Path, typer.Option(help="Folder on another disk.")]) -> None:
    """Writes two sealed files and reads them back; from then on the relay may erase what is in them."""
    from amana.cli.desk import use

    prepared = use(config)
    from amana.cli.backups.making import make as write

    made = write(prepared, to)
    say(f"{made.rows} rows and {made.blobs} sealed pieces: {made.long}")
    say(f"Wrapped secrets, to be deleted after 30 days: {made.short}")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="One of the two files.")],
    key: BackupKey,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Opens a backup to its end, offline, and compares it with its own list."""
    from amana.cli.backups.identity import identity_of
    from amana.cli.backups.sealed import members

    identity = identity_of(key, passphrase_file)
    count = sum(1 for _ in members(file, identity))
    say(f"whole: {count} members")


@app.command()
def restore(
    config: ConfigFile,
    long: Annotated[Path, typer.Argument(help="The file that ends in .amana")],
    short: Annotated[Path, typer.Argument(help="The file that ends in .keys.amana")],
    key: BackupKey,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Puts both files into an empty desk. Erased cases stay erased; where the list of erasures is gone, sign-in waits for both leads."""
    from amana.cli.backups.identity import identity_of
    from amana.desk.server import migrate

    identity = identity_of(key, passphrase_file)
    migrate(config)
    from amana.cli.desk import use

    prepared = use(config)
    from amana.cli.backups.restoring import restore as put_back

    done = put_back(prepared, long, short, identity)
    say(f"Restored: {done.rows} rows, {done.blobs} sealed pieces. Erased again: {done.erased} cases.")
    if done.closed:
        say("The list of erasures is missing or older than this backup: sign-in stays closed until both leads have signed in.")
