import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceChanged, SourceUnavailable
from loaders.base import Rejection
from loaders.stream import MAX_CELL, MAX_LINE, Stream, lines, opened, rows, tuples, whole
from loaders.tabular import Column, Row
from tests.loaders.source_files import stream

COLUMNS = (Column("a", "first", required=True), Column("b", "second"))


def content(path: Path, largest: int = 1_000) -> bytes:
    with opened(path, largest) as found:
        return b"".join(found.chunks)


@pytest.mark.parametrize("packed", [False, True])
def test_file_is_read_whole_packed_or_not(tmp_path: Path, packed: bool) -> None:
    (tmp_path / "x.csv").write_bytes(gzip.compress(b"a,b\n") if packed else b"a,b\n")
    assert content(tmp_path / "x.csv") == b"a,b\n"


def test_file_that_is_not_there_is_away(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="does not exist"):
        content(tmp_path / "x.csv")


def test_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(gzip.compress(b"0" * 10_000_000))
    with pytest.raises(SourceChanged, match="more than 1000 bytes"):
        content(tmp_path / "x.csv")


@pytest.mark.parametrize("cut", [3, 20, 60])
def test_broken_gzip_is_said(tmp_path: Path, cut: int) -> None:
    packed = gzip.compress(bytes(range(200)))
    (tmp_path / "x.csv").write_bytes(packed[:cut])
    with pytest.raises(SourceChanged, match="cannot be unpacked"):
        content(tmp_path / "x.csv")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 7))
def test_lines_do_not_depend_on_where_chunks_end(text: str, size: int) -> None:
    plain = text.removeprefix("\ufeff").encode()
    chunks = [plain[at : at + size] for at in range(0, len(plain), size)]
    assert "".join(lines(Stream("x", chunks))) == plain.decode().removeprefix("\ufeff")


def test_byte_order_mark_is_no_part_of_the_header() -> None:
    (row,) = rows(stream(b"\xef\xbb\xbfa,b\n1,2\n"), COLUMNS)
    assert isinstance(row, Row)
    assert row.cells == {"a": "1", "b": "2"}


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 65_536


def test_line_without_an_end_stops_at_the_limit() -> None:
    with pytest.raises(SourceChanged, match=f"line of more than {MAX_LINE}"):
        list(rows(stream(endless()), COLUMNS))


@pytest.mark.parametrize("text", [b"a,b\n\xff\n", b"a,b\n1,\xc3"])
def test_text_that_is_no_utf8_is_said(text: bytes) -> None:
    with pytest.raises(SourceChanged, match="no UTF-8"):
        list(rows(stream(text), COLUMNS))


@pytest.mark.parametrize("header", ["", "a\n", "b,c\n", "a,b,a\n", "\n"])
def test_header_of_another_table_is_said_with_the_hint(header: str) -> None:
    with pytest.raises(SourceChanged, match=r"Expected a, b\. Load another\."):
        list(rows(stream(header), COLUMNS, " Load another."))


def test_columns_may_stand_in_another_order_with_others_between() -> None:
    (row,) = rows(stream("b,x,a\n2,0,1\n"), COLUMNS)
    assert isinstance(row, Row)
    assert row.cells == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1", "1 cells; expected 2"),
        ("1,2,3", "3 cells; expected 2"),
        (",2", "column a"),
        (f"1,{'x' * (MAX_CELL + 1)}", f"more than {MAX_CELL} characters"),
    ],
)
def test_bad_row_is_named_and_the_next_is_read(line: str, reason: str) -> None:
    bad, good = rows(stream(f"a,b\n{line}\n3,4\n"), COLUMNS)
    assert isinstance(bad, Rejection)
    assert bad.place == "made-by-us row 2"
    assert reason in bad.reason
    assert isinstance(good, Row)
    assert good.place == "made-by-us row 3"


def test_quote_left_open_does_not_swallow_the_rest_in_silence() -> None:
    with pytest.raises(SourceChanged, match="made-by-us line"):
        list(rows(stream('a,b\n"1,2\n3,4\n'), COLUMNS))


def test_tuples_give_the_wanted_cells_in_order_and_reject_rows_of_another_width() -> None:
    made = Stream("t.csv", [b"b,a,c\n1,2,3\n4,5\n\n6,", b'"7,8",9\n'])
    found = list(tuples(made, ("a", "b")))
    assert found == [
        (2, ("2", "1")),
        Rejection("t.csv row 3", "2 cells; expected 3"),
        (5, ("7,8", "6")),
    ]


def test_tuples_of_another_header_stop_before_the_first_row() -> None:
    with pytest.raises(SourceChanged, match="columns a"):
        list(tuples(Stream("t.csv", [b"b\n1\n"]), ("a", "b")))


def test_whole_gives_every_byte_up_to_its_limit() -> None:
    assert whole(Stream("x", [b"ab", b"c"]), 3) == b"abc"
    with pytest.raises(SourceChanged, match="more than 2 bytes"):
        whole(Stream("x", [b"ab", b"c"]), 2)
