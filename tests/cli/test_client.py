"""`amana report` and `amana return` against a relay and desk that really run."""

import pytest

from amana.cli.report import read_receipt
from amana.seal.receipt import MistypedReceipt
from tests.cli.demonstration import amana

pytestmark = pytest.mark.slow


def words_of(printed: str) -> str:
    """The receipt as somebody copies it from the screen."""
    words = [line.partition(". ")[2] for line in printed.splitlines() if line[:1].isdigit()]
    assert len(words) == 8, printed
    return ",".join(words) + "\n"


@pytest.fixture
def site(demo):
    return ["--site", str(demo.root / "site")]


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_a_receipt_brings_her_back_in_any_language(site, language):
    sent = amana("report", *site, "--language", language, given="Synthetic words of a test.\n")
    assert sent.returncode == 0, sent.stderr
    back = amana("return", *site, "--language", language, given=words_of(sent.stdout))
    assert back.returncode == 0, back.stderr
    assert "Your report is" in back.stdout


def test_she_writes_again_with_files_and_destroys(site, tmp_path):
    large = tmp_path / "synthetic.bin"
    large.write_bytes(b"synthetic " * 250_000)
    sent = amana("report", *site, "--language", "en", "--file", str(large), given="Synthetic.\n")
    assert sent.returncode == 0, sent.stderr
    receipt = tmp_path / "receipt"
    receipt.write_text(words_of(sent.stdout))
    letter = tmp_path / "letter.txt"
    letter.write_text("A second synthetic letter.\n")
    mine = [*site, "--language", "en", "--receipt-file", str(receipt)]
    for _ in range(2):
        again = amana("return", *mine, "--write-file", str(letter), "--file", str(letter))
        assert again.returncode == 0, again.stderr
        assert "Sent." in again.stdout
    gone = amana("return", *mine, "--destroy")
    assert "destroyed" in gone.stdout, gone.stderr
    after = amana("return", *mine)
    assert after.returncode == 1
    assert "Nothing is there under this receipt" in after.stderr


def test_a_slip_is_caught_before_anything_is_sent(site):
    words = words_of(amana("report", *site, "--language", "en", given="Synthetic.\n").stdout)
    slipped = first_slip(words.strip().split(","))
    told = amana("return", *site, "--language", "en", given=",".join(slipped) + "\n")
    assert told.returncode == 1
    assert "Nothing was sent" in told.stderr


def first_slip(words: list[str]) -> list[str]:
    """Two neighbours changed about; six check bits let one such slip in 64 pass, which is not the one wanted here."""
    for at in range(7):
        slipped = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
        try:
            read_receipt(",".join(slipped), "en")
        except MistypedReceipt:
            return slipped
    raise AssertionError(words)


def test_leaving_everybody_out_seals_to_nobody(site, demo):
    listed = amana("report", *site, "--list").stdout.splitlines()[1:]
    people = [line.split()[0] for line in listed]
    assert len(people) == 6
    out = [f"--leave-out={person}" for person in people]
    refused = amana("report", *site, *out, given="Synthetic.\n")
    assert refused.returncode == 1
    assert "Nothing was locked or sent" in refused.stderr
    one = amana("report", *site, *out[1:], "--language", "en", given="Synthetic.\n")
    assert one.returncode == 0, one.stderr


def test_a_relay_that_is_away_is_said(demo, tmp_path):
    instance = next((demo.root / "site" / "client").glob("instance.*.json")).read_text()
    away = tmp_path / "instance.json"
    away.write_text(instance.replace(str(demo.record["ports"]["relay"]), "9"))
    refused = amana("report", "--site", str(away), given="Synthetic.\n")
    assert "The relay cannot be reached" in refused.stderr


@pytest.mark.parametrize("wanted", ["AAAAAAAAAAA", "not an id"])
def test_a_desk_that_is_not_in_the_directory_is_said(site, wanted):
    refused = amana("report", *site, "--desk", wanted, given="Synthetic.\n")
    assert refused.returncode == 1
    assert "The desk that you named is not in the directory. Nothing was sent." in refused.stderr


def test_a_relay_that_lost_its_directory_stores_nothing(site, demo):
    """Her page still believes a directory; the relay knows the desk no longer."""
    from amana.cli.survivor.compiled import Compiled
    from amana.cli.survivor.letterbox import DeskGoneError, Letterbox
    from amana.wire.requests import ReportPayload, TicketPayload

    relay = Compiled.read(demo.root / "site").relay
    with Letterbox(relay) as letterbox:
        payload = ReportPayload(b"unlisted", bytes(16), bytes(32), b"synthetic" * 2_000)
        with pytest.raises(DeskGoneError):
            letterbox.send(payload)
        with pytest.raises(DeskGoneError):
            letterbox.ticket(TicketPayload(b"unlisted", bytes(16), 0))
        assert letterbox.status(bytes(16), bytes(32)) == 0


def test_no_words_are_no_report(site):
    refused = amana("report", *site, given="\n")
    assert "Nothing was given to read" in refused.stderr
