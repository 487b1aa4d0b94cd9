"""An organisation at work, for the tests of cases, vault, replies and intake."""

from tests.desk.at_work import organisation

__all__ = ["organisation"]
