"""`amana demo`, and beside it the next code of an officer."""

from pathlib import Path
from typing import Annotated

import typer

from amana.cli.console import say

app = typer.Typer(
    invoke_without_command=True, help="The whole of Amana on this machine, for trying it."
)

Root = Annotated[
    Path, typer.Option(help="Folder of the demonstration; it is made when it is not there.")
]


@app.callback()
def demo(
    context: typer.Context,
    root: Root = Path("var"),
    any_port: Annotated[
        bool, typer.Option(help="Free ports instead of 8100 to 8102, at the first start.")
    ] = False,
) -> None:
    """Starts site, relay, desk and worker on loopback with synthetic people, and says how to sign in."""
    context.obj = root
    if context.invoked_subcommand is None:
        from amana.cli.demo.start import run

        run(root, any_port=any_port)


@app.command()
def code(
    context: typer.Context,
    login: Annotated[str, typer.Argument(help="The officer's name, such as intake.")],
    root: Annotated[Path | None, typer.Option(help="Folder of the demonstration.")] = None,
) -> None:
    """Shows the officer's code of this half-minute. Each works once."""
    from amana.cli.demo import shown
    from amana.cli.demo.layout import Layout
    from amana.cli.demo.record import Record

    person = Record.read(Layout((root or context.obj).resolve()).record).person(login)
    say(f"{person.code}   (good for {shown.left()} s, once)")


@app.command()
def people(
    context: typer.Context,
    root: Annotated[Path | None, typer.Option(help="Folder of the demonstration.")] = None,
) -> None:
    """Shows how all six officers sign in."""
    from amana.cli.demo import shown
    from amana.cli.demo.layout import Layout
    from amana.cli.demo.record import Record

    for person in Record.read(Layout((root or context.obj).resolve()).record).people:
        for line in shown.officer(person):
            say(line)
