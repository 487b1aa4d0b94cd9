"""Given a case with a chat, then every page of the vault and of the dossiers says what is so, and a dossier can be made and checked."""

import io
import re
import subprocess
import sys
import zipfile

import pytest
from django.urls import reverse

from amana.desk.cases.number import address
from amana.desk.cases.opened import open_case
from amana.desk.dossiers.draft import drafts_of
from amana.desk.dossiers.flows.make import papers_of
from amana.desk.vault.marks import marks_of
from amana.desk.vault.timeline import timeline_of
from amana.desk.vault.traces import confirmed_of
from tests.desk.vault.exhibits import exhibit, hand_over

CHAT = b"""[5/3/24, 8:07:12 PM] Noor T: hello, synthetic
[5/3/24, 8:08:00 PM] ~ Zed: send 500 USDT to my wallet before tomorrow
[5/3/24, 8:09:00 PM] ~ Zed: or I send everything to your father. call +964 770 000 0000
[5/14/24, 8:10:00 PM] Noor T: please stop
"""


@pytest.fixture
def at_work(organisation, opened):
    """Dalia is a lawyer of the case; a chat is in it."""
    _, case = opened("she writes, synthetic\nhe asked for money", admit=["dalia"])
    dalia = organisation.people["dalia"].sign_in()
    client = organisation.people["dalia"].browser()
    number = hand_over(dalia, case, "_chat.txt", CHAT)
    return dalia, case, client, number


def post(client, route, /, *args, **data):
    answer = client.post(reverse(route, args=args), data)
    assert answer.status_code in {200, 302}, answer.content.decode()[:3000]
    return answer


