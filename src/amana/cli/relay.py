"""`amana relay`: the public part. Nothing here may import the desk or what opens envelopes (P1)."""

from pathlib import Path
from typing import Annotated

import typer

from amana.cli.console import say
from amana.cli.listening import Host, Port

app = typer.Typer(
    no_args_is_help=True,
    help="The relay: ciphertext only.",
    epilog="Entries of its configuration: data, site_origin, hosts, roots; database, blobs, work_key, base_difficulty, "
    "capacity.text, capacity.files, demo. See docs/operations.md.",
)

ConfigFile = Annotated[
    Path, typer.Option(help="The relay's TOML file.", envvar="AMANA_RELAY_CONFIG")
]


@app.command()
def serve(
    config: ConfigFile,
    host: Host = "127.0.0.1",
    port: Port = 8101,
) -> None:
    """Serves until it is told to stop."""
    from amana.relay.server import serve as run

    run(config, host, port)


@app.command()
def migrate(config: ConfigFile) -> None:
    """Makes data folder, tables and store, or brings them up to date."""
    from amana.relay.server import migrate as run

    run(config)
    say("The relay's tables and store are up to date.")


@app.command()
def admit(
    config: ConfigFile,
    document: Annotated[
        Path, typer.Argument(help="A directory document of `amana keys directory`.")
    ],
) -> None:
    """Takes certificates and lists into the directory, all or none, each checked down from the root."""
    from amana.relay.server import use

    use(config)
    from amana.relay.directory.shelf import admit as take_in

    say(f"Admitted: {take_in(document.read_bytes())}")


@app.command()
def midnight(config: ConfigFile) -> None:
    """Erases what is due today; the relay does so by itself each midnight (UTC)."""
    from amana.relay.server import use

    use(config)
    from amana.relay.columns import today
    from amana.relay.letterbox.midnight import run

    done = run(today())
    say(
        f"Erased: {done.letterbox} in the letterbox, {done.mailbox} in mailboxes, "
        f"{done.orphans} without a row. Lost: {done.lost}."
    )
