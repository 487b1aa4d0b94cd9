"""P10: nothing asks for the picture, the first page says so, and a picture that comes anyway is opened nowhere."""

import html
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from amana.desk.ui import catalogue
from amana.packs import load
from tests.promises import canary
from tests.promises.asking import TONGUES, sentences
from tests.promises.journey import COLLEAGUE, Journey
from tests.promises.thief import Thief, copy_desk
from tests.relay.running import inside, write_config

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
IRAQ = ROOT / "packs" / "iq"
NOT_FOR_HER = {"lint.toml", "reviews.toml"}  # words that are not used; who has read what

# Texts that name a picture and a way of giving, and ask for none. Each by its place and the reason.
READ_AND_FOUND_HARMLESS = {
    "files.media": "a box that is not ticked: whether a chat export goes whole (design §4.10)",
    "fact.asks_files": "what a desk answers about itself: whether it asks",
}

SAYS_NO_SUCH_THING = {
    "Threats to share intimate pictures are against its rules, it says.": "what a platform forbids",
    "لەوانەیە داوای ڤیدیۆیەکی کورتی ڕووخسارت بکات.": "a platform's check that an account is hers",
    "It may also ask for a short video of your face.": "a platform's check that an account is hers",
    "- کەسێک داوای وێنەکە، پارە یان چاکەیەکی لێ کردیت.": "what she may complain about",
    "- They want the picture, “to find it on the net”.": "the false rescuer, in a lesson about him",
    "Send me the picture so that I find it, and 50 dollars.": "the false rescuer, in a lesson about him",
    "The share button gives the link of a video or profile.": "where a platform shows an address",
    "Anyone can take another's name and picture.": "for a judge: how a false account is made",
    "Anyone can make one with another's name and picture and show a copied video.": "the same",
    "Others can save it, change it and show it again, so a removed video may live on elsewhere.": "for a judge: why a "
    "removed video may still be seen",
}

DECODERS = re.compile(
    r"(PIL|cv2|imageio|skimage|pillow_heif|av|ffmpeg|moviepy|wand|pyvips|rawpy|imagehash|pdqhash|decord)(\.|$)"
)
LIBRARIES = re.compile(
    r"lib(jpeg|png|webp|tiff|gif|heif|avif|aom|dav1d|jxl|openjp2|avcodec|avformat|swscale|vips|Magick|"
    r"opencv|gd|raw|rsvg|gdk_pixbuf|theora|vpx|x26[45])|_imaging"
)
SHOWN = re.compile(r"<(?:img|video|audio|picture|object|embed|iframe|canvas|source)\b[^>]*>")
BLURRED = re.compile(r'<img src="/cases/[0-9A-Z]+/exhibits/\d+/blur/\d+/" [^>]*>')
GLIMPSE = re.compile(r'<img class="shown-once" src="/cases/[0-9A-Z]+/glimpse/[\w-]{22}/" [^>]*>')
SHOWING = re.compile(r"<(img|video|audio|picture|object|embed|iframe|canvas|source)\b|\bsrcset=")


def _texts_of_the_pack() -> Iterator[tuple[str, str, str]]:
    """(place, language, text) of everything that a pack says to her."""
    for language, texts in load(IRAQ).texts.items():
        for key, text in texts.items():
            yield key, language, text
    for file in sorted(IRAQ.rglob("*.md")):
        if file.stem not in TONGUES:
            continue  # a README, for whoever writes a pack
        yield str(file.relative_to(IRAQ)), file.stem, file.read_text(encoding="utf-8")
    for file in sorted(IRAQ.glob("*.toml")):
        if file.name not in NOT_FOR_HER:
            for language, text in _by_language(tomllib.loads(file.read_text(encoding="utf-8"))):
                yield file.name, language, text


