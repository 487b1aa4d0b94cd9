"""One identifier that was found in a text: what it is, where it stands, and what supports it."""

from dataclasses import dataclass

from amana.matching.kinds import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """One identifier in a text. For Kind.CARD `raw` and `normal` are masked, the place is not.

    `checksum`: True holds, False is wrong (`normal` is then what stands there), None: this kind has none.
    `hints` support it and prove nothing: `network:Zain` (the prefix's first network), `rail:zaincash`,
    `near:instagram` (a platform named close by), `within:instagram` (the chat is of that platform), `link`
    (read from an address), `looks-alike` (letters of another alphabet), `card:credit`, `card:bank`.
    """

    kind: Kind
    raw: str
    normal: str
    start: int
    end: int
    checksum: bool | None = None
    hints: tuple[str, ...] = ()
