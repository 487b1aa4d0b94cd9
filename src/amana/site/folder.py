"""Builds her site as a folder of static files that can be mirrored, put on an onion address or carried on a stick."""

import gzip
import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import brotli

from amana.packs.faults import NotReviewed
from amana.packs.live import missing
from amana.packs.pack import Pack
from amana.site import headers
from amana.site.addresses import LEAVE
from amana.site.instance import Instance
from amana.site.pages import content_of

if TYPE_CHECKING:
    from amana.seal.directory import Directory

Mode = Literal["demo", "live"]
TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".opus": "audio/ogg",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}
SUMS, HEADERS = "SHA256SUMS", "headers.json"
PACKED: Final = frozenset({".opus"})  # small already


def build(
    pack: Pack, instance: Instance, out: Path, mode: Mode, *, directory: "Directory | None" = None
) -> None:
    """Writes the folder anew; with a verified directory, also the page of its desks.

    Raises NotReviewed in live mode while the pack lacks anything (P12), PackFault for a guide that cannot be read.
    """
    if mode == "live" and (lacking := missing(pack, today=instance.built)):
        raise NotReviewed(lacking)
    found = content_of(pack, instance, demo=mode == "demo", directory=directory)
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    with ThreadPoolExecutor() as pool:  # both compressors let other threads run
        list(pool.map(lambda pair: _write(fresh / pair[0], pair[1]), found.files.items()))
    every = headers.every_answer(style=found.style, relay=instance.relay)
    _write_headers(fresh, pack, every, found.files)
    _write_sums(fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def _write(file: Path, raw: bytes) -> None:
    """The file, and beside it its compressed twins for servers that send them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    if file.suffix not in PACKED:
        file.with_name(file.name + ".br").write_bytes(brotli.compress(raw, quality=11))
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(raw, 9, mtime=0))


def _write_headers(out: Path, pack: Pack, every: dict[str, str], files: dict[str, bytes]) -> None:
    routes = {f"/{name}": {"file": name, "type": TYPES[Path(name).suffix]} for name in files}
    for name in ("index.html", LEAVE, *(f"{one.address}.html" for one in pack.languages)):
        routes[_short(name)] = routes[f"/{name}"]
    pages, leave = headers.on_pages(), headers.on_leaving()
    table = {"every": every, "pages": pages, "leave": leave, "routes": routes}
    (out / HEADERS).write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _short(name: str) -> str:
    """The address that can be told over the phone: `/`, `/a`, `/x`."""
    return "/" if name == "index.html" else "/" + name.removesuffix(".html")


def _write_sums(out: Path) -> None:
    found = sorted(file for file in out.rglob("*") if file.is_file())
    lines = (
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(out).as_posix()}\n"
        for f in found
    )
    (out / SUMS).write_text("".join(lines), encoding="utf-8")