def _by_language(value: object) -> Iterator[tuple[str, str]]:
    """Texts of tables such as `name = { ar = "…", ckb = "…", en = "…" }`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in TONGUES and isinstance(inner, str):
                yield key, inner
            else:
                yield from _by_language(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _by_language(inner)


def said(words: str | Sequence[str] | None) -> str:
    """One text of a catalogue, its plurals in a row."""
    return words if isinstance(words, str) else " ".join(words or ())


def _texts_of_the_desk() -> Iterator[tuple[str, str, str]]:
    for message in catalogue.fresh():
        text = said(message.id)
        yield text, "en", text
    for language in catalogue.LANGUAGES:
        for message in catalogue.read(language):
            yield str(message.id), language, said(message.string)


def test_p10_no_text_of_site_or_desk_asks_for_the_picture() -> None:
    texts = [*_texts_of_the_pack(), *_texts_of_the_desk()]
    assert len(texts) > 1_500
    assert {language for _, language, _ in texts} == {"ar", "ckb", "en"}
    asking = [
        (place, language, sentence)
        for place, language, text in texts
        if place not in READ_AND_FOUND_HARMLESS
        for sentence in sentences(text)
        if sentence not in SAYS_NO_SUCH_THING and TONGUES[language].asks(sentence)
    ]
    assert asking == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Please send us the picture so that we can check."),
        ("en", "Upload the photo here"),
        ("en", "We need the video as proof."),
        ("en", "Ask her for a picture, or a PDF."),
        ("ar", "أرسل لنا الصورة حتى نتأكد"),
        ("ar", "ارفع الصورة هنا"),
        ("ar", "نحتاج الفيديو كدليل"),
        ("ar", "تُطلب منها صورة أو ملف"),
        ("ckb", "تکایە وێنەکەمان بۆ بنێرە"),
        ("ckb", "وێنەکە لێرە بار بکە"),
        ("ckb", "ڤیدیۆکەمان پێویستە"),
        ("ckb", "داوای وێنەیەک یان فایلێکی لێ بکە"),
    ],
)
def test_p10_the_reader_of_texts_would_notice(language: str, sentence: str) -> None:
    assert TONGUES[language].asks(sentence)


def test_p10_no_form_of_hers_or_theirs_takes_pictures_or_opens_the_camera(journey: Journey) -> None:
    with httpx.Client(base_url=journey.world.site) as site:
        headers = site.get("/").headers
        assert "camera=()" in headers["permissions-policy"]
        assert "display-capture=()" in headers["permissions-policy"]
    folder = journey.world.layout.site
    scripts = [*folder.rglob("*.js"), *(ROOT / "client" / "src").rglob("*.ts")]
    assert len(scripts) > 20
    for file in scripts:
        source = file.read_text(encoding="utf-8")
        assert not re.search(r"\bcapture\s*[:=]\s*[\"'`](user|environment)", source), file
        assert not re.search(
            r"\baccept\s*[:=]\s*[\"'`][^\"'`]*(image|video|\.jpe?g|\.png)", source
        ), file
    fields = [
        (template.name, field)
        for template in (ROOT / "src" / "amana" / "desk").rglob("*.html")
        for field in re.findall(r'<input\b[^>]*type="file"[^>]*>', template.read_text("utf-8"))
    ]
    assert fields == [("exhibits.html", '<input type="file" name="files" multiple required>')]


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_p10_the_first_page_says_that_nobody_will_ask(journey: Journey, language: str) -> None:
    """Without scripts, before anything that she could press to tell."""
    pack = load(IRAQ)
    never, tongue = pack.texts[language]["home.never"], TONGUES[language]
    assert tongue.picture.search(never)
    assert tongue.forbidding.search(never)
    [address] = [one.address for one in pack.languages if one.code == language]
    pages = [f"/{address}", *(["/"] if language == pack.first.code else [])]
    for page in pages:
        answer = httpx.get(journey.world.site + page)
        assert answer.status_code == 200
        body = re.sub(r"<(style|script)\b.*?</\1>", "", answer.text, flags=re.S)
        assert never in body
        assert body.index(never) < body.index(pack.texts[language]["home.tell"])
        assert not re.search(r"<(template|noscript)\b[^>]*>[^<]*" + re.escape(never), body)
        assert not SHOWING.search(body)


def test_p10_a_picture_that_came_is_served_as_sealed_bytes_to_be_saved(journey: Journey) -> None:
    thief = Thief(copy_desk(journey.world, journey.folder / "for the picture"))
    thief.is_officer(COLLEAGUE, journey.world.person(COLLEAGUE).passphrase)
    opened = thief.opens_everything().opened
    for number, (answer, file) in enumerate(zip(journey.saved, journey.files, strict=True), 1):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert (
            answer.headers["content-disposition"] == f'attachment; filename="exhibit-{number}.age"'
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.content.startswith(b"age-encryption.org/v1\n")
        assert canary.search(answer.content) == set()
        assert any(each.startswith(file.read_bytes()) for each in opened)


def test_p10_the_desk_shows_it_by_name_alone(journey: Journey) -> None:
    assert journey.page is not None
    body = journey.page.text
    assert "synthetic.png" in body
    assert not SHOWING.search(body)
    policy = journey.page.headers["content-security-policy"]
    assert "img-src 'self'" in policy
    assert "media-src 'self'" in policy
    assert "default-src 'none'" in policy
    for seen in journey.seen.values():
        for page in seen.values():
            assert SHOWN.findall(page.body) == [], page.body


def test_p10_an_exhibit_is_shown_blurred_until_a_reason_is_given_and_then_once(
    journey: Journey,
) -> None:
    assert journey.exhibit is not None
    assert journey.look is not None
    [blurred] = SHOWN.findall(journey.exhibit.text)
    assert BLURRED.fullmatch(blurred)
    [seen] = SHOWN.findall(journey.look.text)
    assert GLIMPSE.fullmatch(seen)
    assert html.escape(journey.words["look"]) in journey.exhibit.text, "and it stands in custody"


def test_p10_neither_picture_nor_thumbnail_lies_anywhere(journey: Journey) -> None:
    layout = journey.world.layout
    starts = {
        "PNG": b"\x89PNG\r\n\x1a\n",
        "JFIF": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "RIFF": b"WEBPVP8",
        "EBML": b"\x1a\x45\xdf\xa3canary",
    }
    places = [layout.relay_config.parent, layout.desk_config.parent, layout.logs]
    assert canary.search_files(places, canary.Needles(starts)) == []


def test_p10_no_running_process_has_loaded_a_decoder(journey: Journey) -> None:
    """After a picture and a recording have gone through all of them."""
    lines = journey.world.children()
    for part in ("relay serve", "desk serve", "desk worker", "site serve"):
        assert any(part in line for line in lines.values()), lines
    mapped = {pid: Path(f"/proc/{pid}/maps").read_text() for pid in lines}
    assert any("pyrage" in maps for maps in mapped.values())  # the look itself works
    for pid, maps in mapped.items():
        assert LIBRARIES.findall(maps) == [], lines[pid]


def test_p10_no_part_can_import_a_decoder(tmp_path: Path) -> None:
    relay = inside(
        write_config(tmp_path), "import amana.relay.urls\n" + ALL.format(room="amana.relay")
    )
    config = tmp_path / "desk.toml"
    config.write_text('data = "desk"\nmode = "demo"\n')
    code = (
        "import json, sys; from pathlib import Path; from amana.desk import server;"
        f"server.prepare(Path({str(config)!r})); import django; django.setup()\n"
        + ALL.format(room="amana.desk")
        + "print(json.dumps(answer))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    import json

    for loaded, known in (
        (relay, "amana.relay.letterbox.uploads"),
        (json.loads(done.stdout), "amana.darkroom.room"),
    ):
        assert known in loaded
        assert [name for name in loaded if DECODERS.match(name)] == []


def test_p10_decoders_are_named_by_the_dark_room_alone() -> None:
    """Its worker, which is locked up before it reads a byte, and printing, which makes a paper of our own words."""
    named = {
        path.relative_to(ROOT / "src" / "amana").parts[0]
        for path in (ROOT / "src").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if (found := re.match(r"\s*(?:import|from)\s+(\S+)", line)) and DECODERS.match(found[1])
    }
    assert named == {"darkroom"}


ALL = """
import importlib, pkgutil, sys
room = importlib.import_module("{room}")
for found in pkgutil.walk_packages(room.__path__, "{room}."):
    if not found.name.endswith(("wsgi", "rsgi", "read_in_cell", ".reader")):
        importlib.import_module(found.name)
answer = [*sys.modules]
"""
