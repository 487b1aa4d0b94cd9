"""`amana site`: her pages as a folder of files, for any web server, mirror or stick."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from amana.cli.console import complain, say
from amana.cli.listening import Host, Port
from amana.errors import AmanaError
from amana.live import require_loopback
from amana.wire.encoding import unb64u

if TYPE_CHECKING:
    from amana.seal.directory import Directory
    from amana.site.compare import Answer, Fetch
    from amana.site.instance import Instance

app = typer.Typer(no_args_is_help=True, help="The survivor's site.")


class BadSiteConfigError(AmanaError):
    """The site's settings file is missing or wrong. Nothing was built.
    It needs mode, pack, relay, salt and roots; compare it with docs/operations.md."""


@app.command()
def build(
    config: Annotated[Path, typer.Option(help="The site's TOML file.")],
    out: Annotated[Path, typer.Option(help="The folder to write anew.")] = Path("site"),
    directory: Annotated[
        Path | None, typer.Option(help="A directory document; its desks become a page.")
    ] = None,
) -> None:
    """Builds the folder, `headers.json` and `SHA256SUMS`, from a pack without faults.
    Live mode refuses while anything is unreviewed; a demonstration knows relays of this machine alone (P12)."""
    from amana.cli.live import require_site
    from amana.packs.check import require_whole
    from amana.packs.pack import load
    from amana.site.folder import build as write

    values = read(config)
    if values["mode"] == "live":
        require_site(config, values)
    else:
        require_loopback(urlsplit(str(values["relay"])).hostname or "")
    instance = read_instance(values)
    pack = load((config.parent / values["pack"]).resolve())
    require_whole(pack, today=instance.built)
    desks = read_directory(directory, instance, values) if directory else None
    write(pack, instance, out, values["mode"], directory=desks)
    say(f"Built: {out}")


@app.command()
def verify(
    address: Annotated[str, typer.Argument(help="Where the site is, such as https://example.org")],
    folder: Annotated[Path | None, typer.Option(help="A built folder to compare with.")] = None,
    config: Annotated[Path | None, typer.Option(help="Or the settings to build it from.")] = None,
    directory: Annotated[Path | None, typer.Option(help="With --config.")] = None,
    proxy: Annotated[str, typer.Option(help="Such as socks5h://127.0.0.1:9050")] = "",
) -> None:
    """Compares a live site with a build, byte for byte and header for header, and names every difference."""
    import tempfile

    from amana.site.compare import differences

    with tempfile.TemporaryDirectory() as kept:
        if folder is None:
            if config is None:
                raise BadSiteConfigError
            folder = Path(kept) / "site"
            build(config, folder, directory)
        found = list(differences(folder, _fetcher(address.rstrip("/"), proxy)))
    for line in found:
        complain(line)
    if found:
        complain(f"{len(found)} differences. What is served is not this build.")
        raise typer.Exit(1)
    say("The same: every file and every header.")


def _fetcher(origin: str, proxy: str) -> "Fetch":
    """Asks for one address, keeps nothing, follows no redirect."""
    import httpx

    from amana.site.compare import Answer

    client = httpx.Client(proxy=proxy or None, timeout=30, trust_env=False)

    def fetch(path: str) -> "Answer | None":
        try:
            answer = client.get(origin + path)
        except httpx.HTTPError:
            return None
        return Answer(answer.status_code, dict(answer.headers), answer.content)

    return fetch


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="A built folder.")],
    host: Host = "127.0.0.1",
    port: Port = 8100,
) -> None:
    """Serves a built folder with exactly its headers; nothing is logged. A demonstration's on this machine alone (P12)."""
    import os

    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    from amana.cli.survivor.compiled import Compiled

    if not Compiled.read(folder).live:
        require_loopback(host)
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


def read_directory(file: Path, instance: "Instance", values: dict[str, Any]) -> "Directory":
    """The desks of a directory document, believed as her page would on the day of the build.

    Raises BadSiteConfigError or a DirectoryRefusal.
    """
    from amana.seal.certifiers import Roots
    from amana.seal.directory import Directory, Trust

    try:
        document = file.read_bytes()
    except OSError as error:
        raise BadSiteConfigError from error
    floor = {unb64u(desk, 8): serial for desk, serial in instance.floor.items()}
    trust = Trust(
        roots=Roots(real=instance.roots, demo=instance.demo_roots),
        today=instance.built,
        built=instance.built,
        live=values["mode"] == "live",
        floor=floor,
    )
    return Directory.verify(document, trust)
