"""The desk's settings file and its server: what is refused, and what is kept from others."""

import stat

import pytest

from amana.desk import server
from amana.desk.config import BadConfigError, NoPepperError, load
from amana.live import NotOnLoopbackError, require_loopback

LIVE = 'mode = "live"\norigin = "https://desk.example"\nhost = "desk.example"\n'
AUDITORS = 'auditors = ["age1a", "age1b"]\n'


def written(folder, text):
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_relative_to_the_file(tmp_path):
    config = load(written(tmp_path, 'data = "d"\npepper_file = "elsewhere/pepper"\n'))

    assert config.data == tmp_path / "d"
    assert config.pepper_file == tmp_path / "elsewhere" / "pepper"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "data = 1 1",
        'data = "d"\nunknown = 1',
        'data = "d"\nhost = "desk.example"',  # a demo beyond loopback
        'data = "d"\n' + LIVE,  # live without auditors
        'data = "d"\npepper_file = "d/pepper"\n' + LIVE + AUDITORS,  # in the folder of the backups
        'data = "d"\npepper_file = "p"\n' + AUDITORS + LIVE.replace("https", "http"),
        'data = "d"\nidle_minutes = 600',
        'data = "d"\ndatabase = "mysql://x"',
    ],
)
def test_wrong_settings_are_refused(tmp_path, text):
    with pytest.raises(BadConfigError):
        load(written(tmp_path, text))


def test_a_live_desk_is_accepted(tmp_path):
    text = 'data = "d"\npepper_file = "p"\n' + LIVE + AUDITORS
    assert load(written(tmp_path, text)).mode == "live"


def test_the_pepper_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "pepper"
    server.new_pepper(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(load(written(tmp_path, 'data = "d"\npepper_file = "keys/pepper"')).pepper()) == 32
    with pytest.raises(FileExistsError):
        server.new_pepper(path)
    path.write_text("short")
    with pytest.raises(NoPepperError):
        load(written(tmp_path, 'data = "d"\npepper_file = "keys/pepper"')).pepper()


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x", False)],
)
def test_only_loopback_is_loopback(host, loopback):
    if loopback:
        require_loopback(host)
        return
    with pytest.raises(NotOnLoopbackError):
        require_loopback(host)
