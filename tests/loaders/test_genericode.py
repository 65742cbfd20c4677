import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceChanged
from loaders.base import Rejection
from loaders.genericode import CodeList, CodeRow
from loaders.stream import MAX_CELL, Stream
from tests.loaders.authority_files import code_list, code_list_text
from tests.loaders.source_files import stream


def read(*rows: dict[str, str]) -> list[CodeRow | Rejection]:
    return list(CodeList(code_list("invented", rows), "invented"))


def test_row_has_code_name_and_labels_by_language() -> None:
    (row,) = read({"code": "INV", "Name": "Invented", "fra_label": "Inventé", "eng_label": "I"})
    assert row == CodeRow("list.gc row 1", "INV", "Invented", {"fra": "Inventé", "eng": "I"})


def test_version_is_that_of_the_list() -> None:
    rows = CodeList(code_list("invented", [{"code": "A", "Name": "B"}]), "invented")
    assert len(list(rows)) == 1
    assert rows.version == "20260101-0"


def test_english_label_stands_in_for_a_missing_name() -> None:
    (row,) = read({"code": "INV", "eng_label": "Invented"})
    assert isinstance(row, CodeRow)
    assert row.name == "Invented"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Name": "No code"}, "no code"),
        ({"code": "NONAME"}, "no Name"),
        ({"code": "LONG", "Name": "x" * (MAX_CELL + 1)}, "more than"),
    ],
)
def test_row_that_cannot_be_used_is_rejected_with_its_place(
    row: dict[str, str], reason: str
) -> None:
    good, bad = read({"code": "A", "Name": "B"}, row)
    assert isinstance(good, CodeRow)
    assert isinstance(bad, Rejection)
    assert bad.place == "list.gc row 2"
    assert reason in bad.reason


def test_column_twice_in_a_row_is_rejected() -> None:
    text = code_list_text("invented", [{"code": "A", "Name": "B"}]).replace(
        "</Row>", '<Value ColumnRef="code"><SimpleValue>C</SimpleValue></Value></Row>'
    )
    (row,) = CodeList(stream(text), "invented")
    assert isinstance(row, Rejection)
    assert "twice" in row.reason


@pytest.mark.parametrize(
    "made",
    [
        code_list("another", [{"code": "A", "Name": "B"}]),
        code_list("invented", []),
        stream("<CodeSet><Row/></CodeSet>"),
        stream('<!DOCTYPE CodeList [<!ENTITY a "b">]><CodeList><Row/></CodeList>'),
        stream("code,Name\nA,B\n"),
    ],
)
def test_what_is_no_such_list_stops_the_reading(made: Stream) -> None:
    with pytest.raises(SourceChanged):
        list(CodeList(made, "invented"))


@given(st.text(max_size=200))
def test_any_text_gives_rows_or_our_error(text: str) -> None:
    head = "<CodeList><Identification><LongName>invented</LongName></Identification>"
    try:
        rows = list(CodeList(stream(head + text), "invented"))
    except SourceChanged:
        return
    assert all(isinstance(row, CodeRow | Rejection) for row in rows)
