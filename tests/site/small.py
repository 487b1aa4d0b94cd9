"""A site of a small pack with one of everything: each template, a recording, a drawing, a service, a platform's link."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from amana.packs import load
from amana.packs.guides import Library, read_library
from amana.packs.pack import Pack
from amana.site import build
from amana.site.addresses import Addresses
from tests.packs.small import add_service, change, guide_file, small_pack
from tests.site.instances import instance

MORE = """
A [line](service:panawar) and a [link](platform:facebook.hacked), and [another guide](guide:plan).

::: screen menu
A menu with three lines.
:::
"""
DRAWING = '<svg viewBox="0 0 120 60"><rect x="5" y="5" width="110" height="50" rx="6"/><path d="M15 20h60"/></svg>'


@dataclass(frozen=True)
class Small:
    """The folder, and where its pages lie."""

    folder: Path
    pack: Pack
    library: Library

    def at(self, id: str, code: str = "en") -> str:
        return Addresses(self.pack, self.library).guide(id, code)

    def html(self, id: str, code: str = "en") -> str:
        return (self.folder / self.at(id, code)).read_text(encoding="utf-8")


def small_pack_with_all(folder: Path) -> Pack:
    pack = small_pack(folder)
    add_service(folder)
    (folder / "drawings").mkdir(exist_ok=True)
    (folder / "drawings/menu.svg").write_text(DRAWING, encoding="utf-8")
    for code in pack.codes:
        file = guide_file(folder, "pay", code)
        file.write_text(file.read_text(encoding="utf-8") + MORE, encoding="utf-8")
        spoken = folder / f"recordings/now/breathe.{code}.opus"
        spoken.parent.mkdir(parents=True, exist_ok=True)
        spoken.write_bytes(b"OggS synthetic " + code.encode())
    change(folder / "guides.toml", 'guide = "danger"', 'guide = "pay"')
    return load(folder)


def small_site(folder: Path) -> Small:
    pack = small_pack_with_all(folder / "pack")
    out = folder / "site"
    build(pack, instance(), out, "demo")
    return Small(out, pack, read_library(pack))


def copy_of(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))
