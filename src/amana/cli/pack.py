"""`amana pack`: whether a country pack is whole, and who has reviewed what (P12)."""

from pathlib import Path
from typing import Annotated

import typer

from amana.cli.console import complain, say

app = typer.Typer(no_args_is_help=True, help="Country packs.")
Folder = Annotated[Path, typer.Argument(help="The pack's folder.")]


@app.callback()
def group() -> None:
    """Country packs: texts, words, services, laws."""


@app.command()
def check(
    folder: Folder = Path("packs/iq"),
    live: Annotated[bool, typer.Option(help="Also list what live mode lacks.")] = False,
) -> None:
    """Loads a pack whole, or names the file and key that is wrong."""
    from amana.cli.keys.words import WordList
    from amana.packs.live import missing
    from amana.packs.pack import load

    pack = load(folder)
    for code in pack.codes:
        WordList.of(code, folder)
    lacking = missing(pack)
    say(
        f"The pack {pack.country} is whole: {', '.join(pack.codes)}. Live mode still lacks {len(lacking)}."
    )
    if live:
        for sentence in lacking:
            complain(f"  {sentence}")
        raise typer.Exit(1 if lacking else 0)


@app.command()
def reviews(folder: Folder = Path("packs/iq")) -> None:
    """Rewrites the table of reviews for the files as they are; a changed file awaits its reader again."""
    from amana.packs.language import read_languages
    from amana.packs.review import renew

    renew(folder, tuple(language.code for language in read_languages(folder / "languages.toml")))
    say("The table of reviews is up to date.")
