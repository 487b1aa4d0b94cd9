"""Every page and every guide's JSON stays within its budget, in every language."""

from pathlib import Path

import pytest

from benchmarks.pages_weight import FIRST_OR_GUIDE, FURTHER, weigh
from tests.site.instances import built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("weight") / "site")


def test_every_page_fits_in_14_kb_and_two_requests(site: Path):
    weights = weigh(site)
    assert {weight.name for weight in weights} >= {"index.html", "a.html", "k.html", "e.html"}
    heavy = [
        (one.name, one.page) for one in weights if one.page > FIRST_OR_GUIDE or one.requests > 2
    ]
    assert heavy == []


def test_with_scripts_every_further_guide_fits_in_8_kb(site: Path):
    assert [(one.name, one.further) for one in weigh(site) if one.further > FURTHER] == []
