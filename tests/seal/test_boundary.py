"""P1: what the relay needs of wire and seal brings nothing along that opens."""

import subprocess
import sys

import pytest

FOR_THE_RELAY = (
    "amana.wire.encoding",
    "amana.wire.framing",
    "amana.wire.limits",
    "amana.wire.requests",
    "amana.wire.work",
    "amana.seal.certificates",
    "amana.seal.directory",
)


@pytest.mark.parametrize("module", FOR_THE_RELAY)
def test_p1_the_relays_modules_load_no_opener(module: str) -> None:
    code = f"import sys, {module}; print(*(m for m in sys.modules if m.startswith(('pyrage', 'amana'))))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert module in loaded
    assert not {name for name in loaded if name.startswith("pyrage")}
    assert "amana.seal.open" not in loaded
