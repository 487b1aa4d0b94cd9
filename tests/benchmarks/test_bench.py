"""`./bench`: every bench is there, and what it prints can be read by people and programs. Nothing is timed."""

import inspect
import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as command
from benchmarks.benches import BENCHES
from benchmarks.counting import RequestLines
from benchmarks.figure import AtLeast, AtMost, Figure, Peer
from benchmarks.spread import median, percentile
from benchmarks.stage import Stage

NAMES = (
    "weight", "site", "flow", "receipt", "letterbox", "upload",
    "chats", "identifiers", "dossier", "darkroom", "hashing", "desk",
)  # fmt: skip
KEYS = {"figure", "value", "unit", "budget", "holds", "peer", "ratio"}
PEERS = (
    Peer(name="Quoted", value=20.0, quoted=True, source="a paper"),
    Peer(name="Same run", value=50.0, quoted=False, source="this run"),
)


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch):
    """Every bench yields these figures instead of measuring."""

    def stub(*figures: Figure) -> None:
        def measure(_stage: Stage) -> Iterator[Figure]:
            yield from figures

        monkeypatch.setattr(
            "benchmarks.benches.import_module", lambda _: SimpleNamespace(measure=measure)
        )

    return stub


def test_every_bench_of_the_budgets_is_listed(capsys: pytest.CaptureFixture[str]):
    assert command.main(["--list"]) == command.KEPT
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == list(NAMES)


def test_without_a_name_it_lists_too(capsys: pytest.CaptureFixture[str]):
    assert command.main([]) == command.KEPT
    assert len(capsys.readouterr().out.splitlines()) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_has_a_module_that_measures_on_a_stage(name: str):
    measure = BENCHES[name].measure()
    assert next(iter(inspect.signature(measure).parameters)) == "stage"


def test_a_figure_is_one_line_of_json_and_a_row_for_people(stubbed, capsys):
    # Given a bench of two figures, one with a budget and peers
    stubbed(
        Figure("first page", 10, "bytes", AtMost(14), PEERS), Figure("beside it", 1.23456, "ms")
    )
    # When it is run
    assert command.main(["weight"]) == command.KEPT
    # Then each is one line with seven names, and the same stands in the table
    said = capsys.readouterr()
    first, second = map(json.loads, said.out.splitlines())
    assert set(first) == set(second) == KEYS
    assert first["value"] == 10
    assert first["budget"] == {"at_most": 14}
    assert first["holds"] is True
    assert first["peer"] == {"name": "Quoted", "value": 20.0, "quoted": True, "source": "a paper"}
    assert first["ratio"] == 2
    assert second["budget"] is second["holds"] is second["peer"] is second["ratio"] is None
    assert second["value"] == 1.235
    assert "first page" in said.err and "holds" in said.err


def test_a_missed_budget_is_told_by_the_exit_code(stubbed, capsys):
    stubbed(Figure("stored", 30, "1/s", AtLeast(1_000), PEERS))
    assert command.main(["letterbox"]) == command.MISSED
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is False
    assert told["peer"]["name"] == "Same run"  # the hardest to beat where more is better
    assert told["ratio"] == 0.6


def test_what_breaks_is_told_and_the_others_are_still_measured(monkeypatch, capsys):
    # Given one bench that breaks after its first figure
    def broken(_stage: Stage) -> Iterator[Figure]:
        yield Figure("before", 1, "ms")
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(
        "benchmarks.benches.import_module", lambda _: SimpleNamespace(measure=broken)
    )
    # When two are asked for, both are tried, and what was measured is kept
    assert command.main(["flow", "desk"]) == command.BROKEN
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "the disk is gone" in said.err


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        command.main(["nothing"])
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize("piece", [1, 7, 1_000])
def test_requests_are_found_however_the_bytes_are_cut(piece: int):
    looks_like_a_request = b"GET / HTTP/1.1\r\n\r\n"
    head = b"POST /v1/report HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
    sent = head % len(looks_like_a_request) + looks_like_a_request
    sent += b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
    found: list[str] = []
    lines = RequestLines(found)
    for start in range(0, len(sent), piece):
        lines.feed(sent[start : start + piece])
    assert found == ["POST /v1/report", "GET /x"]


def test_percentiles_are_values_that_were_measured():
    assert percentile(range(1, 101), 99) == 99
    assert median([5, 1, 9]) == 5
    assert percentile([4.0], 99) == 4.0
