"""`amana site verify`: what a server gives is compared with a build, and every difference is named."""

from pathlib import Path
from shutil import copytree

import brotli
import httpx
import pytest
from typer.testing import CliRunner

from amana.cli.site import app
from amana.site.compare import Answer, Fetch, differences
from amana.site.serve import NotBuilt
from tests.site.instances import built
from tests.site.served import any_other, ours


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "out")


def fetch_from(origin: str) -> Fetch:
    def fetch(path: str) -> Answer | None:
        answer = httpx.get(origin + path)
        return Answer(answer.status_code, dict(answer.headers), answer.content)

    return fetch


def test_our_own_server_gives_what_was_built(site: Path):
    with ours(site) as origin:
        assert list(differences(site, fetch_from(origin))) == []
        said = CliRunner().invoke(app, ["verify", origin + "/", "--folder", str(site)])
    assert said.exit_code == 0 and "The same" in said.output


def test_one_changed_byte_is_named_with_its_place(site: Path, tmp_path: Path):
    changed = Path(copytree(site, tmp_path / "changed"))
    page = changed / "e.html"
    for end in ("", ".br", ".gz"):
        (changed / f"e.html{end}").unlink()
    page.write_bytes((site / "e.html").read_bytes().replace(b"I need help now", b"I need hulp now"))
    (changed / "e.html.br").write_bytes(brotli.compress(page.read_bytes()))
    with ours(changed) as origin:
        found = list(differences(site, fetch_from(origin)))
        said = CliRunner().invoke(app, ["verify", origin, "--folder", str(site)])
    assert [line.split(":")[0] for line in found] == ["/e", "/e.html"]
    assert "other bytes" in found[0] and "first at byte" in found[0]
    assert said.exit_code == 1


def test_a_server_without_our_headers_is_named_for_each(site: Path):
    with any_other(site) as address:
        found = list(differences(site, fetch_from(address)))
    assert any(
        line.startswith("/e.html: header Content-Security-Policy is missing") for line in found
    )
    assert any(line.startswith("/e: status 404") for line in found)
    assert any("header last-modified is not ours" in line for line in found)
    assert not any("other bytes" in line for line in found)


def test_nobody_there_and_no_build(site: Path, tmp_path: Path):
    assert all(
        line.endswith(("no answer", "nothing is")) for line in differences(site, lambda _: None)
    )
    with pytest.raises(NotBuilt):
        list(differences(tmp_path, lambda _: None))
