"""The promises are tested on the same desk as the rooms are, and on one whole world that somebody has lived through."""

from collections.abc import Iterator

import pytest

from tests.desk.conftest import desk, officer, on_sqlite
from tests.journeys import world as worlds
from tests.promises import journey as journeys
from tests.promises.journey import Journey

__all__ = ["desk", "officer", "on_sqlite"]


@pytest.fixture(scope="session")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """Everything has been said, answered and excluded; nobody is signed in; the processes still run."""
    with worlds.running(tmp_path_factory.mktemp("world") / "demo") as world:
        yield journeys.take(world, tmp_path_factory.mktemp("hers"))
