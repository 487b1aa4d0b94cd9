"""Numbers, links and places: only with their source and state, and never one that asks for the pictures."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from amana.packs import PackFault, faults, load, missing
from amana.packs.service import GROUPS
from tests.packs.small import IRAQ, TODAY, add_service, change, small_pack


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "zz"
    small_pack(folder)
    add_service(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "zz"))


def test_p10_no_service_that_asks_for_files_is_hers():
    services = load(IRAQ).services
    assert all(one.asks_files.value != "yes" for one in services.hers())
    assert any(one.asks_files.value == "yes" for one in services.all)


def test_p10_a_service_that_asks_for_files_is_refused_to_her(folder: Path):
    add_service(folder, id='"other"', asks_files='{ is = "yes", source = "https://example.org" }')
    with pytest.raises(PackFault, match=r"audience: a service that asks for files is never shown"):
        load(folder)


def test_p12_yes_and_no_have_a_source(folder: Path):
    add_service(folder, id='"other"', logs='{ is = "no", source = "" }')
    with pytest.raises(PackFault, match=r"services\.toml:\d+: service\[1\]\.logs\.source"):
        load(folder)


def test_organisations_and_health_stand_before_the_state():
    services = load(IRAQ).services.of(GROUPS)
    groups = [one.group for one in services]
    assert groups == sorted(groups, key=GROUPS.index)
    assert groups[0] == "ngo" and groups[-1] == "state"


def test_p12_live_refuses_links_that_nobody_opened():
    lacking = missing(load(IRAQ), today=TODAY)
    for name, link in load(IRAQ).platforms.links():
        assert any(name in line and link.address in line for line in lacking)


def test_p12_a_check_that_grew_old_is_a_fault_with_its_line(folder: Path):
    old = 'state = "unverified"\nverified_on = ""\nverified_by = ""'
    new = 'state = "verified"\nverified_on = 2026-01-01\nverified_by = "A Caller"'
    change(folder / "services.toml", old, new)
    old = 'checked_on = ""\nchecked_by = ""\nstate = "unverified"'
    new = 'checked_on = 2026-01-01\nchecked_by = "A Reader"\nstate = "verified"'
    change(folder / "platforms.toml", old, new)
    said = [str(fault) for fault in faults(load(folder), today=date(2026, 12, 1))]
    assert len(said) == 2
    assert "services.toml:" in said[0] and "call again" in said[0]
    assert "facebook.hacked" in said[1] and "open it again" in said[1]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('address = "https://www.facebook.com/hacked"', 'address = "http://x.example"', "address"),
        ('checked_by = ""', 'checked_by = "A Reader"', "checked_by"),
        ('purpose = "recover"', 'purpose = "fun"', "purpose"),
        ('id = "hacked"', 'id = "Hacked"', "id"),
    ],
)
def test_a_link_is_held_to_its_form(folder: Path, old: str, new: str, key: str):
    change(folder / "platforms.toml", old, new)
    with pytest.raises(PackFault, match=rf"platform\[0\]\.link\[0\]\.{key}"):
        load(folder)


def test_places_know_whose_law_holds():
    places = {place.id: place for place in load(IRAQ).places}
    assert len([one for one in places.values() if one.level == "governorate"]) == 19
    assert places["erbil"].jurisdiction == "kri"
    assert places["kirkuk"].jurisdiction == places["sinjar"].jurisdiction == "disputed"
    assert places["sinjar"].within == "nineveh"


def test_a_district_lies_in_a_governorate(folder: Path):
    names = "name = { ar = 'أ', ckb = 'ئ', en = 'A' }"
    place = f'[[place]]\nid = "a"\nlevel = "district"\nwithin = "b"\njurisdiction = "federal"\n{names}\nsource = "x"\n'
    (folder / "places.toml").write_text(place, encoding="utf-8")
    with pytest.raises(PackFault, match=r"places\.toml:\d+: place\[0\]\.within"):
        load(folder)