def text(page):
    """The words that a person reads, without marks and spaces between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def get(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_every_page_of_the_vault_answers(at_work):
    dalia, case, client, number = at_work
    where = address(case.number)
    assert "_chat.txt" in get(client, "vault:exhibits", where)
    assert "SHA-256" in get(client, "vault:exhibit", where, number)
    page = text(get(client, "vault:timeline", where))
    assert "send everything to your father" in page
    assert "+9647700000000" in text(get(client, "vault:traces", where))
    assert get(client, "vault:losses", where)
    assert get(client, "dossiers:list", where)
    assert exhibit(dalia, case, number).facts.seen["chats"]


@pytest.mark.parametrize(
    ("asked", "kept"), [("in_bundle", "at_desk"), ("sealed", "sealed"), ("at_desk", "at_desk")]
)
def test_what_may_show_her_never_lies_open_in_a_bundle(at_work, asked, kept):
    dalia, case, client, number = at_work
    where = address(case.number)
    post(client, "dossiers:begin", where, language="en", jurisdiction="kri")
    ((key, _),) = drafts_of(open_case(dalia, case.number))
    post(
        client, "dossiers:exhibits", where, key, chosen=str(number),
        **{f"intimate-{number}": "yes", f"original-{number}": asked},
    )  # fmt: skip
    ((_, draft),) = drafts_of(open_case(dalia, case.number))
    assert draft.exhibits[number].original == kept


@pytest.fixture
def draft(at_work):
    """A draft with one marked line of hers, gone through; gives how to make it."""
    dalia, case, client, number = at_work
    where = address(case.number)
    row = timeline_of(dalia, open_case(dalia, case.number)).rows[0]
    post(client, "vault:mark", where, **vars(row.spot), tag="other")
    post(client, "dossiers:begin", where, language="en", jurisdiction="kri")
    ((key, _),) = drafts_of(open_case(dalia, case.number))
    post(
        client, "dossiers:exhibits", where, key, chosen=str(number), **{f"what-{number}": "a chat"}
    )  # fmt: skip
    post(
        client, "dossiers:chats", where, key, chat=f"{number}/", hers="Noor T",
        **{f"much:{number}/": "marked"},
    )  # fmt: skip
    post(client, "dossiers:warned", where, key)

    def made(**words):
        post(client, "dossiers:sentence", where, key, "statement", basis="states", **words)
        for _, sentence in drafts_of(open_case(dalia, case.number))[0][1].sentences():
            post(client, "dossiers:judge", where, key, id=sentence.id, says="clear")
        answer = client.post(reverse("dossiers:make", args=[where, key]))
        return answer, papers_of(open_case(dalia, case.number))

    return made


def test_a_code_stands_for_her_in_the_lines_of_a_chat(draft):
    answer, (paper,) = draft(text="he wrote to me")
    assert answer.status_code == 302
    (line,) = paper.snapshot.lines()
    assert line.sender == paper.code
    assert line.text == "hello, synthetic"


def test_her_name_in_the_statement_stops_the_paper(draft):
    answer, papers = draft(text="he wrote to Noor T, who is me")
    assert answer.status_code == 409
    assert papers == []


def test_a_dossier_is_made_and_a_stranger_checks_its_bundle(at_work, tmp_path):
    dalia, case, client, number = at_work
    where = address(case.number)
    timeline = timeline_of(dalia, open_case(dalia, case.number))
    row = timeline.rows[2]
    spot = vars(row.spot)
    post(client, "vault:mark", where, **spot, tag="threat")
    assert [m.tag for m in marks_of(open_case(dalia, case.number))] == ["threat"]
    post(
        client, "vault:trace-settle", where, kind="phone", normal="+9647700000000", state="confirmed",
        words="she knows the number",
    )  # fmt: skip
    (trace,) = confirmed_of(open_case(dalia, case.number))
    (place,) = trace.places
    assert CHAT[place.start : place.end] == b"+964 770 000 0000"
    post(
        client, "vault:loss-enter", where, kind="transfer", amount="٥٠٠٬٠٠٠", unit="IQD", day="2024-03-06",
        channel="synthetic wallet", reference="REF-1", proofs=str(number),
    )  # fmt: skip
    post(client, "dossiers:begin", where, language="ar", jurisdiction="federal")
    ((key, _),) = drafts_of(open_case(dalia, case.number))
    post(client, "dossiers:fill", where, key, "her-words")
    post(client, "dossiers:fill", where, key, "marked")
    post(
        client, "dossiers:exhibits", where, key, chosen=str(number),
        **{f"what-{number}": "a chat", f"original-{number}": "in_bundle"},
    )  # fmt: skip
    post(client, "dossiers:chats", where, key, chat=f"{number}/", **{f"much:{number}/": "marked"})
    post(
        client,
        "dossiers:elements",
        where,
        key,
        name="threat",
        support="supported",
        exhibits=str(number),
        text="line 3",
    )
    post(client, "dossiers:texts", where, key, platform="whatsapp")
    assert get(client, "dossiers:draft", where, key)
    review = get(client, "dossiers:review", where, key)
    assert "send everything to your father" in text(review)
    refused = client.post(reverse("dossiers:make", args=[where, key]))
    assert refused.status_code == 409
    post(client, "dossiers:warned", where, key)
    draft = drafts_of(open_case(dalia, case.number))[0][1]
    for _, sentence in draft.sentences():
        post(client, "dossiers:judge", where, key, id=sentence.id, says="clear")
    post(client, "dossiers:make", where, key)
    (paper,) = papers_of(open_case(dalia, case.number))
    assert get(client, "dossiers:paper", where, paper.key)
    pdf = client.post(reverse("dossiers:pdf", args=[where, paper.key]))
    assert pdf.content.startswith(b"%PDF-")
    (tmp_path / "paper.pdf").write_bytes(pdf.content)
    printed = subprocess.run(
        ["pdftotext", tmp_path / "paper.pdf", "-"], capture_output=True, check=True
    )
    assert "+964 770 000 0000" in printed.stdout.decode()
    answer = client.post(reverse("dossiers:bundle", args=[where, paper.key]))
    content = b"".join(answer.streaming_content)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert any(name.endswith("dossier.pdf") for name in names)
    (tmp_path / "bundle.zip").write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        (verifier,) = [n for n in names if n.endswith("/verify.py")]
        (tmp_path / "verify.py").write_bytes(bundle.read(verifier))
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "verify.py", tmp_path / "bundle.zip", "--lang", "en"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
