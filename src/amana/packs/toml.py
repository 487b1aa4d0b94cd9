"""Reads one TOML file of a pack and its typed fields, so that every fault names file and key."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from amana.packs.faults import PackFault
from amana.packs.position import reported


def read(file: Path) -> dict[str, object]:
    """The file as a dict. Raises PackFault when it is missing, not UTF-8 or not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise PackFault(
            file=file, key="(whole file)", what=str(fault), line=reported(fault)
        ) from fault


class Fields:
    """One table of a file, read field by field."""

    def __init__(self, table: object, *, file: Path, key: str) -> None:
        if not isinstance(table, Mapping):
            raise PackFault(file=file, key=key, what="must be a table")
        self._table, self._file, self._key = table, file, key

    def fault(self, name: str, what: str) -> PackFault:
        return PackFault(file=self._file, key=f"{self._key}.{name}", what=what)

    def text(self, name: str, *, empty: bool = False) -> str:
        value = self._table.get(name)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise self.fault(
                name, "must be a text that is not empty" if not empty else "must be a text"
            )
        return value

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name)
        if value not in allowed:
            raise self.fault(name, f"{value!r} is none of {', '.join(allowed)}")
        return value

    def number(self, name: str) -> float:
        value = self._table.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(name, "must be a number")
        return float(value)

    def day(self, name: str) -> date:
        value = self._table.get(name)
        if type(value) is not date:
            raise self.fault(name, "must be a date, such as 2026-11-23 without quotes")
        return value

    def day_or_none(self, name: str) -> date | None:
        """None for an empty text: nobody has done it yet."""
        return None if self._table.get(name) == "" else self.day(name)

    def several(self, name: str) -> tuple[str, ...]:
        """Texts in order; none when the name is left out."""
        value = self._table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.fault(name, "must be a list of texts")
        return tuple(value)

    def has(self, name: str) -> bool:
        """Whether the table holds it at all."""
        return name in self._table

    def inner(self, name: str) -> "Fields":
        """A table within this one."""
        return Fields(self._table.get(name), file=self._file, key=f"{self._key}.{name}")

    def tables(self, name: str) -> "tuple[Fields, ...]":
        """The tables `[[….name]]` of this one, in order; none when the name is left out."""
        rows = self._table.get(name, [])
        if not isinstance(rows, list):
            raise self.fault(name, "must hold tables")
        return tuple(
            Fields(row, file=self._file, key=f"{self._key}.{name}[{at}]")
            for at, row in enumerate(rows)
        )

    def only(self, *names: str) -> None:
        """Raises PackFault when the table holds anything else: a misspelt name would be lost silently."""
        for name in self._table:
            if name not in names:
                raise self.fault(name, f"is none of {', '.join(names)}")

    def texts(self, name: str, languages: tuple[str, ...]) -> dict[str, str]:
        """One text for each language; exactly those languages."""
        inner = Fields(self._table.get(name), file=self._file, key=f"{self._key}.{name}")
        if set(inner._table) != set(languages):
            raise self.fault(name, f"must have exactly the languages {', '.join(languages)}")
        return {code: inner.text(code) for code in languages}


def tables(content: dict[str, object], name: str, *, file: Path) -> list[Fields]:
    """The `[[name]]` tables of a file, in order."""
    rows = content.get(name)
    if not isinstance(rows, list):
        raise PackFault(file=file, key=name, what=f"must hold [[{name}]] tables")
    return [Fields(row, file=file, key=f"{name}[{at}]") for at, row in enumerate(rows)]
