"""Her texts by key. All languages hold the same keys and placeholders, so that no screen falls back to another language."""

import re
from pathlib import Path

from amana.packs import toml
from amana.packs.faults import PackFault

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
EXCLAMATION = re.compile(r"[!！]")

Texts = dict[str, str]


def read_texts(folder: Path, languages: tuple[str, ...]) -> dict[str, Texts]:
    """Texts of each language: `{"ar": {"home.title": "…"}}`. Raises PackFault at the first key that differs."""
    found = {code: _read_one(folder / f"{code}.toml") for code in languages}
    first = languages[0]
    for code in languages[1:]:
        _compare(folder, (first, found[first]), (code, found[code]))
    return found


def _read_one(file: Path) -> Texts:
    texts: Texts = {}
    for section, table in toml.read(file).items():
        if not isinstance(table, dict):
            raise PackFault(file=file, key=section, what="must be a table of texts")
        for name, text in table.items():
            key = f"{section}.{name}"
            if not isinstance(text, str) or not text.strip():
                raise PackFault(file=file, key=key, what="must be a text that is not empty")
            if EXCLAMATION.search(text):
                raise PackFault(
                    file=file, key=key, what="exclamation marks are not used on her pages"
                )
            texts[key] = text
    return texts


def _compare(folder: Path, one: tuple[str, Texts], other: tuple[str, Texts]) -> None:
    for key in sorted(one[1].keys() ^ other[1].keys()):
        code = other[0] if key in one[1] else one[0]
        raise PackFault(
            file=folder / f"{code}.toml", key=key, what="is missing; another language has it"
        )
    for key, text in one[1].items():
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(other[1][key])):
            what = f"must have the placeholders of {one[0]}: {PLACEHOLDER.findall(text)}"
            raise PackFault(file=folder / f"{other[0]}.toml", key=key, what=what)
