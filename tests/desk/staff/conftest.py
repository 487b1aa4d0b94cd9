"""Settings changed for one test; every test on both databases."""

import pytest
from django.test import override_settings

from tests.desk.both_databases import desk

__all__ = ["desk"]


@pytest.fixture
def settings_of():
    """`settings_of(SECURE=True)` until the test ends."""
    changed = []

    def change(**values):
        override = override_settings(**values)
        override.enable()
        changed.append(override)

    yield change
    for override in reversed(changed):
        override.disable()
