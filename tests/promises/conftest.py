"""The promises are tested on the same desk as the rooms are."""

from tests.desk.conftest import desk, officer

__all__ = ["desk", "officer"]
