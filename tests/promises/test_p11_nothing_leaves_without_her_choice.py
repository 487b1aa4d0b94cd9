"""P8, P11: nothing goes into a dossier but what a lawyer went through with her, after she was told what it may cost her."""

import json
import re

import pytest

from amana.desk.dossiers.sentence import KEEP
from tests.chats.zips import zipped
from tests.desk.at_work import opened, organisation
from tests.promises.counsel import Counsel, Leaving

__all__ = ["opened", "organisation"]

CHAT = b"""[5/3/24, 8:07:12 PM] Noor T: hello, synthetic
[5/3/24, 8:08:00 PM] Zed: send 500 USDT before tomorrow, zaffre
[5/3/24, 8:09:00 PM] Zed: or your father learns of the hotel, ochre
[5/14/24, 8:10:00 PM] Noor T: please stop, heliotrope
"""
REFUSED = 409


@pytest.fixture
def counsel(organisation, opened) -> Counsel:
    """With a draft in a case that has a chat."""
    _, case = opened("she writes, synthetic", admit=["dalia", "rezan"])
    made = Counsel.at(organisation, case)
    made.chat = made.adds("_chat.txt", CHAT)
    made.begins()
    made.shows(made.chat)
    return made


def test_p11_no_dossier_before_she_was_told_what_it_may_cost_her(counsel):
    counsel.states("he asked for money, synthetic")
    counsel.goes_through()
    assert counsel.makes() == REFUSED
    assert counsel.papers == []
    counsel.does("warned")
    assert counsel.makes() == 302
    assert len(counsel.papers) == 1


def test_p11_no_dossier_before_every_sentence_was_gone_through(counsel):
    counsel.marks("zaffre", "ochre")
    counsel.states("he asked for money, synthetic")
    counsel.does("fill", "marked")
    counsel.does("chats", chat=f"{counsel.chat}/", **{f"much:{counsel.chat}/": "marked"})
    counsel.does("elements", name="threat", support="unknown", text="synthetic note")
    counsel.does("warned")
    sentences = [sentence.id for _, sentence in counsel.written.sentences()]
    assert len(sentences) == 7  # one stated, two events, one element, two lines, one description
    for id in sentences:
        assert counsel.makes() == REFUSED
        counsel.does("judge", id=id, says="clear")
    assert counsel.makes() == 302


@pytest.mark.parametrize("changed", [{"text": "another"}, {"translation": "another"}])
def test_p11_a_sentence_that_changed_is_asked_again(counsel, changed):
    counsel.states("he asked for money, synthetic")
    counsel.does("warned")
    counsel.goes_through()
    (sentence,) = counsel.written.statement
    counsel.states(**{"text": sentence.text, **changed}, id=sentence.id)
    assert not counsel.written.statement[0].judged
    assert counsel.makes() == REFUSED
    counsel.goes_through()
    assert counsel.makes() == 302


def test_p11_what_is_marked_after_the_reading_is_asked_too(counsel):
    counsel.marks("zaffre")
    counsel.does("chats", chat=f"{counsel.chat}/", **{f"much:{counsel.chat}/": "marked"})
    counsel.does("warned")
    counsel.goes_through()
    counsel.marks("ochre")
    assert counsel.makes() == REFUSED
    counsel.goes_through("ochre")
    assert counsel.makes() == 302
    assert Leaving.of(counsel).holds("ochre") == []


def test_p11_what_admits_something_stays_only_by_her_own_word(counsel):
    counsel.states("I went to the hotel, synthetic")
    (sentence,) = counsel.written.statement
    assert (
        counsel.send("judge", id=sentence.id, says=KEEP, how="she said so").status_code == REFUSED
    )
    counsel.does("warned")
    assert counsel.send("judge", id=sentence.id, says=KEEP, how=" ").status_code == REFUSED
    assert not counsel.written.statement[0].judged
    counsel.goes_through()
    counsel.does("judge", id=sentence.id, says=KEEP, how="by voice, after the warnings")
    assert counsel.makes() == 302
    leaving = Leaving.of(counsel)
    assert leaving.holds("I went to the hotel, synthetic")
    assert leaving.holds("by voice, after the warnings") == []


def test_p11_nobody_but_a_lawyer_decides_or_makes_it(counsel, organisation):
    counsel.states("he asked for money, synthetic")
    (sentence,) = counsel.written.statement
    rezan = Counsel.at(organisation, counsel.case, "rezan")
    rezan.draft = counsel.draft
    assert rezan.send("warned").status_code == REFUSED
    assert rezan.send("judge", id=sentence.id, says="clear").status_code == REFUSED
    counsel.does("warned")
    counsel.goes_through()
    assert rezan.makes() == REFUSED
    assert counsel.papers == []


