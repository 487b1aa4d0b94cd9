"""Says what was found, in Arabic, Sorani and English, and ends with 0 only when everything that was checked holds."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable

from amana.evidence.verifier.chain import check_custody
from amana.evidence.verifier.container import Container, Folder, Zip, unwatched
from amana.evidence.verifier.exhibits import check_exhibits
from amana.evidence.verifier.findings import FAILS, HOLDS, NOTE, Broken, Finding, fails, note
from amana.evidence.verifier.manifests import check_bag
from amana.evidence.verifier.seal import check_seal
from amana.evidence.verifier.stamps import check_stamps
from amana.evidence.verifier.words import LANGUAGES, WORDS

MARKS = {FAILS: "[X] ", HOLDS: "[+] ", NOTE: "[i] "}
OPEN, CLOSE = "\u2066", "\u2069"  # a name or number keeps its own direction (UAX #9)


def verify(
    path: str, opened: str = "", key: str = "", watch: Callable[[int], None] = unwatched
) -> list[Finding]:
    """Everything that can be said of a bundle, a folder or a zip.

    `opened` is a folder of exhibits opened with age, `key` the fingerprint on paper; `watch` hears of the bytes that were read.
    """
    try:
        if os.path.isdir(path):
            return _checked(Folder(path, watch), opened, key)
        with open(path, "rb") as stream:
            return _checked(Zip(stream, watch), opened, key)
    except Broken as error:
        return [error.finding]
    except OSError:
        return [fails("not-found")]


def is_whole(found: Iterable[Finding]) -> bool:
    """Whether nothing that was checked failed."""
    return all(finding.level != FAILS for finding in found)


def told(found: list[Finding], languages: Iterable[str] = LANGUAGES) -> str:
    """The report in these languages, one after another."""
    return "\n".join(_told(found, LANGUAGES.index(language)) for language in languages)


def main(arguments: list[str] | None = None) -> int:
    """What `python3 verify.py` does."""
    given = _parser().parse_args(arguments)
    found = verify(given.path, given.opened, given.key, Progress())
    if found[0].code != "not-found":
        found.append(note("own-copy"))
    languages = [given.lang] if given.lang else LANGUAGES
    sys.stdout.buffer.write(told(found, languages).encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0 if is_whole(found) else 1


class Progress:
    """On a terminal, tells beside the report how many megabytes were read."""

    def __init__(self) -> None:
        self._read = 0

    def __call__(self, count: int) -> None:
        """`count` more bytes were read."""
        before, self._read = self._read >> 24, self._read + count
        if self._read >> 24 != before and sys.stderr.isatty():
            sys.stderr.write(f"\r{self._read // 1_000_000} MB ")
            sys.stderr.flush()


def _checked(bundle: Container, opened: str, key: str) -> list[Finding]:
    """From the files to the signature to the chain; stops where nothing further can be trusted."""
    found = check_bag(bundle)
    try:
        seal, sealed = check_seal(bundle, key)
        found += sealed
        chain, custody = check_custody(bundle, seal["key"])
        found += custody
        found += check_exhibits(bundle, chain, Folder(opened) if opened else None)
        found += check_stamps(bundle, chain)
    except Broken as error:
        if error.finding not in found:
            found.append(error.finding)
    return [*found, note("limits")]


def _told(found: list[Finding], language: int) -> str:
    title = "whole" if is_whole(found) else "not-whole"
    if found[0].code == "not-found":
        title = "not-checked"
    lines = ["=" * 72, WORDS[title][language], ""]
    for finding in sorted(found, key=_failures_first):
        shown = {name: OPEN + visible(fact) + CLOSE for name, fact in finding.facts.items()}
        lines.append(MARKS[finding.level] + WORDS[finding.code][language].format(**shown))
    return "\n".join([*lines, ""])


def _failures_first(finding: Finding) -> int:
    return list(MARKS).index(finding.level)


def visible(fact: str) -> str:
    """A name that somebody chose, with everything that could move or hide text spelled out."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in fact)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Checks a bundle of evidence made by Amana. Needs nothing but Python; changes nothing."
    )
    here = os.path.dirname(os.path.abspath(sys.argv[0]))
    parser.add_argument("path", nargs="?", default=here, help="the zip or the unpacked folder")
    parser.add_argument("--lang", choices=LANGUAGES, help="one language instead of all")
    parser.add_argument("--opened", default="", help="folder of exhibits that you opened with age")
    parser.add_argument("--key", default="", help="the fingerprint printed in the dossier")
    return parser
