"""Reads one text: what the scan picked is judged by its kind, and what overlaps is settled for the longer."""

import re
from collections.abc import Iterator
from typing import Final

from amana.matching.errors import NotAnIdentifier, WrongChecksum
from amana.matching.found import Found
from amana.matching.kinds import Kind
from amana.matching.names import after_at, beside_words
from amana.matching.normal.cards import masked
from amana.matching.normal.emails import email
from amana.matching.normal.hosts import shows_another_alphabet
from amana.matching.normal.ibans import iban
from amana.matching.normal.links import link
from amana.matching.normal.phones import mobile
from amana.matching.normal.text import index, plain
from amana.matching.normal.transfers import SOME, transfer
from amana.matching.normal.wallets import has_checksum, wallet
from amana.matching.numbers import Run
from amana.matching.scan import HINT, SCAN
from amana.matching.surroundings import Surroundings

# What ends a sentence around an address is not part of it.
_BEHIND: Final = ".,;:!?'\")]}،؛؟…*_~"
_TRON: Final = 34  # characters
_RAIL_ALONE: Final = 8  # characters of a reference when only the way of paying is named
# What phones call pictures and recordings: no references, though they stand beside receipts.
_FILE: Final = re.compile(r"(?:img|vid|ptt|aud|stk|doc|photo|screenshot)-?\d{8}", re.IGNORECASE)


class Reader:
    """One text and its two forms."""

    def __init__(self, text: str, *, region: str, within: Kind | None) -> None:
        self._text, self._region, self._within = text, region, within
        self._folded = index(text)

    def read(self) -> Iterator[Found]:
        """Identifiers in order of place, none overlapping."""
        if not HINT.search(self._folded.text):
            return
        self._form, self._near = plain(self._text), Surroundings(self._folded)
        found = [one for match in SCAN.finditer(self._form.text) for one in self._judged(match)]
        named = [
            Found(kind, self._text[start:end], normal, start, end, hints=hints)
            for start, end, kind, normal, hints in beside_words(self._form, self._folded)
        ]
        done = 0
        for one in sorted((*found, *named), key=lambda one: (one.start, -one.end)):
            if one.start >= done:
                done = one.end
                yield one

    def _judged(self, match: re.Match[str]) -> Iterator[Found]:
        what = str(match.lastgroup)
        if what == "number":
            yield from self._numbers(match)
        elif what == "link":
            yield from self._link(match)
        elif what == "at":
            yield from self._at_name(match)
        elif what == "code":
            yield from self._code(match)
        elif what == "email":
            yield from self._email(match)
        else:
            yield from self._wallet(match, what)

    def _found(
        self,
        start: int,
        end: int,
        kind: Kind,
        normal: str,
        *hints: str,
        checksum: bool | None = None,
    ) -> Found:
        """At a place of the plain form."""
        first, last = self._form.span(start, end)
        raw = self._text[first:last]
        shown = masked(raw) if kind is Kind.CARD else raw
        return Found(kind, shown, normal, first, last, checksum, hints)

    def _numbers(self, match: re.Match[str]) -> Iterator[Found]:
        at = match.start()
        for one in Run(match[0], at, self._form, self._near, self._region).read():
            yield self._found(at + one.start, at + one.end, one.kind, one.normal, *one.hints)

    def _link(self, match: re.Match[str]) -> Iterator[Found]:
        raw = match[0].rstrip(_BEHIND)
        try:
            read = link(raw)
        except NotAnIdentifier:
            return
        hints = ("link",) if read.kind is not Kind.LINK else ()
        if shows_another_alphabet(read.host):
            hints = (*hints, "looks-alike")
        yield self._found(match.start(), match.start() + len(raw), read.kind, read.normal, *hints)

    def _email(self, match: re.Match[str]) -> Iterator[Found]:
        try:
            yield self._found(*match.span(), Kind.EMAIL, email(match[0]))
        except NotAnIdentifier:
            return

    def _at_name(self, match: re.Match[str]) -> Iterator[Found]:
        if (mentioned := _phone(match[0], self._region)) is not None:
            yield self._found(*match.span(), Kind.PHONE, mentioned)
            return
        named = self._near.platform(*self._form.span(*match.span()))
        if name := after_at(match[0], named or self._within):
            kind, normal, hints = name
            end = match.start() + len(match[0].rstrip("."))
            yield self._found(match.start(), end, kind, normal, *self._said(kind, named), *hints)

    def _said(self, kind: Kind, named: Kind | None) -> tuple[str, ...]:
        """What told the platform of an @name."""
        if kind is named:
            return (f"near:{kind}",)
        return (f"within:{kind}",) if kind is self._within else ()

    def _wallet(self, match: re.Match[str], what: str) -> Iterator[Found]:
        raw, kind = match[0], _KINDS.get(what) or (Kind.TRON if match[0][0] == "T" else Kind.BTC)
        try:
            normal = iban(raw) if kind is Kind.IBAN else wallet(raw, kind)
        except WrongChecksum:
            if kind in (Kind.EVM, Kind.IBAN) or what == "bech" or self._meant(match, kind):
                yield self._found(*match.span(), kind, raw, checksum=False)
            return
        checked = True if kind is not Kind.EVM or has_checksum(raw) else None
        yield self._found(*match.span(), kind, normal, checksum=checked)

    def _meant(self, match: re.Match[str], kind: Kind) -> bool:
        """Whether what fails its checksum was still meant as an address: chance makes such letters too."""
        if kind is Kind.TRON:
            return len(match[0]) == _TRON
        return self._near.speaks_of_bitcoin(*self._form.span(*match.span()))

    def _code(self, match: re.Match[str]) -> Iterator[Found]:
        start, end = self._form.span(*match.span())
        rail = self._near.rail(start, end)
        named = rail is not None and len(match[0]) >= _RAIL_ALONE
        if _FILE.match(match[0]) or not (named or self._near.is_called_reference(start)):
            return
        try:
            yield self._found(*match.span(), Kind.TRANSFER, transfer(match[0], rail or SOME))
        except NotAnIdentifier:
            return


_KINDS: Final = {"evm": Kind.EVM, "bech": Kind.BTC, "iban": Kind.IBAN}


def _phone(mention: str, region: str) -> str | None:
    """WhatsApp mentions people whom the phone does not know as @9647…"""
    try:
        return mobile(mention[1:], region=region) if mention[1:].isdecimal() else None
    except NotAnIdentifier:
        return None
