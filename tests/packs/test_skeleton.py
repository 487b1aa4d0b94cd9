"""Another country begins with a pack that holds every check and claims nothing."""

from pathlib import Path

import pytest

from amana.packs import PackFault, faults, load, missing
from amana.packs.skeleton import PackExists, new_pack
from tests.packs.small import IRAQ, TODAY, small_pack


def test_it_is_whole_and_nothing_in_it_is_reviewed_or_checked(tmp_path: Path):
    pack = small_pack(tmp_path / "zz")
    assert faults(pack, today=TODAY) == ()
    assert pack.codes == load(IRAQ).codes and pack.country == "zz"
    assert pack.services.all == () and pack.places == ()
    assert all(link.checked_on is None for _, link in pack.platforms.links())
    assert all(question.open for question in pack.questions)
    assert any("texts/ar.toml (ar) awaits" in line for line in missing(pack, today=TODAY))


def test_it_takes_the_languages_that_are_asked_for_the_first_one_first(tmp_path: Path):
    pack = new_pack(tmp_path / "zz", country="zz", like=IRAQ, languages=("en", "ar"), today=TODAY)
    assert pack.codes == ("en", "ar") and pack.first.code == "en"
    assert faults(pack, today=TODAY) == ()


def test_it_writes_over_nothing_and_knows_its_languages(tmp_path: Path):
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(PackExists):
        new_pack(tmp_path, country="zz", like=IRAQ, today=TODAY)
    with pytest.raises(PackFault, match=r"languages\.toml: fr: is none of ar, ckb, en"):
        new_pack(tmp_path / "zz", country="zz", like=IRAQ, languages=("fr",), today=TODAY)
