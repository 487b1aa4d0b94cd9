"""The fixture of an organisation that is open for work."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.desk.organisation import Organisation


@pytest.fixture
def organisation(desk: SimpleNamespace) -> Iterator[Organisation]:
    """Six officers with certified keys, a directory, recovery and reply keys."""
    made = Organisation()
    made.open(desk)
    yield made
    made.close()
