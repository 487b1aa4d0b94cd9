"""P12: live mode refuses what was never reviewed and every demo key; no flag goes around it."""

import shutil

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