def test_p8_what_she_left_out_stands_nowhere_outside(counsel):
    counsel.marks("zaffre", "ochre")
    counsel.states("he asked for money, viridian")
    counsel.states("I was at the hotel, sienna")
    counsel.does("fill", "marked")
    counsel.does("chats", chat=f"{counsel.chat}/", **{f"much:{counsel.chat}/": "marked"})
    counsel.does("elements", name="threat", support="unknown", text="because of cerise")
    counsel.does("warned")
    counsel.goes_through("ochre", "sienna", "cerise")
    assert counsel.makes() == 302
    leaving = Leaving.of(counsel)
    assert set(leaving.holds("viridian")) >= {"text", "snapshot"}
    assert set(leaving.holds("zaffre")) >= {"text", "bundle", "snapshot"}
    for word in ("ochre", "sienna", "cerise", "heliotrope"):
        assert leaving.holds(word) == [], word


def test_p8_an_event_that_she_left_out_is_not_in_the_whole_chat_either(counsel):
    counsel.marks("zaffre", "ochre")
    counsel.does("fill", "marked")
    name = f"{counsel.chat}/"
    counsel.does("chats", chat=name, read=name, **{f"much:{name}": "whole"})
    counsel.does("warned")
    counsel.goes_through("ochre")
    assert counsel.makes() == 302
    leaving = Leaving.of(counsel)
    assert set(leaving.holds("heliotrope")) >= {"text", "bundle", "snapshot"}
    assert leaving.holds("ochre") == []


def test_p11_a_quote_takes_no_other_message_with_it(counsel):
    """Two chats in one file, of one length, so that their messages have the same places."""
    one = CHAT.replace(b"zaffre", b"cobalt").replace(b"ochre", b"azure")
    other = one.replace(b"cobalt", b"indigo").replace(b"azure", b"mauve")
    both = zipped(("A/_chat.txt", one), ("B/_chat.txt", other))
    number = counsel.adds("chats.zip", both)
    counsel.shows(number)
    counsel.marks("cobalt")
    counsel.does("fill", "marked")
    counsel.does("warned")
    counsel.goes_through()
    assert counsel.makes() == 302
    leaving = Leaving.of(counsel)
    assert "bundle" in leaving.holds("cobalt")
    assert leaving.holds("indigo") == []


def test_p11_one_chat_of_a_file_takes_no_other_chat_with_it(counsel):
    number = counsel.adds("result.json", _telegram(Zed="cobalt", Mother="fuchsia"))
    counsel.shows(number)
    page = counsel.page()
    offered = re.findall(rf'name="chat" value="({number}/[^"]*)"', page)
    assert len(offered) == len(set(offered)) == 2, offered
    him = _of(page[page.index('id="chats"') :], "Zed", offered)
    others = {f"much:{name}": "none" for name in offered} | {f"much:{him}": "whole"}
    counsel.does("chats", chat=offered, read=[him], **others)
    counsel.does("warned")
    counsel.goes_through()
    assert counsel.makes() == 302
    leaving = Leaving.of(counsel)
    assert set(leaving.holds("cobalt")) >= {"text", "bundle", "snapshot"}
    assert leaving.holds("fuchsia") == []


def test_p11_what_was_entered_after_the_paper_is_not_in_its_bundle(counsel):
    counsel.does("warned")
    counsel.goes_through()
    assert counsel.makes() == 302
    counsel.vault("loss-enter", kind="cash", amount="5", unit="USD", channel="by periwinkle")
    counsel.vault("trace-enter", kind="link", raw="https://vermilion.invalid/x", words="amber")
    leaving = Leaving.of(counsel)
    for word in ("periwinkle", "vermilion", "amber"):
        assert leaving.holds(word) == [], word


def _of(page: str, title: str, offered: list[str]) -> str:
    """The name of the chat that stands nearest before this title."""
    at = page.index(title)
    before = {name: page.rfind(f'name="chat" value="{name}"', 0, at) for name in offered}
    return max(before, key=lambda name: before[name])


def _telegram(**said):
    """A whole account as Telegram Desktop exports it."""
    chats = [
        {
            "name": name,
            "type": "personal_chat",
            "id": number,
            "messages": [
                {
                    "id": at,
                    "type": "message",
                    "date": f"2024-03-05T20:0{at}:00",
                    "date_unixtime": str(1709658000 + 60 * at),
                    "from": name,
                    "from_id": f"user{number}",
                    "text": f"{word} {at}",
                    "text_entities": [{"type": "plain", "text": f"{word} {at}"}],
                }
                for at in (1, 2, 3)
            ],
        }
        for number, (name, word) in enumerate(said.items(), 41)
    ]
    return json.dumps(
        {"about": "synthetic", "chats": {"about": "", "list": chats}}, indent=1
    ).encode()
