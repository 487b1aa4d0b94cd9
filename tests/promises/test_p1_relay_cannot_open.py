"""P1: the relay's process does not even load the code that opens envelopes."""

import subprocess
import sys
from pathlib import Path

from tests.relay.running import Relay, inside, write_config

FORBIDDEN = (
    "amana.seal.file_key",
    "amana.seal.open",
    "amana.seal.envelope",
    "amana.desk",
    "amana.evidence",
    "amana.chats",
    "amana.matching",
    "amana.law",
    "amana.darkroom",
    "pyrage",
)


def test_p1_the_relay_never_loads_what_opens_envelopes(tmp_path: Path) -> None:
    relay = Relay(write_config(tmp_path))
    relay.migrate()
    loaded = inside(
        relay.config, "import amana.relay.wsgi, amana.relay.urls\nanswer = [*sys.modules]"
    )
    assert "amana.relay.letterbox.desk" in loaded
    assert "amana.relay.directory.shelf" in loaded
    assert [name for name in loaded if name.startswith(FORBIDDEN)] == []


def test_p1_the_check_would_notice() -> None:
    code = "import sys, amana.seal.open; print('pyrage' in sys.modules)"
    environment = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
    assert found.stdout.strip() == b"True"
