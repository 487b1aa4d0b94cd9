"""A small pack of another country, made by `amana pack new`, for tests that change it."""

import shutil
from datetime import date
from pathlib import Path

from amana.packs import load
from amana.packs.pack import Pack
from amana.packs.skeleton import new_pack

IRAQ = Path(__file__).parents[2] / "packs" / "iq"
TODAY = date(2026, 11, 24)
HEAD = """+++
title = "A title"
lead = "A sentence."
source = ["A source"]
checked_on = 2026-11-24
expires = 2027-05-24
+++

"""


def small_pack(folder: Path) -> Pack:
    """All templates, three languages, no service."""
    return new_pack(folder, country="zz", like=IRAQ, today=TODAY)


def guide_file(folder: Path, id: str = "pay", code: str = "en") -> Path:
    return folder / "guides" / id / f"{code}.md"


def write_guide(folder: Path, body: str, id: str = "pay", *, head: str = HEAD) -> None:
    """The same words in every language."""
    for code in load(folder).codes:
        guide_file(folder, id, code).write_text(head + body, encoding="utf-8")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (file, old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_service(folder: Path, **more: str) -> None:
    """The first service of Iraq, as number of this pack; `more` replaces whole lines by their names."""
    text = (IRAQ / "services.toml").read_text(encoding="utf-8")
    first = text.split("[[service]]")[1]
    lines = [
        f"{name} = {more[name]}" if (name := line.split(" = ")[0]) in more else line
        for line in first.strip().splitlines()
    ]
    table = folder / "services.toml"
    kept = table.read_text(encoding="utf-8").replace("service = []\n", "")
    table.write_text(kept + "\n[[service]]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))
