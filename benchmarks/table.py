"""The figures as a table for people, on standard error."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure, Peer

MARK = {True: "[green]holds[/green]", False: "[bold red]missed[/bold red]", None: ""}


def show(figures: Sequence[Figure], console: Console) -> None:
    """One row a figure; each peer on a line of its own."""
    table = Table(show_lines=True)
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("budget", justify="right")
    table.add_column("")
    table.add_column("peers")
    table.add_column("times better", justify="right")
    for figure in figures:
        table.add_row(
            figure.figure,
            f"{figure.value:,.4g} {figure.unit}" if figure.value < 1e4 else _large(figure),
            str(figure.budget or ""),
            MARK[figure.holds],
            "\n".join(map(_peer, figure.peers)),
            "" if figure.ratio is None else f"{figure.ratio:,.3g}",
        )
    console.print(table)


def _large(figure: Figure) -> str:
    return f"{figure.value:,.0f} {figure.unit}"


def _peer(peer: Peer) -> str:
    return f"{peer.name}: {peer.value:,.6g}" + (" (quoted)" if peer.quoted else " (same run)")
