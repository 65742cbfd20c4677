import struct
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.errors import CorridorsError, InputError, SourceChanged
from loaders.line import Line
from loaders.stream import Stream
from loaders.xlsx import Remarks, workbook
from tests.loaders.workbooks import SHEET, saved, sheet_xml, with_part, workbook_of

PLAIN = workbook_of([("name", "year"), ("Zürich <&>", 2020)])


def lines_of(content: bytes) -> list[Line]:
    with workbook(Stream("t.xlsx", [content])) as book:
        return list(book.lines(book.sheets[0]))


def by_hand(data: str, after: str = "") -> list[Line]:
    return lines_of(with_part(PLAIN, SHEET, sheet_xml(data, after)))


def test_cells_are_the_text_that_a_person_sees() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["x", 1500, 12.5, 0.1 + 0.2, True, None, "last"])
    sheet.append([date(2026, 3, 4), datetime.fromisoformat("2026-03-04T10:05"), 0.155, 7, 1e20])
    sheet["C2"].number_format, sheet["D2"].number_format = "0.0%", "0000"
    first, second = lines_of(saved(book))
    assert first == Line(1, ("x", "1500", "12.5", "0.3", "TRUE", "", "last"))
    assert second.cells == ("2026-03-04", "2026-03-04T10:05:00", "15.5%", "0007", "1e+20")


def test_days_counted_from_1904_are_the_same_days() -> None:
    book = Workbook()
    book.epoch = datetime.fromisoformat("1904-01-01")
    book.active.append([date(2026, 3, 4)])
    assert lines_of(saved(book))[0].cells == ("2026-03-04",)


def test_a_formula_has_no_value_whatever_was_calculated() -> None:
    (line,) = by_hand('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>3</v></c></row>')
    assert line.cells == ("", "3")
    assert [at for at, _ in line.faults] == [0]
    assert "formula" in line.faults[0][1]


def test_an_error_in_a_cell_is_no_value() -> None:
    (line,) = by_hand('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>')
    assert (line.cells, line.faults[0][0]) == ((), 0)


def test_texts_within_cells_are_read_without_their_reading_aids() -> None:
    data = '<row r="2"><c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r>'
    (line,) = by_hand(data + "<rPh><t>x</t></rPh></is></c></row>")
    assert line == Line(2, ("", "ab"))


def test_hidden_and_merged_cells_are_told_of() -> None:
    book = Workbook()
    sheet = book.active
    for _ in range(4):
        sheet.append(["a", "b", "c"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A1:B1")
    with workbook(Stream("t.xlsx", [saved(book)])) as opened:
        remarks = Remarks()
        assert len(list(opened.lines(opened.sheets[0], remarks))) == 4
    told = " ".join(remarks.told())
    assert "Hidden rows, read as all others: 3" in told
    assert "Hidden columns, read as all others: B" in told
    assert "A1:B1" in told


BOMB = b"<a>" + b" " * 3_000_000 + b"</a>"
HIDDEN_TYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("name", "part", "error", "words"),
    [
        ("xl/bomb.xml", BOMB, SourceChanged, "swells more than"),
        (SHEET, BOMB, SourceChanged, "swells more than"),
        ("../evil.xml", b"<a/>", InputError, "leaves the archive"),
        ("/evil.xml", b"<a/>", InputError, "leaves the archive"),
        ("c:\\evil.xml", b"<a/>", InputError, "leaves the archive"),
        ("xl/embeddings/more.xlsx", b"PK", InputError, "another archive"),
        ("docProps/custom.xml", HIDDEN_TYPE, SourceChanged, "document type"),
        (SHEET, HIDDEN_TYPE, SourceChanged, "document type"),
        (SHEET, b"no xml", SourceChanged, "no XML"),
        ("xl/workbook.xml", b"<a/", SourceChanged, "no XML"),
    ],
)
def test_a_workbook_that_means_harm_is_never_read(
    name: str, part: bytes, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        lines_of(with_part(PLAIN, name, part))


def test_two_parts_of_one_name_are_refused() -> None:
    file = BytesIO(PLAIN)
    with pytest.warns(UserWarning), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET, sheet_xml(""))
    with pytest.raises(InputError, match="two parts"):
        lines_of(file.getvalue())


def test_a_list_of_parts_beyond_measure_is_not_even_read() -> None:
    at = PLAIN.rfind(b"PK\x05\x06")
    more = PLAIN[: at + 10] + struct.pack("<H", 60_000) + PLAIN[at + 12 :]
    with pytest.raises(SourceChanged, match="parts"):
        lines_of(more)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('<row r="1"><c r="BDWGN1"><v>1</v></c></row>', "column 1000000"),
        ('<row r="1"><c r="AAAAAAAA1"><v>1</v></c></row>', "a cell called"),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>', "in order"),
        ('<row r="9"/><row r="2"/>', "rows in order"),
        ('<row r="1048577"/>', "rows in order"),
        ('<row r="1"><c t="s"><v>99</v></c></row>', "shared text 99"),
        (f'<row r="1"><c t="str"><v>{"x" * 100_001}</v></c></row>', "characters"),
    ],
)
def test_a_sheet_beyond_its_form_stops_the_reading(data: str, words: str) -> None:
    with pytest.raises(SourceChanged, match=words):
        by_hand(data)


def test_macros_and_links_are_told_of_and_never_opened() -> None:
    content = with_part(PLAIN, "xl/vbaProject.bin", b"\x00")
    content = with_part(content, "xl/externalLinks/externalLink1.xml", b"<a/>")
    with workbook(Stream("t.xlsx", [content])) as book:
        assert len(book.notes) == 2


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(count: int) -> int:
        rows = "".join(
            f'<row r="{number}"><c r="A{number}" t="str"><v>{number:040}</v></c></row>'
            for number in range(1, count + 1)
        )
        content = with_part(PLAIN, SHEET, sheet_xml(rows))
        del rows
        tracemalloc.start()
        with workbook(Stream("t.xlsx", [content])) as book:
            assert sum(1 for _ in book.lines(book.sheets[0])) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most - len(content)

    peak(1_000)
    assert peak(16_000) < peak(4_000) + 300_000


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_broken_workbook_gives_lines_or_our_error(data: st.DataObject) -> None:
    content = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        lines_of(bytes(content[: data.draw(st.integers(0, len(content)))]))
    except CorridorsError:
        return


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='<>/rcvtis"= =A1&;0x', max_size=80))
def test_any_sheet_gives_lines_or_our_error(text: str) -> None:
    try:
        by_hand(text)
    except CorridorsError:
        return
