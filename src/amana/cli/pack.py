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
    """Names every fault with its file, its line and its mend: in texts, guides, links, facts past their date, and style."""
    from amana.cli.keys.words import WordList
    from amana.packs.check import faults
    from amana.packs.live import missing
    from amana.packs.pack import load

    pack = load(folder)
    for code in pack.codes:
        WordList.of(code, folder)
    found = faults(pack)
    for fault in found:
        complain(str(fault))
    if found:
        complain(f"{len(found)} faults. `amana site build` builds nothing from this pack.")
        raise typer.Exit(1)
    lacking = missing(pack)
    say(
        f"The pack {pack.country} is whole: {', '.join(pack.codes)}. Live mode still lacks {len(lacking)}."
    )
    if live:
        for sentence in lacking:
            complain(f"  {sentence}")
        raise typer.Exit(1 if lacking else 0)


@app.command()
def new(
    country: Annotated[str, typer.Argument(help="Two small letters, such as jo.")],
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist.")],
    like: Annotated[Path, typer.Option(help="The pack whose texts are copied.")] = Path("packs/iq"),
    languages: Annotated[
        str, typer.Option(help="Some of its languages, the first one first: ar,en")
    ] = "",
) -> None:
    """Writes the skeleton of another country's pack: texts copied, examples of guides, no numbers, nothing reviewed."""
    from datetime import UTC, datetime

    from amana.packs.skeleton import new_pack

    chosen = tuple(code for code in languages.split(",") if code)
    today = datetime.now(UTC).date()
    pack = new_pack(folder, country=country, like=like, languages=chosen, today=today)
    say(f"Written: {folder} ({', '.join(pack.codes)}). See docs/pack.md for what to fill in.")


@app.command()
def reviews(folder: Folder = Path("packs/iq")) -> None:
    """Rewrites the table of reviews for the files as they are; a changed file awaits its reader again."""
    from amana.packs.language import read_languages
    from amana.packs.review import renew

    renew(folder, tuple(language.code for language in read_languages(folder / "languages.toml")))
    say("The table of reviews is up to date.")
