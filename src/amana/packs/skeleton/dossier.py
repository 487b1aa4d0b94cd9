"""A new country's dossier folder: the six elements to be written over, no court, request or warning, nothing confirmed."""

import json
from datetime import date
from typing import Final

from amana.packs.dossier.texts import (
    COURTS,
    ELEMENTS,
    EXPOSURES,
    FOLDER,
    HEAD,
    REQUESTS,
    DossierTexts,
)

CHECKED_DAYS: Final = 365
OPEN: Final = 'state = "unverified"\nverified_on = ""\nverified_by = ""\n'


def files(old: DossierTexts, codes: tuple[str, ...], *, today: date) -> dict[str, str]:
    """Name and text of each file. Platforms are explained anew: how a judge asks differs from country to country."""
    return {
        f"{FOLDER}/{HEAD}": _head(old, codes),
        f"{FOLDER}/{COURTS}": "# To whom a dossier is addressed.\ncourt = []\n",
        f"{FOLDER}/{REQUESTS}": "# What a lawyer can ask the judge for.\nrequest = []\n",
        f"{FOLDER}/{EXPOSURES}": "# What is read to her before a sentence leaves.\nexposure = []\n",
        f"{FOLDER}/{ELEMENTS}": _elements(old, codes, today),
    }


def _head(old: DossierTexts, codes: tuple[str, ...]) -> str:
    names = "".join(
        f'\n[[jurisdiction]]\nid = "{id}"\nname = {_texts(dict.fromkeys(codes, "Write a name here"))}\n'
        for id in old.jurisdictions
    )
    return f"checked_days = {CHECKED_DAYS}\nexplainer = []\n{names}"


def _elements(old: DossierTexts, codes: tuple[str, ...], today: date) -> str:
    return "\n".join(
        f'[[element]]\nid = "{one.id}"\nname = {_texts(_of(one.name, codes))}\n'
        f"looks_for = {_texts(_of(one.looks_for, codes))}\nsupport = {_texts(_of(one.support, codes))}\n"
        f'source = ["another country\'s pack: ask a lawyer"]\nseen = {today}\n{OPEN}'
        for one in old.elements
    )


def _of(texts: dict[str, str], codes: tuple[str, ...]) -> dict[str, str]:
    return {code: texts[code] for code in codes}


def _texts(texts: dict[str, str]) -> str:
    """An inline table of TOML; its strings are those of JSON."""
    inner = ", ".join(
        f"{code} = {json.dumps(text, ensure_ascii=False)}" for code, text in texts.items()
    )
    return f"{{ {inner} }}"
