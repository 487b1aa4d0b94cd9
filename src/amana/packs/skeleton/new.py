"""Copies what every country shares from another pack, and leaves open what only people of the country can fill."""

import json
import shutil
from datetime import date
from pathlib import Path

from amana.errors import AmanaError
from amana.packs.dossier.texts import FOLDER
from amana.packs.faults import PackFault
from amana.packs.language import Language
from amana.packs.lint import LINT, Style, read_style
from amana.packs.pack import Pack, load
from amana.packs.review import renew
from amana.packs.skeleton import dossier, guides

SERVICES = """# Whom she can call. Every number with its source and the day when somebody reached it; see docs/pack.md.
checked_days = 90
service = []
"""
PLACES = """# Governorates and districts, and whose law holds there: federal, kri or disputed; see docs/pack.md.
place = []
"""


class PackExists(AmanaError):
    """There is something in this folder already. Nothing was written. Name a folder that does not exist."""


def new_pack(
    folder: Path, *, country: str, like: Path, languages: tuple[str, ...] = (), today: date
) -> Pack:
    """Writes a pack that holds all checks; `languages` are some of those of `like`, the first one first.

    Raises PackExists, PackFault.
    """
    if folder.exists() and any(folder.iterdir()):
        raise PackExists(str(folder))
    old = load(like)
    by_code = {language.code: language for language in old.languages}
    for code in languages:
        if code not in by_code:
            what = f"is none of {', '.join(by_code)}"
            raise PackFault(file=like / "languages.toml", key=code, what=what)
    chosen = [by_code[code] for code in languages] or list(old.languages)
    codes = tuple(language.code for language in chosen)
    for name, text in _files(old, chosen, country=country, today=today).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for code in codes:
        for name in (f"texts/{code}.toml", f"words/{code}.txt"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(like / name, folder / name)
    if (like / "drawings").is_dir():
        shutil.copytree(like / "drawings", folder / "drawings")
    renew(folder, codes)
    return load(folder)


def _files(old: Pack, chosen: list[Language], *, country: str, today: date) -> dict[str, str]:
    codes = tuple(language.code for language in chosen)
    files = {
        "pack.toml": f"country = {_q(country)}\nfirst_language = {_q(codes[0])}\n",
        "languages.toml": "\n".join(map(_language, chosen)),
        "guides.toml": guides.table(codes),
        "services.toml": SERVICES,
        "platforms.toml": _platforms(old, codes),
        "places.toml": PLACES,
        LINT: _lint(read_style(old.folder / LINT, old.codes), codes),
        f"{FOLDER}/{LINT}": _lint(read_style(old.folder / FOLDER / LINT, old.codes), codes),
        **dossier.files(old.dossier, codes, today=today),
        "open_questions.toml": _questions(old),
    }
    for id, _, template, _, _, words in guides.EXAMPLES:
        for code in codes:
            files[f"guides/{id}/{code}.md"] = guides.guide(
                f"Write a title ({template})", words, today
            )
    return files


def _q(text: str) -> str:
    """A TOML string; JSON's is one."""
    return json.dumps(text, ensure_ascii=False)


def _language(one: Language) -> str:
    return (
        f"[[language]]\ncode = {_q(one.code)}\nname = {_q(one.name)}\ndirection = {_q(one.direction)}\n"
        f"address = {_q(one.address)}\ndigits = {_q(one.digits)}\nline_height = {one.line_height:g}\n"
    )


def _platforms(old: Pack, codes: tuple[str, ...]) -> str:
    """The same addresses, opened by nobody for this country."""
    found = ["checked_days = 180\n"]
    for platform in old.platforms.all:
        names = ", ".join(f"{code} = {_q(platform.name[code])}" for code in codes)
        found.append(f"[[platform]]\nid = {_q(platform.id)}\nname = {{ {names} }}\n")
        found += [
            f"[[platform.link]]\nid = {_q(link.id)}\npurpose = {_q(link.purpose)}\n"
            f"address = {_q(link.address)}\nsource = {_q(link.source)}\n"
            'checked_on = ""\nchecked_by = ""\nstate = "unverified"\n'
            for link in platform.links
        ]
    return "\n".join(found)


def _lint(style: Style, codes: tuple[str, ...]) -> str:
    words = [
        f"[[word]]\nlanguage = {_q(one.language)}\nword = {_q(one.word)}\n"
        f"reason = {_q(one.reason)}\ninstead = {_q(one.instead)}\n"
        for one in style.avoided
        if one.language in codes
    ]
    return "\n".join((f"longest_sentence = {style.longest}\n", *words))


def _questions(old: Pack) -> str:
    """The same questions, without their answers: law and people differ."""
    return "\n".join(
        f"[[question]]\nid = {_q(one.id)}\ntext = {_q(one.text)}\nasked_of = {_q(one.asked_of)}\n"
        'answer = ""\nanswered_by = ""\nanswered_on = ""\n'
        for one in old.questions
    )
