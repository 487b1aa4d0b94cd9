"""Guide pages as files: neutral, whole without scripts, honest about numbers and states, the same as their JSON."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from amana.packs import PackFault
from amana.site.drawing import read_drawing
from amana.site.tree import VOID, tag
from tests.site.instances import built
from tests.site.small import Small, small_site


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return small_site(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def iraq(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("iraq") / "site")


def pages(folder: Path) -> list[Path]:
    found = sorted(file for file in folder.glob("*.html") if file.name != "x.html")
    assert len(found) > 20
    return found


class Tree(HTMLParser):
    """The body of a page as `[name, attributes, children…]`, as its JSON has it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[list[object]] = [["root", {}]]

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        element: list[object] = [
            name,
            {key: True if value is None else value for key, value in attrs},
        ]
        self.open[-1].append(element)
        if name not in VOID:
            self.open.append(element)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop()[0] == name

    def handle_data(self, words: str) -> None:
        if isinstance(self.open[-1][-1], str):
            self.open[-1][-1] += words
        else:
            self.open[-1].append(words)


def body(html: str) -> list[object]:
    tree = Tree()
    tree.feed(html[html.index("<body") : html.index("</html>")])
    (root, *_) = tree.open
    assert isinstance(root[2], list)
    return root[2][2:]


def test_p3_the_json_of_every_page_is_the_page(small: Small, iraq: Path):
    for folder in (small.folder, iraq):
        for page in pages(folder):
            if page.name == "index.html":
                continue
            told = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
            html = page.read_text(encoding="utf-8")
            _, *shown = body(html)  # the drawings are in the browser already
            lowered = json.loads(json.dumps(told["nodes"]).replace('"viewBox"', '"viewbox"'))
            assert _joined(lowered) == shown, page.name
            assert f'<html lang="{told["lang"]}" dir="{told["dir"]}">' in html


def _joined(node: object) -> object:
    """Neighbouring texts as one, which is what a browser reads from a page."""
    if not isinstance(node, list):
        return node
    found: list[object] = []
    for child in node:
        if isinstance(child, str) and found and isinstance(found[-1], str) and len(found) > 2:
            found[-1] += child
        else:
            found.append(_joined(child))
    return found


def test_p3_titles_icons_and_policy_are_neutral_on_every_page(iraq: Path):
    every = json.loads((iraq / "headers.json").read_text())["every"]
    policy = every["Content-Security-Policy"].removesuffix("; frame-ancestors 'none'")
    for page in pages(iraq):
        html = page.read_text(encoding="utf-8")
        assert re.findall("<title>(.*?)</title>", html) == ["Home"]
        assert '<link rel="icon" href="data:,">' in html
        assert '<meta name="referrer" content="no-referrer">' in html
        assert policy in html.replace("&#x27;", "'")


def test_p3_nothing_she_ticks_or_types_is_kept(small: Small, iraq: Path):
    for folder in (small.folder, iraq):
        for page in pages(folder):
            html = page.read_text(encoding="utf-8")
            for control in re.findall(r"<(?:input|textarea|select)[^>]*>", html):
                assert 'autocomplete="off"' in control, (page.name, control)
            assert not re.search(r"<form|<iframe|\son\w+=|style=|javascript:|srcset|<img", html)


def test_p6_pages_name_only_themselves_and_links_she_presses(iraq: Path):
    for page in pages(iraq):
        html = re.sub(r"<meta[^>]*>", "", page.read_text(encoding="utf-8"))
        loaded = re.findall(r'(?:src|poster|action|data)="([^"]*)"', html)
        assert all((iraq / one).is_file() for one in loaded), (page.name, loaded)
        for link in re.findall(r'<a [^>]*href="https[^>]*>', html):
            assert 'rel="noreferrer noopener"' in link


def test_p12_every_number_stands_behind_its_facts(iraq: Path):
    found = 0
    for page in pages(iraq):
        html = page.read_text(encoding="utf-8")
        for service in html.split('<details class="service">')[1:]:
            facts, number, _ = service.partition('href="tel:')
            found += bool(number)
            assert facts.count("<dt>") == 6 and 'class="state"' in facts, page.name
        assert 'href="tel:' not in html.split('<details class="service">')[0]
    assert found


def test_p12_every_guide_says_who_read_it_and_when_it_was_checked(small: Small):
    text = small.pack.texts["ar"]
    for row in small.library.rows:
        html = small.html(row.id, "ar")
        assert text["guide.awaiting"] in html
        assert text["guide.checked"].split("{")[0] in html
        assert text["guide.sources"] in html


def test_links_of_platforms_show_where_they_lead_and_their_state(small: Small):
    html = small.html("pay")
    assert 'href="https://www.facebook.com/hacked"' in html
    assert '<bdi class="exact">facebook.com/hacked</bdi>' in html
    assert small.pack.texts["en"]["guide.unopened"] in html


def test_only_drawings_that_are_used_are_in_a_page(small: Small):
    assert '<svg class="drawn" aria-hidden="true" viewBox="0 0 120 60">' in small.html("pay")
    assert 'class="drawn"' not in small.html("plan")


@pytest.mark.parametrize(
    "inner",
    [
        "<text>words</text>",
        '<path d="M0 0" fill="red"/>',
        "<script/>",
        '<rect onclick="x"/>',
        "words",
        '<path style="x" d=""/>',
    ],
)
def test_a_drawing_is_lines_alone(tmp_path: Path, inner: str):
    file = tmp_path / "one.svg"
    file.write_text(f'<svg viewBox="0 0 9 9">{inner}</svg>')
    with pytest.raises(PackFault, match="holds only"):
        read_drawing(file)


def test_a_recording_is_fetched_only_when_she_plays_it(small: Small):
    player = re.findall(r"<audio[^>]*>", small.html("now", "ckb"))
    assert len(player) == 1
    assert 'preload="none"' in player[0] and 'controlslist="nodownload"' in player[0]
    source = re.findall(r'src="(r/[0-9a-f]{16}\.opus)"', player[0])[0]
    assert (small.folder / source).read_bytes() == b"OggS synthetic ckb"
    assert small.pack.texts["ckb"]["guide.earphone"] in small.html("now", "ckb")


def test_every_question_has_both_ways_out(iraq: Path):
    asked = 0
    for page in pages(iraq):
        for question in re.findall(r"<fieldset.*?</fieldset>", page.read_text(encoding="utf-8")):
            asked += 1
            assert question.count('class="way-out"') == 2
    assert asked >= 5


def test_no_words_become_markup():
    from amana.site.tree import html

    assert (
        html(tag("p", "a < b & c", title='"x"')) == '<p title="&quot;x&quot;">a &lt; b &amp; c</p>'
    )
