"""A table opens in a spreadsheet as what it says: nothing that he wrote is ever computed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.evidence.tables import cell, table


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+964 770 000 0000",
        "-5",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\u200f=cmd|' /C calc'!A0",
        "＝1",
        "\ufeff=1",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text) == "'" + text


def test_other_texts_stay_as_they_are() -> None:
    for text in ("أرسل ٥٠٠ دولار", "bad.user", "0770 000 0000", "a=b", ""):
        assert cell(text) == text
    assert cell((1, 2)) == "1;2"


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2),
        max_size=5,
    )
)
def test_rows_come_back_with_quotes_line_ends_and_commas(rows: list[list[str]]) -> None:
    data = b"".join(table(["one", "two"], rows))
    assert data.startswith(b"\xef\xbb\xbf")
    back = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert back == [["one", "two"], *[[cell(text) for text in row] for row in rows]]
