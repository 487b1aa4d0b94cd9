"""`amana site`: her pages as a folder of files, for any web server, mirror or stick."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amana.cli.console import say
from amana.errors import AmanaError
from amana.wire.encoding import unb64u

if TYPE_CHECKING:
    from amana.site.instance import Instance

app = typer.Typer(no_args_is_help=True, help="The survivor's site.")


class BadSiteConfigError(AmanaError):
    """The site's settings file is missing or wrong. Nothing was built.
    It needs mode, pack, relay, salt and roots; compare it with docs/operations.md."""


@app.command()
def build(
    config: Annotated[Path, typer.Option(help="The site's TOML file.")],
    out: Annotated[Path, typer.Option(help="The folder to write anew.")] = Path("site"),
) -> None:
    """Builds the folder, `headers.json` and `SHA256SUMS`. Live mode refuses while anything is unreviewed."""
    from amana.cli.live import require_site
    from amana.packs.pack import load
    from amana.site.folder import build as write

    values = read(config)
    if values["mode"] == "live":
        require_site(config, values)
    instance = read_instance(values)
    write(load((config.parent / values["pack"]).resolve()), instance, out, values["mode"])
    say(f"Built: {out}")


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="A built folder.")],
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8100,
) -> None:
    """Serves a built folder with exactly its headers; nothing is logged."""
    import os

    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["AMANA_SITE_FOLDER"] = str(folder.resolve())
    Server(
        target="amana.cli.site_wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        loop=Loops.asyncio,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        working_dir=None,
    ).serve()


def read(config: Path) -> dict[str, Any]:
    """The settings file. Raises BadSiteConfigError."""
    try:
        values = tomllib.loads(config.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadSiteConfigError from error
    if (
        values.get("mode") not in ("demo", "live")
        or not {"pack", "relay", "salt", "roots"} <= values.keys()
    ):
        raise BadSiteConfigError
    return values


def read_instance(values: dict[str, Any]) -> "Instance":
    """What is compiled into the pages. Raises BadSiteConfigError or BadInstance."""
    from amana.site.instance import Instance

    try:
        roots = tuple(unb64u(root, 32) for root in values["roots"])
        built = values.get("built") or datetime.now(UTC).date()
        if type(built) is not date:
            raise BadSiteConfigError
        demo = values["mode"] == "demo"
        return Instance(
            roots=() if demo else roots,
            demo_roots=roots if demo else (),
            salt=unb64u(values["salt"], 32),
            relay=str(values["relay"]),
            built=built,
            floor={desk: int(serial) for desk, serial in values.get("floor", {}).items()},
        )
    except (AmanaError, TypeError, ValueError, AttributeError) as error:
        raise BadSiteConfigError from error
