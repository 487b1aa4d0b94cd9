"""What an organisation decides about its desk: one TOML file, read once, refused when it is wrong
(P6).

The file is named by AMANA_DESK_CONFIG. Paths in it are relative to its own folder.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from amana.errors import AmanaError
from amana.live import LOOPBACK
from amana.wire.encoding import unb64u

VARIABLE: Final = "AMANA_DESK_CONFIG"
PEPPER_LENGTH: Final = 32
_AUTHORITY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")

_PACK: Final = Path(__file__).parents[3] / "packs" / "iq"


class BadConfigError(AmanaError):
    """The desk's settings file cannot be used as it is. Nothing was started or changed. Correct
    the line named below, then start again.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NoPepperError(AmanaError):
    """The pepper file is missing or damaged, so no passphrase can be checked. Nothing was
    changed. Put it back from the paper kept with the recovery shares.
    """


@dataclass(frozen=True, kw_only=True)
class Config:
    """One desk's settings. All keys are public or paths to secrets, never secrets themselves."""

    data: Path
    base: Path = Path()  # the settings file's own folder
    mode: Literal["demo", "live"] = "demo"
    database: str = ""  # empty: SQLite in `data`; else postgresql://user@/name?host=…
    blobs: str = ""  # empty: a folder in `data`; else s3://bucket/prefix
    relays: tuple[str, ...] = ()
    proxy: str = "direct"  # or socks5h://…, http://…
    desk: str = ""  # the short id of the certificates, b64u
    name: Mapping[str, str] = field(default_factory=dict)  # by language
    roots: tuple[str, ...] = ()  # b64u Ed25519 keys of the offline root
    floor: int = 0  # the lowest serial of the list that is believed
    host: str = "localhost"  # as the browser sees it; also the passkeys' relying party
    origin: str = "http://localhost:8000"
    idle_minutes: int = 10
    pepper_file: Path = field(default=Path("pepper"), repr=False)
    service_keys: Path = field(default=Path("service.keys"), repr=False)
    second_copy: Path | None = None  # where the list of erasures is kept a second time
    second_contact: Mapping[str, Any] = field(default_factory=dict)
    auditors: tuple[str, ...] = ()  # two age recipients, one of them outside
    safeguarding: Mapping[str, Any] = field(default_factory=dict)  # lawyer, day: who approved it
    authorities: tuple[Mapping[str, str], ...] = ()  # of time-stamps: name, url, roots (PEM file)
    pack: Path = _PACK
    time_zone: str = "Asia/Baghdad"
    languages: tuple[str, ...] = ("ar", "ckb", "en")

    @property
    def demo(self) -> bool:
        """Everything on loopback with synthetic data, and a banner on every page (P12)."""
        return self.mode == "demo"

    def pepper(self) -> bytes:
        """The 32 bytes that a stolen database lacks. Raises NoPepperError."""
        try:
            return unb64u(self.pepper_file.read_text("ascii").strip(), PEPPER_LENGTH)
        except (OSError, ValueError, AmanaError) as error:
            raise NoPepperError from error


def load(path: Path) -> Config:
    """Reads and checks a settings file. Raises BadConfigError."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadConfigError(str(path)) from error
    unknown = values.keys() - (Config.__dataclass_fields__.keys() - {"base"})
    if unknown:
        raise BadConfigError(", ".join(sorted(unknown)))
    if "data" not in values:
        raise BadConfigError("data")
    config = Config(**_typed(values, path.resolve().parent))
    _check(config)
    return config


@cache
def current() -> Config:
    """The settings of this process. Without the variable: a demo desk under ./var, which `server`
    refuses to serve.
    """
    path = os.environ.get(VARIABLE)
    return load(Path(path)) if path else Config(data=Path("var") / "desk")


def _typed(values: dict[str, Any], base: Path) -> dict[str, Any]:
    data = base / str(values["data"])
    typed: dict[str, Any] = {
        "base": base,
        "pepper_file": data / "pepper",
        "service_keys": data / "service.keys",
    }
    for name, value in values.items():
        if name in {"data", "pepper_file", "service_keys", "second_copy", "pack"}:
            typed[name] = base / str(value)
        else:
            typed[name] = tuple(value) if isinstance(value, list) else value
    return typed


def _check(config: Config) -> None:
    if config.mode not in {"demo", "live"}:
        raise BadConfigError("mode")
    if config.demo and config.host not in LOOPBACK:
        raise BadConfigError("host: a demo stays on this machine")
    if not config.demo and not config.origin.startswith("https://"):
        raise BadConfigError("origin: live desks are served over https")
    if len(config.auditors) not in {0, 2} or (not config.demo and not config.auditors):
        raise BadConfigError("auditors: name two")
    if not 1 <= config.idle_minutes <= 60:
        raise BadConfigError("idle_minutes: 1 to 60")
    if not all(_is_authority(told) for told in config.authorities):
        raise BadConfigError("authorities: name (a-z 0-9 -), url and roots of each")
    if config.safeguarding and set(config.safeguarding) != {"lawyer", "day"}:
        raise BadConfigError("safeguarding: lawyer and day")
    if config.database and not config.database.startswith("postgresql://"):
        raise BadConfigError("database")
    if not config.demo and config.data in config.pepper_file.parents:
        raise BadConfigError("pepper_file: keep it outside the data folder")


def _is_authority(told: Mapping[str, str]) -> bool:
    named = set(told) == {"name", "url", "roots"} and _AUTHORITY.fullmatch(str(told["name"]))
    return bool(named) and str(told["url"]).startswith(("https://", "http://"))
