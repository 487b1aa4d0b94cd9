"""An organisation at work, and cases in it."""

from tests.desk.at_work import opened, organisation

__all__ = ["opened", "organisation"]
