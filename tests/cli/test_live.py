"""P12: live mode refuses what was never reviewed and every demo key; no flag goes around it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from amana.cli import demo_root
from amana.cli.demo.configs import toml
from amana.seal.age_keys import new_identity, recipient_of
from amana.wire.encoding import b64u
from tests.cli.demonstration import Demonstration, amana

pytestmark = pytest.mark.slow


@pytest.fixture
def live_desk(demo: Demonstration, tmp_path):
    """The demonstration's desk, as somebody would try to pass it off as live."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name in ("pepper", "service.keys"):
        shutil.copy(demo.root / "desk" / name, secrets / name)
    config = tmp_path / "desk.toml"
    config.write_text(
        toml(
            {
                "data": "data",
                "mode": "live",
                "relays": ["https://relay.example"],
                "roots": [b64u(demo_root.public())],
                "host": "desk.example",
                "origin": "https://desk.example",
                "pepper_file": "secrets/pepper",
                "service_keys": "secrets/service.keys",
                "auditors": [recipient_of(new_identity()) for _ in range(2)],
            }
        )
    )
    return config


def test_p12_a_live_desk_does_not_start_with_demo_keys_or_unreviewed_texts(live_desk):
    for verb in ("serve", "worker"):
        refused = amana("desk", verb, "--config", str(live_desk))
        assert refused.returncode == 1
        assert "Live mode does not start while something is missing" in refused.stderr
        assert "believes the demonstration's root" in refused.stderr
        assert "service.keys is a key of the demonstration" in refused.stderr
        assert "awaits the review of a named person" in refused.stderr
        assert "waits for an answer" in refused.stderr
        assert "second contact" in refused.stderr


@pytest.mark.parametrize(
    "entry",
    [
        "import amana.desk.wsgi",
        "import django; django.setup(); from django.core.handlers.wsgi import WSGIHandler; WSGIHandler()",
        "import django; django.setup(); from django.core.handlers.asgi import ASGIHandler; ASGIHandler()",
        "from pathlib import Path; from amana.desk import server; server.serve(Path(sys.argv[1]))",
        "import django; django.setup(); from amana.desk.intake import worker; "
        "from amana.desk.config import current; worker.run(current())",
    ],
)
def test_p12_no_other_entry_goes_around_it(live_desk, entry):
    refused = started(entry, live_desk, "AMANA_DESK_CONFIG", "amana.desk.settings")
    assert refused.returncode == 1
    assert refused.stderr.strip().splitlines()[-1].startswith("amana.live.NotReadyError")
    assert not (live_desk.parent / "data" / "desk.sqlite3").exists()


def started(entry: str, config: Path, variable: str, settings: str) -> CompletedProcess[str]:
    """A server that somebody starts without the command line."""
    environment = {variable: str(config), "DJANGO_SETTINGS_MODULE": settings}
    return subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; {entry}", str(config)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ | environment,
    )


@pytest.mark.parametrize(
    "entry",
    [
        "import amana.relay.wsgi",
        "import django; django.setup(); import amana.relay.rsgi",
        "import django; django.setup(); from django.core.handlers.wsgi import WSGIHandler; WSGIHandler()",
        "from pathlib import Path; from amana.relay import server; "
        "server.serve(Path(sys.argv[1]), '127.0.0.1', 0)",
    ],
)
def test_p12_nor_around_the_relays(demo, tmp_path, entry):
    config = tmp_path / "relay.toml"
    config.write_text(demo.relay_config.read_text().replace("demo = true", "demo = false"))
    refused = started(entry, config, "AMANA_RELAY_CONFIG", "amana.relay.settings")
    assert refused.returncode == 1
    assert refused.stderr.strip().splitlines()[-1].startswith("amana.live.NotReadyError")


def test_p12_a_demonstration_is_served_on_this_machine_alone(demo, tmp_path):
    for part, config in (("relay", demo.relay_config), ("desk", demo.desk_config)):
        refused = amana(part, "serve", "--config", str(config), "--host", "0.0.0.0")
        assert refused.returncode == 1
        assert "served on this machine alone" in refused.stderr
    elsewhere = tmp_path / "relay.toml"
    elsewhere.write_text(demo.relay_config.read_text().replace('"localhost"', '"relay.example"'))
    refused = started(
        "import amana.relay.wsgi", elsewhere, "AMANA_RELAY_CONFIG", "amana.relay.settings"
    )
    assert refused.stderr.strip().splitlines()[-1].startswith("amana.live.NotOnLoopbackError")


def test_p12_the_doctor_lists_the_same(live_desk, demo):
    listed = amana("doctor", "--live", "--config", str(live_desk))
    assert listed.returncode == 1
    assert "believes the demonstration's root" in listed.stdout
    both = amana(
        "doctor", "--live", "--config", str(demo.desk_config), "--config", str(demo.relay_config)
    )
    assert both.stdout.count("is a demonstration's") == 2


def test_p12_a_live_relay_refuses_the_demo_root(demo, tmp_path):
    config = tmp_path / "relay.toml"
    config.write_text(demo.relay_config.read_text().replace("demo = true", "demo = false"))
    refused = amana("relay", "serve", "--config", str(config))
    assert refused.returncode == 1
    assert "The relay believes the demonstration's root" in refused.stderr


def test_p12_a_live_site_is_not_built(tmp_path):
    from amana.cli.keys.words import IRAQ

    config = tmp_path / "site.toml"
    config.write_text(
        toml(
            {
                "mode": "live",
                "pack": str(IRAQ),
                "relay": "https://relay.example",
                "salt": b64u(bytes(32)),
                "roots": [b64u(demo_root.public())],
            }
        )
    )
    refused = amana("site", "build", "--config", str(config), "--out", str(tmp_path / "site"))
    assert refused.returncode == 1
    assert "demonstration's root" in refused.stderr
    assert not (tmp_path / "site").exists()


def test_p12_no_option_of_any_verb_speaks_of_forcing():
    for verb in (("desk", "serve"), ("desk", "worker"), ("relay", "serve"), ("site", "build")):
        options = amana(*verb, "--help").stdout
        assert not any(word in options for word in ("--force", "--skip", "--unsafe", "--ignore"))
