"""One relay a session on SQLite and files, one on PostgreSQL and S3; tests share them, ids do not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.relay.desk import Desk
from tests.relay.running import Relay, write_config

BOTH = [
    "sqlite",
    pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.s3]),
]


def settings_of(backend: str, request: pytest.FixtureRequest, folder: Path) -> dict[str, object]:
    """Configuration for SQLite and files, or PostgreSQL and S3."""
    if backend == "sqlite":
        return {}
    seaweed = request.getfixturevalue("seaweed")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "s3.toml").write_text(seaweed.credentials())
    blobs = {"kind": "s3", "endpoint": seaweed.endpoint, "bucket": seaweed.new_bucket()}
    return {
        "database": request.getfixturevalue("postgres").new_database(),
        "blobs": {**blobs, "credentials": "s3.toml"},
    }


@pytest.fixture(scope="session")
def desk() -> Desk:
    """A desk with certified keys."""
    return Desk()


@pytest.fixture(scope="session", params=BOTH)
def relay(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, desk: Desk
) -> Iterator[Relay]:
    """A running relay that knows the desk."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = settings_of(request.param, request, folder)
    running = Relay(write_config(folder, roots=[desk.root], **settings))
    running.migrate()
    desk.admit(running.config)
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=BOTH)
def fresh(request: pytest.FixtureRequest, tmp_path: Path, desk: Desk) -> Iterator[Relay]:
    """An empty relay that was migrated but not started; stopped afterwards."""
    settings = settings_of(request.param, request, tmp_path)
    made = Relay(write_config(tmp_path, roots=[desk.root], **settings))
    made.migrate()
    desk.admit(made.config)
    yield made
    made.stop()


@pytest.fixture
def build(tmp_path: Path, desk: Desk) -> Iterator[Callable[..., Relay]]:
    """Makes relays of one's own on SQLite, with settings; each is stopped afterwards."""
    made: list[Relay] = []

    def one(**settings: object) -> Relay:
        relay = Relay(write_config(tmp_path, roots=[desk.root], **settings))
        relay.migrate()
        desk.admit(relay.config)
        made.append(relay)
        return relay

    yield one
    for relay in made:
        relay.stop()
