"""`amana complaints`: what the body outside a desk does. One key fetches and cannot read; the other reads and needs no network."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from amana.cli.console import complain, isolated, say
from amana.errors import AmanaError

if TYPE_CHECKING:
    from amana.desk.intake.relay_client import RelayClient
    from amana.wire.requests import ListItem

app = typer.Typer(no_args_is_help=True, help="For the body outside a desk: complaints about it.")
SUFFIX: Final = ".complaint"

PassphraseFile = Annotated[
    Path | None, typer.Option(help="File with the key's passphrase; else it is asked for.")
]


class NoFolderError(AmanaError):
    """There is no folder of that name. Nothing was read. Name the folder that `amana complaints collect` wrote into."""


@app.command()
def collect(
    relay: Annotated[str, typer.Option(help="The relay's address, https://….")],
    into: Annotated[Path, typer.Argument(help="Folder for the sealed complaints.")],
    key: Annotated[Path, typer.Option(help="The key that fetches.")] = Path(
        "keys/complaints-collection.key"
    ),
    proxy: Annotated[
        str | None, typer.Option(help="socks5h://… or http://…, such as Tor's.")
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Fetches sealed complaints into a folder. Each is kept here before the relay is told that it may erase it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from amana.cli.keys import keyfile
    from amana.desk.intake.relay_client import RelayClient

    signing = keyfile.read(key, kind="complaints-collection", passphrase_file=passphrase_file)
    private = Ed25519PrivateKey.from_private_bytes(signing.secret)
    with RelayClient(url=relay, desk=signing.id, key=private, proxy=proxy) as client:
        before = set(into.glob(f"*{SUFFIX}"))
        kept = [item for item in client.waiting(again=True) if _keep(client, item, into)]
        _done(client, kept)
    say(f"New complaints: {len(set(into.glob(f'*{SUFFIX}')) - before)}")


@app.command()
def read(
    folder: Annotated[Path, typer.Argument(help="Folder of `amana complaints collect`.")],
    key: Annotated[Path, typer.Option(help="The key that opens.")] = Path("keys/complaints.key"),
    passphrase_file: PassphraseFile = None,
) -> None:
    """Opens and prints every complaint of a folder. Nothing that was opened is written to the disk."""
    from amana.cli.keys import keyfile
    from amana.seal.age_keys import identity_text

    if not folder.is_dir():
        raise NoFolderError
    opening = keyfile.read(key, kind="complaints", passphrase_file=passphrase_file)
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda file: (file.stat().st_mtime, file.name))
    for file in files:
        _show(file, identity_text(opening.secret))
    if not files:
        say("There is no complaint in this folder.")


def _keep(client: "RelayClient", item: "ListItem", into: Path) -> bool:
    """Whether it is here now. What was here before is not fetched again; what the relay lists and does not give is asked for next time."""
    from amana.cli import private_file

    file = into / f"{item.id.hex()}{SUFFIX}"
    if not file.exists():
        sealed = client.fetch(item)
        if not sealed:
            return False
        private_file.write(file, sealed)
    return True


def _done(client: "RelayClient", items: "list[ListItem]") -> None:
    from amana.wire.requests import Mark

    marks = [Mark(item.kind, item.id) for item in items]
    client.acknowledge(marks)
    client.confirm(marks)


def _show(file: Path, identity: str) -> None:
    """One that cannot be opened hides no other."""
    from amana.seal.open import open_envelope
    from amana.wire.complaint import read_complaint
    from amana.wire.encoding import b64u

    say(f"== {file.stem[:8]}")
    try:
        complaint, words = read_complaint(open_envelope(file.read_bytes(), identity))
    except AmanaError as error:
        complain(error.sentence)
        return
    say(f"About desk {b64u(complaint.desk)}, written in {complaint.lang}")
    for line in words.splitlines():
        say(isolated(line))
