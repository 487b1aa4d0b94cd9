"""An organisation at work, cases in it, and the day on which everybody who could open them is gone."""

import pytest

from tests.desk.at_work import opened, organisation
from tests.desk.recovery.after import After

__all__ = ["after", "opened", "organisation"]


@pytest.fixture
def after(organisation, tmp_path):
    """`after.loss()`, `after.recover(…)`, `after.new_sets()`, `after.agree(…)`."""
    return After(organisation, tmp_path)
