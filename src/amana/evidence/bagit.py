"""Writes and checks BagIt 1.0 (RFC 8493) in the one spelling of `verifier/manifests.py`, stricter than the reference implementation."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from amana.errors import AmanaError
from amana.evidence.members import Member, small
from amana.evidence.verifier.container import Digests, Folder, spelled
from amana.evidence.verifier.findings import FAILS, Broken, Finding
from amana.evidence.verifier.manifests import (
    DECLARATION,
    HASHES,
    PAYLOAD,
    SEAL,
    check_bag,
    manifest_line,
    manifest_names,
)
from amana.evidence.verifier.names import collisions, may_be

INFO: Final = "bag-info.txt"


class BadBagName(AmanaError):
    """A file has a name that some computer could not keep apart or would put elsewhere. No bundle was made. Rename the file named here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BrokenBag(AmanaError):
    """This folder is not the bag that was written: the files named here were changed, moved, added or are missing. Nothing was
    opened. Ask for it to be sent again.
    """

    def __init__(self, faults: list[Finding]) -> None:
        super().__init__([(fault.code, fault.facts) for fault in faults])
        self.faults = faults


def tag_members(
    payload: Iterable[Member], others: Iterable[Member], info: Mapping[str, str]
) -> list[Member]:
    """Everything that makes a bag of the payload: declaration, sums and manifests, `others` among the tag files.

    Raises BadBagName.
    """
    payload, others = list(payload), list(others)
    _require_names([each.name for each in (*payload, *others)])
    sums = f"{sum(each.digests.size for each in payload)}.{len(payload)}"
    told = {name: " ".join(text.split()) for name, text in info.items()}
    lines = (told | {"Payload-Oxum": sums}).items()
    described = "".join(f"{name}: {text}\n" for name, text in lines if text).encode()
    tags = [*others, small("bagit.txt", DECLARATION), small(INFO, described), *_lists("", payload)]
    return [*tags, *_lists("tag", tags)]


def make_bag(folder: Path, info: Mapping[str, str]) -> None:
    """Makes a bag of a folder that has `data/` in it; files beside `data/` become tag files. Raises BadBagName."""
    here = Folder(str(folder))
    members = [Member(name, partial(here.chunks, name), here.digests(name)) for name in here.names]
    payload = [each for each in members if each.name.startswith(PAYLOAD)]
    others = [each for each in members if not each.name.startswith(PAYLOAD)]
    for each in tag_members(payload, others, info):
        if each not in others:
            (folder / each.name).write_bytes(b"".join(each.chunks()))


def require_bag(folder: Path) -> None:
    """Raises BrokenBag unless every file is there, unchanged, listed in all manifests, and nothing else is."""
    try:
        faults = [found for found in check_bag(Folder(str(folder))) if found.level == FAILS]
    except Broken as error:
        faults = [error.finding]
    if faults:
        raise BrokenBag(faults)


def _lists(kind: str, members: Iterable[Member]) -> list[Member]:
    ordered = sorted(members, key=lambda each: spelled(each.name))
    return [
        small(
            name,
            "".join(
                manifest_line(_digest(each.digests, algorithm), each.name) for each in ordered
            ).encode(),
        )
        for name, algorithm in zip(manifest_names(kind), HASHES, strict=True)
    ]


def _digest(digests: Digests, algorithm: str) -> str:
    return digests.sha256 if algorithm == "sha256" else digests.sha512


def _require_names(names: list[str]) -> None:
    own = {"bagit.txt", INFO, "fetch.txt", SEAL, *manifest_names(""), *manifest_names("tag")}
    for name in names:
        if not may_be(name) or name in own:
            raise BadBagName(name)
    for _one, two in collisions(names):
        raise BadBagName(two)
