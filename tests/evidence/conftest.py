"""What the tests of evidence share: one time-stamp authority for all of them."""

import pytest

from tests.evidence.authority import Authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made = Authority(tmp_path_factory.mktemp("authority"))
    made.found()
    return made


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Another authority, which nobody configured."""
    made = Authority(tmp_path_factory.mktemp("stranger"))
    made.found()
    return made
