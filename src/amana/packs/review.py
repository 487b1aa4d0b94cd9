"""The one table of reviews: which file, in which language, as it is now, a named person has read (P12).

A row holds the SHA-256 of the file that was read. When the file changes, the review lapses by itself."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amana.packs import toml

AWAITING, REVIEWED = "awaiting native review", "reviewed"
TABLE = "reviews.toml"
SHARED = (
    *("guides.toml", "services.toml", "platforms.toml", "places.toml"),
    *(f"dossier/{name}.toml" for name in ("dossier", "courts", "requests", "elements", "exposure")),
)
HEAD = "# The one table of reviews. Rewritten by `amana pack reviews`; a reviewer fills reviewer, date and state.\n"


@dataclass(frozen=True)
class Review:
    """One file in one language; `reviewer` empty and `date` None while nobody has read it."""

    file: str
    language: str
    sha256: str
    reviewer: str
    date: date | None
    state: str


def read_reviews(file: Path, languages: tuple[str, ...]) -> tuple[Review, ...]:
    """Raises PackFault when a row claims a review without a name and a date."""
    found: list[Review] = []
    for row in toml.tables(toml.read(file), "review", file=file):
        review = Review(
            file=row.text("file"),
            language=row.one_of("language", languages),
            sha256=row.text("sha256"),
            reviewer=row.text("reviewer", empty=True),
            date=row.day_or_none("date"),
            state=row.one_of("state", (AWAITING, REVIEWED)),
        )
        if review.state == REVIEWED and (not review.reviewer or review.date is None):
            raise row.fault("reviewer", "a review has a name and a date")
        found.append(review)
    return tuple(found)


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def to_review(folder: Path, languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """What needs a reader or a listener: (file, language). What all languages share, once for each."""
    found: list[tuple[str, str]] = []
    for code in languages:
        named = (
            folder / "texts" / f"{code}.toml",
            folder / "words" / f"{code}.txt",
            folder / code / "LC_MESSAGES" / "django.po",  # the desk's own catalogues
        )
        guides = sorted(folder.glob(f"guides/*/{code}.md"))
        explained = sorted(folder.glob(f"dossier/explainers/*/{code}.md"))
        heard = sorted(folder.glob(f"recordings/*/*.{code}.opus"))
        shared = (folder / name for name in SHARED)
        for file in (*named, *guides, *explained, *heard, *shared):
            if file.is_file():
                found.append((file.relative_to(folder).as_posix(), code))
    return found


def unread(
    folder: Path, languages: tuple[str, ...], reviews: tuple[Review, ...]
) -> list[tuple[str, str]]:
    """Files and languages that no named person has read as they are now."""
    read = {(r.file, r.language, r.sha256) for r in reviews if r.state == REVIEWED}
    return [
        (file, code)
        for file, code in to_review(folder, languages)
        if (file, code, digest(folder / file)) not in read
    ]


def renew(folder: Path, languages: tuple[str, ...]) -> None:
    """Rewrites the table for the files as they are: reviews that still hold stay, all else awaits its reader."""
    table = folder / TABLE
    kept = read_reviews(table, languages) if table.is_file() else ()
    held = {(r.file, r.language, r.sha256): r for r in kept if r.state == REVIEWED}
    rows = []
    for file, code in to_review(folder, languages):
        key = (file, code, digest(folder / file))
        rows.append(_row(held.get(key) or Review(*key, reviewer="", date=None, state=AWAITING)))
    table.write_text(HEAD + "".join(rows), encoding="utf-8")


def _row(review: Review) -> str:
    day = f"{review.date}" if review.date else '""'
    name = review.reviewer.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'\n[[review]]\nfile = "{review.file}"\nlanguage = "{review.language}"\nsha256 = "{review.sha256}"\n'
        f'reviewer = "{name}"\ndate = {day}\nstate = "{review.state}"\n'
    )
