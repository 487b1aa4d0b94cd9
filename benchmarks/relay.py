"""A real relay on loopback with SQLite and files, as `amana relay` starts it."""

import json
from pathlib import Path
from typing import Final

from benchmarks.processes import children, resident
from benchmarks.stage import Stage, free_port

_CALL: Final = (
    "import sys; from pathlib import Path; from amana.relay import server;"
    "server.{}(Path(sys.argv[1]){})"
)
_ADMIT: Final = (
    "import sys; from pathlib import Path; from amana.relay import server;"
    "server.use(Path(sys.argv[1]));"
    "from amana.relay.directory import shelf; shelf.admit(Path(sys.argv[2]).read_bytes())"
)


class Relay:
    """A relay that was migrated and serves; `origin` is its own address."""

    def __init__(
        self, stage: Stage, *, site: str, root: str | None = None, document: bytes | None = None
    ) -> None:
        """`root` (b64u) and `document` are what the directory should hold."""
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.data = stage.folder / "relay"
        self.config = stage.folder / "relay.toml"
        self._write(site, [root] if root else [])
        stage.run(_CALL.format("migrate", ""), self.config)
        if document is not None:
            file = stage.folder / "directory.json"
            file.write_bytes(document)
            stage.run(_ADMIT, self.config, file)
        serve = _CALL.format("serve", ", '127.0.0.1', int(sys.argv[2])")
        self._process = stage.python(serve, self.config, str(self.port))
        stage.await_port(self._process, self.port)

    def _write(self, site: str, roots: list[str]) -> None:
        entries = {
            "data": str(self.data),
            "site_origin": site,
            "hosts": ["127.0.0.1"],
            "roots": roots,
            "demo": True,
        }
        lines = (f"{name} = {json.dumps(value)}\n" for name, value in entries.items())
        self.config.write_text("".join(lines), "utf-8")

    @property
    def work_key(self) -> Path:
        """The key that signs its challenges."""
        return self.data / "work.key"

    @property
    def database(self) -> Path:
        """Its SQLite file."""
        return self.data / "relay.sqlite3"

    def worker_resident(self) -> int:
        """Bytes in memory of its one worker."""
        return max(resident(worker) for worker in children(self._process.pid))
