"""What is not known, what is asked, how the platforms work, and the limits of it all."""

from amana.dossier.isolates import isolate, name, prose
from amana.dossier.rows import Explainer
from amana.dossier.sheets.blocks import Block, Part, listing
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import Words


def unknowns(snapshot: Snapshot, _: Words) -> Part:
    """Said as plainly as what is known."""
    items = [prose(each) for each in snapshot.unknowns]
    return Part("unknowns", [listing(items)] if items else [])


def requests(snapshot: Snapshot, words: Words) -> Part:
    """Numbered, each with the law that it leans on below."""
    blocks: list[Block] = [
        {
            "is": "request",
            "number": words.number(number),
            "text": prose(each.text),
            "law": prose(each.law),
        }
        for number, each in enumerate(snapshot.requests, 1)
    ]
    return Part("requests", blocks)


def explainers(snapshot: Snapshot, words: Words) -> Part:
    """One page a platform."""
    blocks = [_explainer(words, each, n) for n, each in enumerate(snapshot.explainers, 1)]
    return Part("explainers", blocks)


def _explainer(words: Words, each: Explainer, number: int) -> Block:
    sources = [isolate(source) if source.isascii() else name(source) for source in each.sources]
    if each.dated:
        sources.append(words.day(each.dated))
    return {
        "is": "explainer",
        "number": number,
        "title": prose(each.title),
        "blocks": [[str(block.style), prose(block.text)] for block in each.blocks],
        "sources": sources,
    }


def limitations(snapshot: Snapshot, words: Words) -> Part:
    """Those of this case first, then those of every dossier."""
    general = words.all("limitations.general")
    items = [prose(each) for each in (*snapshot.limitations, *general)]
    return Part("limitations", [listing(items)])
