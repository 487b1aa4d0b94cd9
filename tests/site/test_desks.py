"""The page of desks: from a directory that holds, each in its own words; without one there is no such page."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from amana.cli.site import read_directory
from amana.packs import load
from amana.packs.guides import read_library
from amana.seal.refusals import DirectoryRefusal
from amana.site import Instance, build
from amana.site.addresses import Addresses
from amana.wire.encoding import unb64u
from tests.site.instances import IRAQ
from tests.site.people import DeskWithPeople as Desk


def instance(desk: Desk) -> Instance:
    return Instance(
        roots=(),
        demo_roots=(unb64u(desk.root, 32),),
        salt=b"\x07" * 32,
        relay="http://127.0.0.1:2",
        built=datetime.now(UTC).date(),
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, desk = tmp_path_factory.mktemp("desks"), Desk()
    (folder / "directory.json").write_bytes(desk.document())
    found = read_directory(folder / "directory.json", instance(desk), {"mode": "demo"})
    build(load(IRAQ), instance(desk), folder / "site", "demo", directory=found)
    return folder / "site"


@pytest.mark.parametrize(("home", "code"), [("a", "ar"), ("k", "ckb"), ("e", "en")])
def test_each_desk_speaks_for_itself_in_every_language(site: Path, home: str, code: str):
    pack = load(IRAQ)
    address = Addresses(pack, read_library(pack)).desks(code)
    html, text = (site / address).read_text(encoding="utf-8"), pack.texts[code]
    for words in (Desk.NAME[code], Desk.READS[code], Desk.FAMILIES[code], text["whom.families"]):
        assert words in html
    assert text["whom.demo"] in html
    assert f'href="{address}"' in (site / f"{home}.html").read_text(encoding="utf-8")


def test_a_directory_that_does_not_hold_builds_nothing(tmp_path: Path):
    desk = Desk()
    (tmp_path / "directory.json").write_bytes(desk.document())
    with pytest.raises(DirectoryRefusal):
        read_directory(tmp_path / "directory.json", instance(Desk()), {"mode": "demo"})
