"""One demonstration for all tests of the command line."""

from collections.abc import Iterator

import pytest

from tests.cli.demonstration import Demonstration


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Running; a test that stops it starts it again."""
    demonstration = Demonstration(tmp_path_factory.mktemp("amana") / "var")
    demonstration.start()
    demonstration.wait_until_collected()
    yield demonstration
    if demonstration.process is not None and demonstration.process.poll() is None:
        demonstration.stop()
