"""Lighthouse gives the first page and one page of each template a hundred in all four categories (`./bench site` asks for all)."""

from collections.abc import Iterator

import pytest

from amana.packs import load
from amana.packs.guides import read_library
from amana.site.addresses import Addresses
from benchmarks.lighthouse import audits
from tests.site.instances import IRAQ, built
from tests.site.served import ours

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ours(built(tmp_path_factory.mktemp("audited") / "site")) as origin:
        yield origin


def test_every_template_has_a_hundred_four_times(origin: str) -> None:
    pack = load(IRAQ)
    library = read_library(pack)
    places, codes = Addresses(pack, library), list(pack.codes)
    first_of = {row.template: row.id for row in reversed(library.rows)}
    assert len(first_of) == 8
    # The languages take turns, so that each is audited.
    pages = [
        places.guide(id, codes[number % len(codes)]) for number, id in enumerate(first_of.values())
    ]
    found = list(audits([f"{origin}/", *(f"{origin}/{page}" for page in pages)]))
    assert len(found) == 9
    assert [(one.address, one.scores, one.lost) for one in found if one.worst < 1] == []
