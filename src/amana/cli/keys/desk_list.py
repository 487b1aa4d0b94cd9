"""A desk's first list: what it says of itself, from a file that people can read (protocol §7)."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.cli.keys.keyfile import KeyFile
from amana.cli.keys.request import valid_days
from amana.errors import AmanaError
from amana.wire.encoding import load_json, unb64u
from amana.wire.limits import LIST_DAYS

if TYPE_CHECKING:
    from amana.seal.desk_list import Statement
    from amana.seal.signed import Signed


class BadStatementError(AmanaError):
    """What the desk says of itself is not complete. Nothing was signed. Compare the file with the example in docs/operations.md."""


def sign(*, statement: Path, key: KeyFile, serial: int, certificates: list[Path]) -> "Signed":
    """The signed list, valid from today for 14 days. Raises BadStatementError."""
    from amana.seal.desk_list import DeskList, sign_list
    from amana.seal.signed import Signed

    signed = [Signed.from_json(load_json(file.read_bytes())) for file in certificates]
    desks = {str(each.value["desk"]) for each in signed if "desk" in each.value}
    if len(desks) != 1:
        raise BadStatementError
    issued, _ = valid_days(0)
    listed = DeskList(
        desk=unb64u(desks.pop(), 8),
        serial=serial,
        issued=issued,
        expires=issued + timedelta(days=LIST_DAYS),
        entries=tuple(unb64u(str(each.value["id"]), 8) for each in signed if "desk" in each.value),
        statement=read_statement(statement),
    )
    return sign_list(listed, by=key.signer)


def read_statement(file: Path) -> "Statement":
    """The desk's statement from a TOML file. Raises BadStatementError."""
    from amana.seal.desk_list import Statement

    try:
        value: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        dated = value.get("must_report_dated")
        value |= {
            "must_report": value.get("must_report"),
            "must_report_dated": dated and f"{dated}",
        }
        value.setdefault("vouched", [])
        value.setdefault("demo", False)
        return Statement.from_json(value)
    except (OSError, ValueError, KeyError, TypeError, AmanaError) as error:
        raise BadStatementError from error
