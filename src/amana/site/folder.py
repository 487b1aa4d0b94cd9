"""Builds her site as a folder of static files that can be mirrored, put on an onion address or carried on a stick."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path
from typing import Literal

import brotli

from amana.packs.faults import NotReviewed
from amana.packs.live import missing
from amana.packs.pack import Pack
from amana.site import headers, look, scripts
from amana.site.instance import Instance, integrity
from amana.site.page import Frame, blank_page, first_page
from amana.site.speech import speech

Mode = Literal["demo", "live"]
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}
SUMS, HEADERS = "SHA256SUMS", "headers.json"


def build(pack: Pack, instance: Instance, out: Path, mode: Mode) -> None:
    """Writes the folder anew. Raises NotReviewed in live mode while the pack lacks anything (P12)."""
    if mode == "live" and (lacking := missing(pack)):
        raise NotReviewed(lacking)
    content = _content(pack, instance, demo=mode == "demo")
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, raw in content.items():
        _write(fresh / name, raw)
    _write_headers(fresh, pack, instance, content)
    _write_sums(fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def _content(pack: Pack, instance: Instance, *, demo: bool) -> dict[str, bytes]:
    settings = instance.file(live=not demo)
    name = f"client/instance.{hashlib.sha256(settings).hexdigest()[:16]}.json"
    frame = Frame(
        pack, look.style(pack.languages), f"/{name}", integrity(settings), scripts.first(), demo
    )
    content = {name: settings, "x.html": blank_page(frame).encode()}
    content["index.html"] = first_page(frame, pack.first).encode()
    for language in pack.languages:
        content[f"{language.address}.html"] = first_page(frame, language).encode()
        content[f"texts/{language.code}.json"] = speech(pack, language, demo=demo)
        content[f"words/{language.code}.txt"] = pack.words_file(language.code).read_bytes()
    for script in sorted(scripts.folder().iterdir(), key=lambda file: file.name):
        if script.name.endswith(".js"):
            content[f"client/{script.name}"] = script.read_bytes()
    return content


def _write(file: Path, raw: bytes) -> None:
    """The file, and beside it its compressed twins for servers that send them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    file.with_name(file.name + ".br").write_bytes(brotli.compress(raw, quality=11))
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(raw, 9, mtime=0))


def _write_headers(out: Path, pack: Pack, instance: Instance, content: dict[str, bytes]) -> None:
    every = headers.every_answer(style=look.style(pack.languages), relay=instance.relay)
    routes = {_address(name): {"file": name, "type": TYPES[Path(name).suffix]} for name in content}
    table = {"every": every, "leave": headers.on_leaving(), "routes": routes}
    (out / HEADERS).write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _address(name: str) -> str:
    if name == "index.html":
        return "/"
    return "/" + name.removesuffix(".html")


def _write_sums(out: Path) -> None:
    found = sorted(file for file in out.rglob("*") if file.is_file())
    lines = (
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(out).as_posix()}\n"
        for f in found
    )
    (out / SUMS).write_text("".join(lines), encoding="utf-8")
