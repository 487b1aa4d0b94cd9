"""P9 through the desk: what it shows of a chat, on its pages, in a paper and in a bundle, is what stands in the stored original."""

import html
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from amana.chats.message import Message
from amana.chats.reading import joined
from amana.desk.cases import keyed
from amana.desk.cases.number import address
from amana.desk.cases.templatetags.hers import verbatim
from amana.desk.vault.files import files_of
from amana.desk.vault.source import source_of
from amana.desk.vault.templatetags.chats import verbatim_inline
from amana.desk.vault.timeline import timeline_of
from tests.chats.exports import exports
from tests.desk.at_work import opened, organisation
from tests.promises.counsel import Counsel

__all__ = ["opened", "organisation"]

EXPORTS = exports()
LOST = b"the end of a message whose start was cut off \xff\xfe\n"
CHAT = (
    LOST
    + (
        "[5/3/24, 8:07:12 PM] Noor T: hello ٥٠٠ \u202e$ <b>x</b> a\u0301\n"
        "[5/3/24, 8:08:00 PM] ~ Zed: سڵاو 😀 or\n"
        "your father learns of it\n"
        "[5/14/24, 8:10:00 PM] Noor T: stop\n"
    ).encode()
)


@pytest.fixture
def counsel(organisation, opened) -> Counsel:
    """In a case of hers."""
    _, case = opened("synthetic", admit=["dalia"])
    return Counsel.at(organisation, case)


def original(counsel: Counsel, exhibit: int, member: str = "") -> bytes:
    """The bytes as they are stored now, opened with the case's key; of a zip, one member."""
    there = counsel.there
    (file,) = [file for file in files_of(there) if file.facts.exhibit == exhibit]
    content = source_of(there, file).read_at(0, 10_000_000)
    if not member:
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(member)


def shown(counsel: Counsel) -> list[tuple[dict[str, str], str]]:
    """Every message of the page of the chats: its place, and its words as the browser gets them, without the highlights."""
    page = counsel.client.get(reverse("vault:timeline", args=[address(counsel.case.number)]))
    found = []
    for message in page.content.decode().split('<li class="message"')[1:]:
        words = re.search(r'<(div class="words-said"[^>]*|p class="soft")>(.*?)</(div|p)>', message)
        spot = dict(re.findall(r'name="(exhibit|member|start|end)" value="([^"]*)"', message))
        if spot and words:
            found.append((spot, re.sub(r"</?mark[^>]*>", "", words[2])))
    return found


@pytest.mark.parametrize("app", EXPORTS)
def test_p9_every_message_of_the_page_stands_where_the_page_says(counsel, app):
    name, data = EXPORTS[app]
    number = counsel.adds(name, data)
    assert original(counsel, number) == data
    messages = shown(counsel)
    assert messages
    for spot, words in messages:
        member, start, end = html.unescape(spot["member"]), int(spot["start"]), int(spot["end"])
        stored = original(counsel, int(spot["exhibit"]), member)
        (message,) = [m for m in _messages(counsel) if (m.start, m.end) == (start, end)]
        inside = [s for s in message.text_at if s.note != "header"]  # a mail's subject stands above
        assert all(start <= s.start <= s.end <= end for s in inside)
        assert words == verbatim_inline(joined(stored, message.text_at))


@pytest.mark.parametrize("app", EXPORTS)
def test_p9_every_byte_is_a_message_or_is_counted(counsel, app):
    name, data = EXPORTS[app]
    number = counsel.adds(name, LOST + data if app == "whatsapp" else data)
    members: dict[str, list[tuple[int, int]]] = {}
    for chat in timeline_of(counsel.session, counsel.there).chats:
        spans = members.setdefault(chat.member, [])
        spans += [(item.start, item.end) for item in chat.items]
    for member, spans in members.items():
        at = 0
        for start, end in spans:
            assert start == at, "bytes are lost, or told twice"
            at = end
        assert at == len(original(counsel, number, member))


def test_p9_what_was_not_understood_is_shown_with_its_bytes(counsel):
    number = counsel.adds("_chat.txt", CHAT)
    where = address(counsel.case.number)
    exhibit = counsel.client.get(reverse("vault:exhibit", args=[where, number])).content.decode()
    gaps = reverse("vault:gaps", args=[where, number])
    assert gaps in exhibit
    assert f"{len(LOST)} bytes were not understood" in exhibit
    page = counsel.client.get(gaps).content.decode()
    assert f"0–{len(LOST)}" in page
    assert str(verbatim(LOST.decode(errors="backslashreplace"))) in page
    assert r"\xff\xfe" in page


@pytest.mark.parametrize("much", ["marked", "whole"])
def test_p9_a_paper_and_its_bundle_hold_the_bytes_of_the_original(counsel, much):
    number = counsel.adds("_chat.txt", CHAT)
    counsel.begins()
    counsel.shows(number)
    counsel.marks("hello", "father")
    counsel.does("fill", "marked")
    name = f"{number}/"
    counsel.does("chats", chat=name, read=name, **{f"much:{name}": much})
    counsel.does("warned")
    counsel.goes_through()
    assert counsel.makes() == 302
    stored = original(counsel, number)
    known: dict[object, str] = {
        (m.start, m.end): joined(stored, m.text_at) for m in _messages(counsel)
    }
    (paper,) = counsel.papers
    lines = [line for each in paper.snapshot.transcripts for line in each.lines]
    quotes = [event.quote for event in paper.snapshot.chronology]
    assert (len(lines), len(quotes)) == (2 if much == "marked" else 3, 2)
    for each in (*lines, *quotes):
        assert each.text == known[each.start, each.end]
    exported = _exported(counsel, paper.key)
    assert len(exported) == len(lines)
    for line in exported:
        assert line["text"] == known[line["start"], line["end"]]


def test_p9_settling_the_dates_changes_no_word(counsel):
    number = counsel.adds("_chat.txt", CHAT.replace(b"5/14/24", b"5/4/24"))
    before = [(spot, words) for spot, words in shown(counsel)]
    where = [address(counsel.case.number), number]
    answer = counsel.client.post(reverse("vault:dates", args=where), {"order": "dmy"})
    assert answer.status_code == 302
    keyed.run_for(counsel.session)
    assert [(spot, words) for spot, words in shown(counsel)] == before


def _messages(counsel: Counsel) -> list[Message]:
    chats = timeline_of(counsel.session, counsel.there).chats
    return [message for chat in chats for message in chat.messages]


def _exported(counsel: Counsel, key: int) -> list[dict[str, Any]]:
    """Every message of the bundle's files, chats and quotes."""
    place = reverse("dossiers:bundle", args=[address(counsel.case.number), key])
    answer = counsel.client.post(place)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        for name in bundle.namelist():
            if "/transcripts/" in name and name.endswith(".json"):
                value = json.loads(bundle.read(name))
                found += value["lines"]
    return found
