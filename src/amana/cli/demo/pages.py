"""The demonstration's site: built again only when something that it is made of has changed."""

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

from amana.cli import demo_root
from amana.cli.demo.layout import Layout
from amana.cli.demo.record import Record
from amana.cli.keys.words import IRAQ


def made_of(record: Record) -> str:
    """A digest of relay address, keys, pack and scripts; names, sizes and times of files stand for their content."""
    import amana.site

    digest = hashlib.sha256(f"{record.ports.relay_origin} {record.salt} {record.desk}".encode())
    for folder in (IRAQ, Path(amana.site.__file__).parent):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                status = file.stat()
                digest.update(f"{file} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def build(layout: Layout, record: Record) -> None:
    """Writes the folder anew."""
    from amana.packs.pack import load
    from amana.site.folder import build as write
    from amana.site.instance import Instance
    from amana.wire.encoding import unb64u

    instance = Instance(
        roots=(),
        demo_roots=(demo_root.public(),),
        salt=unb64u(record.salt, 32),
        relay=record.ports.relay_origin,
        built=datetime.now(UTC).date(),
        floor={record.desk: 1},
    )
    shutil.rmtree(layout.site, ignore_errors=True)
    write(load(IRAQ), instance, layout.site, "demo")
