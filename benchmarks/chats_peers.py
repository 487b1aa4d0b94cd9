"""Other projects' readers of WhatsApp exports, installed for the run from their package indexes."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_WHATSTK: Final = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from whatstk import df_from_whatsapp
began = time.process_time()
rows = df_from_whatsapp(sys.argv[1])
took = time.process_time() - began
rows = [[each.date.isoformat(), each.username, each.message] for each in rows.itertuples()]
print(json.dumps({"seconds": took, "rows": rows}))
"""
_CHAT_MINER: Final = """
import json, logging, sys, time
from chatminer.chatparsers import WhatsAppParser
logging.disable()
parser = WhatsAppParser(sys.argv[1])
began = time.process_time()
parser.parse_file()
took = time.process_time() - began
rows = parser.parsed_messages.get_df().iter_rows()
rows = [[at.isoformat(), author, message] for at, author, message, *_ in rows]
print(json.dumps({"seconds": took, "rows": rows}))
"""
_NODE: Final = """
const { parseString } = require("whatsapp-chat-parser");
const began = process.cpuUsage();
const text = require("fs").readFileSync(process.argv[1], "utf8");
const rows = parseString(text);
const { user, system } = process.cpuUsage(began);
const seconds = (user + system) / 1e6;
const two = (n) => String(n).padStart(2, "0");
const day = (d) => [d.getFullYear(), two(d.getMonth() + 1), two(d.getDate())].join("-");
const time = (d) => [d.getHours(), d.getMinutes(), d.getSeconds()].map(two).join(":");
const iso = (d) => `${day(d)}T${time(d)}`;
console.log(JSON.stringify({ seconds, rows: rows.map((r) => [iso(r.date), r.author, r.message]) }));
"""

Row = tuple[str, str | None, str]


@dataclass(frozen=True)
class Reader:
    """A peer's name with its version, and the command that reads a file with it."""

    name: str
    command: tuple[str, ...]
    folder: Path

    def read(self, export: Path) -> tuple[float, list[Row]]:
        """Seconds and rows (time, sender, words); no rows when it fails on the file."""
        done = subprocess.run(
            [*self.command, str(export)], capture_output=True, check=False, cwd=self.folder
        )
        if done.returncode:
            return 0.0, []
        told = json.loads(done.stdout.splitlines()[-1])
        return float(told["seconds"]), [(at, sender, text) for at, sender, text in told["rows"]]


def installed(folder: Path) -> Iterator[Reader]:
    """whatstk, chat-miner and whatsapp-chat-parser, in folders of their own."""
    python = folder / "python"
    venv.create(python, with_pip=True, symlinks=True)
    interpreter = str(python / "bin" / "python")
    _run([interpreter, "-m", "pip", "install", "--quiet", "whatstk", "chat-miner"], folder)
    for name, code in (("whatstk", _WHATSTK), ("chat-miner", _CHAT_MINER)):
        yield Reader(f"{name} {_version(interpreter, name)}", (interpreter, "-c", code), folder)
    node = folder / "node"
    node.mkdir()
    package = "whatsapp-chat-parser"
    _run(["npm", "install", "--silent", "--no-audit", "--no-fund", package], node)
    told = json.loads((node / "node_modules" / package / "package.json").read_text("utf-8"))
    yield Reader(f"{package} {told['version']}", ("node", "-e", _NODE), node)


def _version(interpreter: str, name: str) -> str:
    ask = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"
    return _run([interpreter, "-c", ask, name], Path(sys.prefix)).strip()


def _run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, cwd=folder, text=True).stdout
