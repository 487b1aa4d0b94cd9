"""Budget: from the receipt to her keys in ≤ 2.5 s at 6x.

Chromium slows only the main thread, so the shipped worker's time is taken at full speed and
multiplied; the same shipped code is also run on the slowed main thread. The peer's hash is
measured in the same browser with the same library (`hash-wasm`).
"""

import json
import subprocess
from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Page

from benchmarks.browser import SLOWER, chromium, phone, slow_processor
from benchmarks.figure import AtMost, Figure, Peer
from benchmarks.pages import Answers, served
from benchmarks.peers import RECEIPT
from benchmarks.spread import median
from benchmarks.stage import ROOT, Stage

BUDGET: Final = AtMost(2_500)  # ms
WORKER_RUNS, MAIN_RUNS = 7, 5
_CLIENT: Final = ROOT / "client"
_SHIPPED: Final = ROOT / "src" / "amana" / "site" / "static" / "client"
_SCRIPT: Final = "text/javascript"

# `keysOf` of the page, with the shipped worker or the same script on the page's own thread.
_PAGE: Final = """<!doctype html><title>bench</title><script src="/keys.js"></script>
<script src="/argon2.js"></script><script>
const salt = new Uint8Array(32).fill(7);
const inWorker = (password, salt) => new Promise((done, failed) => {
  const worker = new Worker("/stretch.js");
  worker.onmessage = ({ data }) => (worker.terminate(), done(data));
  worker.onerror = failed;
  worker.postMessage({ password, salt });
});
const here = (password, salt) => new Promise((done) => {
  globalThis.postMessage = done;
  onmessage({ data: { password, salt } });
});
const timed = async (work) => { const began = performance.now(); await work(); return performance.now() - began; };
const keys = (stretch) => timed(() => amana.keysOf(amana.drawReceipt(), salt, stretch));
const peer = () => timed(() => hashwasm.argon2id({
  password: "1234567890123456", salt: salt.slice(0, 16), iterations: 16, memorySize: 131072,
  parallelism: 1, hashLength: 32, outputType: "binary" }));
</script>"""


class NoClientFolder(RuntimeError):
    """client/node_modules is not there. Run `npm ci` in client/, then measure again."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Worker times six, main thread at six, and the peer's hash times six."""
    with served(_answers()) as origin, chromium() as browser, phone(browser) as page:
        page.goto(origin)
        worker = median([_time(page, "keys(inWorker)") for _ in range(WORKER_RUNS)])
        peers = (_peer(page), *RECEIPT)
        yield Figure(
            "receipt: to her keys, shipped worker times 6", worker * SLOWER, "ms", BUDGET, peers
        )
        page.add_script_tag(url="/stretch.js")
        slow_processor(page)
        slowed = median([_time(page, "keys(here)") for _ in range(MAIN_RUNS)])
        yield Figure("receipt: to her keys, main thread at 6x", slowed, "ms", BUDGET, peers)
        yield Figure("receipt: to her keys, unslowed worker", worker, "ms")


def _time(page: Page, work: str) -> float:
    return float(page.evaluate(work))


def _peer(page: Page) -> Peer:
    taken = _time(page, "peer()") * SLOWER
    return Peer(
        name="GlobaLeaks 5's receipt hash",
        value=round(taken, 1),
        quoted=False,
        source="Argon2id 16 x 128 MiB with hash-wasm in the same browser, times 6",
    )


def _answers() -> Answers:
    library = _CLIENT / "node_modules" / "hash-wasm" / "dist" / "argon2.umd.min.js"
    if not library.is_file():
        raise NoClientFolder
    shipped = json.loads((_SHIPPED / "manifest.json").read_text("utf-8"))["scripts"]
    return {
        "/": ("text/html", _PAGE.encode()),
        "/keys.js": (_SCRIPT, _bundled()),
        "/stretch.js": (_SCRIPT, (_SHIPPED / shipped["stretch"]["file"]).read_bytes()),
        "/argon2.js": (_SCRIPT, library.read_bytes()),
    }


def _bundled() -> bytes:
    """The page's own functions, which its script does not give out."""
    done = subprocess.run(
        [
            _CLIENT / "node_modules" / ".bin" / "esbuild",
            "--bundle",
            "--minify",
            "--format=iife",
            "--global-name=amana",
        ],
        input=b'export { keysOf } from "./src/seal/keys"; export { drawReceipt } from "./src/seal/receipt";',
        capture_output=True,
        check=True,
        cwd=_CLIENT,
    )
    return done.stdout
