"""`amana backup`: sealed copies of the desk, read back before they count, tested by restoring them (P5)."""

from pathlib import Path
from typing import Annotated, Final

import typer

from amana.cli import private_file
from amana.cli.console import say
from amana.cli.desk import ConfigFile, use
from amana.wire.encoding import dump_json

app = typer.Typer(no_args_is_help=True, help="Backups of the desk.")

NOTE: Final = (
    "backup.json"  # in the data folder, for `amana doctor`: when the last one was made, and where
)
NOTE_VERSION: Final = "amana-backup-note/1"


@app.command()
def make(
    config: ConfigFile,
    to: Annotated[Path, typer.Option(help="Folder on another disk.")],
) -> None:
    """Writes two sealed files and reads them back; from then on the relay may erase what is in them."""
    prepared = use(config)
    from amana.desk.cases.backups import make as write
    from amana.desk.intake.service_keys import ServiceKeys

    made = write(prepared, to, recipients=ServiceKeys.read(prepared.service_keys).backup)
    started = made.started.isoformat(timespec="seconds")
    note = {"v": NOTE_VERSION, "made": started, "main": str(made.main.resolve())}
    private_file.write(prepared.data / NOTE, dump_json(note))
    say(f"Cases, sealed: {made.main}")
    say(f"What opens them, sealed, deleted after 30 days: {made.keys}")


@app.command()
def restore(
    config: ConfigFile,
    main: Annotated[Path, typer.Argument(help="The file that ends in -main.age")],
    keys: Annotated[Path, typer.Argument(help="The file that ends in -keys.age")],
    key: Annotated[Path, typer.Option(help="The backup key's file, from `amana keys desk`.")],
    passphrase_file: Annotated[
        Path | None, typer.Option(help="File with its passphrase, instead of a prompt.")
    ] = None,
) -> None:
    """Puts both files into an empty desk. Erased cases stay erased; without their list, sign-in waits for both leads."""
    from amana.cli.keys import keyfile
    from amana.desk.server import migrate
    from amana.seal.age_keys import identity_text

    identity = identity_text(
        keyfile.read(key, kind="backup", passphrase_file=passphrase_file).secret
    )
    migrate(config)
    prepared = use(config)
    from amana.desk.cases import backups, restoring
    from amana.desk.staff.flows.close_desk import closed

    serial = backups.restore(prepared, main, keys, identity=identity)
    restoring.settle(prepared, backup_serial=serial)
    say(
        "Restored. Cases that were erased since are erased; those that were sealed again since are withheld."
    )
    if closed():
        say(
            "The list of erasures is missing or older than this backup: sign-in stays closed until both leads decide."
        )
