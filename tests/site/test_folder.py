"""The built folder: small, whole, the same each time, and without a word to anybody else."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from amana.packs import load
from amana.packs.faults import NotReviewed
from amana.site import build
from amana.site.instance import BadInstance, Instance
from tests.site.instances import IRAQ, RELAY, built, instance

PAGES = ("index", "a", "k", "e")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "out")


def page(site: Path, name: str) -> str:
    return (site / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*PAGES, "x"])
def test_p3_one_neutral_title_and_no_icon(site: Path, name: str):
    assert "<title>Home</title>" in page(site, name)
    assert '<link rel="icon" href="data:,">' in page(site, name)


@pytest.mark.parametrize("name", [*PAGES, "x"])
def test_p6_no_page_names_another_address(site: Path, name: str):
    text = page(site, name)
    body = re.sub(
        r'<a [^>]*href="https://[^>]*>|http-equiv="Content-Security-Policy"[^>]*>', "", text
    )
    assert not re.search(r"https?://|//[a-z]", body)
    for target in re.findall(r'(?:href|src)="([^"]*)"', body):
        own = not target.startswith(("data:", "tel:", "mailto:", "#"))
        assert not own or (site / target).is_file(), target


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_inline_and_nothing_is_sent_natively(site: Path, name: str):
    text = page(site, name)
    assert not re.search(r"\son\w+=|<form|<iframe|style=|javascript:", text)
    assert re.findall(r"<script[^>]*>(.*?)</script>", text) == [""]


@pytest.mark.parametrize(
    ("name", "code"), [("index", "ar"), ("a", "ar"), ("k", "ckb"), ("e", "en")]
)
def test_p10_the_first_page_says_all_that_it_must(site: Path, name: str, code: str):
    texts = load(IRAQ).texts[code]
    text = page(site, name)
    for key in ("home.title", "home.never", "home.reads", "home.leave", "page.exit", "page.demo"):
        assert texts[key] in text, key
    assert 'href="tel:911"' in text
    assert texts["help.unverified"].split("{")[0] in text


def test_p3_no_address_says_anything_in_any_language(site: Path):
    routes = json.loads((site / "headers.json").read_text())["routes"]
    pages = {address for address, entry in routes.items() if entry["file"].endswith(".html")}
    assert {"/", "/a", "/k", "/e", "/x", "/a.html", "/k.html", "/e.html", "/x.html"} <= pages
    meaningless = re.compile(
        r"/([a-z]?|index\.html|[a-z]\.html|[bcdfghjkmnpqrstvwxz][2-9][b-z2-9]{2}\.html)"
    )
    assert all(meaningless.fullmatch(address) for address in pages)


def test_the_style_in_the_page_is_the_style_of_the_policy(site: Path):
    import base64

    policy = json.loads((site / "headers.json").read_text())["every"]["Content-Security-Policy"]
    style = re.findall(r"<style>(.*?)</style>", page(site, "index"))[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert f"connect-src 'self' {RELAY}" in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy


def test_the_sums_hold_and_a_second_build_is_the_same(site: Path, tmp_path: Path):
    again = built(tmp_path / "again")
    assert (site / "SHA256SUMS").read_bytes() == (again / "SHA256SUMS").read_bytes()
    for line in (site / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest


def test_p12_live_refuses_what_nobody_has_reviewed(tmp_path: Path):
    with pytest.raises(NotReviewed) as refusal:
        build(load(IRAQ), instance(), tmp_path / "live", "live")
    assert any("texts/ckb.toml" in line for line in refusal.value.missing)
    assert not (tmp_path / "live").exists()


def test_demo_roots_are_not_compiled_into_a_live_page():
    assert json.loads(instance().file(live=True))["demo_roots"] == []


@pytest.mark.parametrize(
    "relay", ["https://relay.example/", "relay.example", "ftp://relay.example", ""]
)
def test_a_relay_that_is_no_origin_is_refused(relay: str):
    with pytest.raises(BadInstance):
        Instance(roots=(b"1" * 32,), salt=b"3" * 32, relay=relay, built=instance().built)
