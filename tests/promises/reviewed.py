"""An installation that lacks nothing: a copy of the country pack that invented people have read, and keys of its own.

Only with it can a test tell a refusal for a reason from a refusal of everything.
"""

import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.cli.demo.configs import toml
from amana.packs.guides.table import Row, read_table
from amana.packs.pack import load
from amana.packs.review import to_review
from amana.seal.age_keys import new_identity, recipient_of
from amana.wire.encoding import b64u, dump_json

IRAQ = Path(__file__).parents[2] / "packs" / "iq"
TODAY = datetime.now(UTC).date()
READER = "A Synthetic Reader"


@dataclass(frozen=True)
class Installation:
    """Configurations of site, relay and desk in live mode."""

    folder: Path

    @property
    def pack(self) -> Path:
        return self.folder / "pack"

    @property
    def site(self) -> Path:
        return self.folder / "site.toml"

    @property
    def relay(self) -> Path:
        return self.folder / "relay.toml"

    @property
    def desk(self) -> Path:
        return self.folder / "desk.toml"

    @property
    def configs(self) -> tuple[Path, ...]:
        return self.site, self.relay, self.desk


def install(folder: Path) -> Installation:
    """Writes all of it. The root is nobody's demonstration."""
    made = Installation(folder)
    shutil.copytree(IRAQ, made.pack)
    review(made.pack)
    root = b64u(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    made.site.write_text(
        toml(
            {
                "mode": "live",
                "pack": "pack",
                "relay": "https://relay.example",
                "salt": b64u(os.urandom(32)),
                "roots": [root],
            }
        )
    )
    made.relay.write_text(
        toml(
            {
                "data": "relay",
                "site_origin": "https://site.example",
                "hosts": ["relay.example"],
                "roots": [root],
            }
        )
    )
    _desk(made, root)
    return made


def _desk(made: Installation, root: str) -> None:
    secrets = made.folder / "secrets"
    secrets.mkdir()
    (secrets / "pepper").write_text(b64u(os.urandom(32)))
    signer = {"id": b64u(os.urandom(8)), "secret": b64u(os.urandom(32))}
    keys = {"v": "amana-service/1", "collection": signer, "list-key": signer, "backup": []}
    (secrets / "service.keys").write_bytes(dump_json(keys))
    made.desk.write_text(
        toml(
            {
                "data": "desk",
                "mode": "live",
                "relays": ["https://relay.example"],
                "roots": [root],
                "host": "desk.example",
                "origin": "https://desk.example",
                "pepper_file": "secrets/pepper",
                "service_keys": "secrets/service.keys",
                "second_copy": "second",
                "auditors": [recipient_of(new_identity()) for _ in range(2)],
                "pack": "pack",
                "second_contact": {"file": str(made.folder / "second-contact.txt")},
            }
        )
    )


def review(pack: Path) -> None:
    """Every number called, every link opened, every question answered, every guide there; then everything read."""
    law = [f"dossier/{name}" for name in ("courts", "requests", "elements", "exposure")]
    for name in ("services", "platforms", "open_questions", *law):
        file = pack / f"{name}.toml"
        text = file.read_text(encoding="utf-8").replace('"unverified"', '"verified"')
        text = re.sub(r'^(\w+_on|seen) = ""', rf"\1 = {TODAY}", text, flags=re.M)
        text = re.sub(r'^(\w+_by|answer) = ""', rf'\1 = "{READER}"', text, flags=re.M)
        file.write_text(text, encoding="utf-8")
    _write_what_nobody_has_written(pack)
    sign(pack)


def sign(pack: Path) -> None:
    """The table of reviews for the files as they are."""
    from amana.packs.review import digest

    rows = [
        f'[[review]]\nfile = "{file}"\nlanguage = "{code}"\nsha256 = "{digest(pack / file)}"\n'
        f'reviewer = "{READER}"\ndate = {TODAY}\nstate = "reviewed"\n'
        for file, code in to_review(pack, load(pack).codes)
    ]
    (pack / "reviews.toml").write_text("\n".join(rows), encoding="utf-8")


def _write_what_nobody_has_written(pack: Path) -> None:
    """A guide that is only announced so far gets the words of a page that is there."""
    codes, table = load(pack).codes, pack / "guides.toml"
    rows = read_table(table, codes).rows
    page = next(row.id for row in rows if row.template == "page" and _written(pack, row, codes))
    text = table.read_text(encoding="utf-8")
    for row in rows:
        if not _written(pack, row, codes):
            shutil.rmtree(pack / "guides" / row.id, ignore_errors=True)
            shutil.copytree(pack / "guides" / page, pack / "guides" / row.id)
            text = re.sub(
                rf'(id = "{row.id}"\nroom = "\w+"\ntemplate = ")\w+', r"\1page", text, count=1
            )
    table.write_text(text, encoding="utf-8")


def _written(pack: Path, row: Row, codes: tuple[str, ...]) -> bool:
    return all((pack / "guides" / row.id / f"{code}.md").is_file() for code in codes)
