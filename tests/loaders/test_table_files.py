"""Tables as people keep them: any form gives the same rows, and client data give none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.errors import CorridorsError, InputError, SourceChanged
from loaders.column_map import read_pairs
from loaders.table_files import How, read_sheet
from loaders.tabular import Column, check_row
from tests.loaders.workbooks import saved, workbook_of

COLUMNS = (
    Column("name", "a name", required=True),
    Column("country_iso2", "a country", required=True),
    Column("year", "a year"),
)
ROWS = [("name", "country_iso2", "year"), ("Zürich & co", "CH", 2020), ("Ça va; bien", "FR", None)]
CELLS = [
    {"name": "Zürich & co", "country_iso2": "CH", "year": "2020"},
    {"name": "Ça va; bien", "country_iso2": "FR", "year": ""},
]


def text_of(separator: str) -> str:
    return "\n".join(
        separator.join(f'"{"" if cell is None else cell}"' for cell in row) for row in ROWS
    )


def cells(content: bytes, how: How | None = None) -> list[dict[str, str]]:
    sheet = read_sheet(content, "t.csv", COLUMNS, how or How())
    for row in sheet.rows:
        check_row(row, COLUMNS)
    return [{name: row.cells.get(name, "") for name in CELLS[0]} for row in sheet.rows]


@pytest.mark.parametrize(
    "content",
    [
        text_of(",").encode(),
        text_of(";").encode("utf-8-sig"),
        text_of("\t").encode("utf-16"),
        b"\xfe\xff" + text_of("\t").encode("utf-16-be"),
        ("Our list\n\n" + text_of(",")).encode(),
        ("Our list, of a day, by us\n" + text_of(";")).encode(),
        workbook_of(ROWS),
        workbook_of([("generated on a day",), (), *ROWS]),
        workbook_of(ROWS, notes=[("nothing",)]),
    ],
)
def test_every_form_of_a_table_gives_the_same_rows(content: bytes) -> None:
    assert cells(content) == CELLS


def test_another_encoding_is_read_only_where_it_is_named() -> None:
    content = text_of(";").encode("windows-1252")
    with pytest.raises(SourceChanged, match="--encoding windows-1252"):
        cells(content)
    assert cells(content, How(encoding="Windows-1252")) == CELLS
    with pytest.raises(InputError, match="no encoding known here"):
        cells(content, How(encoding="rot13"))


@pytest.mark.parametrize(("encoding", "told"), [("utf-8", ()), ("utf-16", ("Read as utf-16.",))])
def test_the_encoding_that_was_read_is_told_where_it_is_not_the_usual(
    encoding: str, told: tuple[str, ...]
) -> None:
    assert read_sheet(text_of(",").encode(encoding), "t.csv", COLUMNS).notes == told


def test_rows_of_a_workbook_say_where_they_stand() -> None:
    content = workbook_of([("list",), *ROWS], other=[("x",)])
    sheet = read_sheet(content, "t.xlsx", COLUMNS)
    assert [row.place for row in sheet.rows] == [
        "t.xlsx sheet Sheet row 3",
        "t.xlsx sheet Sheet row 4",
    ]
    assert any("header is row 2" in note for note in sheet.notes)
    assert any("not read: other" in note for note in sheet.notes)


def test_a_formula_rejects_its_row_only_where_it_is_read() -> None:
    content = workbook_of([(*ROWS[0], "sum"), ("=1+1", "FR", 1, 2), ("A", "FR", 1, "=C3")])
    bad, good = read_sheet(content, "t.xlsx", COLUMNS).rows
    with pytest.raises(InputError, match=r"t\.xlsx row 2, cell A2: a formula"):
        check_row(bad, COLUMNS)
    check_row(good, COLUMNS)


def test_the_sheet_with_the_header_is_found_or_named() -> None:
    two = workbook_of(ROWS, title="a", b=ROWS)
    with pytest.raises(InputError, match=r"several sheets.*'a', 'b'.*--sheet"):
        cells(two)
    assert cells(two, How(sheet="B")) == CELLS
    with pytest.raises(InputError, match=r"no sheet 'c'\. It has: 'a', 'b'"):
        cells(two, How(sheet="c"))
    assert cells(workbook_of([("x",)], title="a", b=ROWS)) == CELLS
    with pytest.raises(InputError, match="no workbook"):
        cells(text_of(",").encode(), How(sheet="a"))


def test_a_hidden_sheet_is_not_read_unless_it_is_named() -> None:
    content = workbook_of([("x",)], title="a", hidden=ROWS)
    with pytest.raises(SourceChanged, match="is missing"):
        cells(content)
    assert cells(content, How(sheet="hidden")) == CELLS


CLIENTS = [("name", "Patient name"), ("A", "somebody")]


@pytest.mark.parametrize(
    "content",
    [
        workbook_of(ROWS, hidden=CLIENTS),
        workbook_of(ROWS, other=[("a title",), *CLIENTS]),
        workbook_of([(*ROWS[0], "diagnosis"), ("A", "FR", 1, "x")]),
        b"Patient name,country_iso2\nsomebody,FR\n",
    ],
)
def test_columns_about_clients_are_refused_on_every_sheet_and_through_a_map(
    content: bytes,
) -> None:
    how = How(read_pairs(["Patient name=name"])) if content[:2] != b"PK" else How()
    with pytest.raises(InputError, match="clients or health"):
        cells(content, how)


def test_a_hidden_column_about_clients_is_refused() -> None:
    book = Workbook()
    for row in ((*ROWS[0], "case no"), ("A", "FR", 1, "x")):
        book.active.append(row)
    book.active.column_dimensions["D"].hidden = True
    with pytest.raises(InputError, match="clients or health"):
        cells(saved(book))


def test_a_header_that_is_near_is_offered_as_it_is_typed() -> None:
    with pytest.raises(SourceChanged) as told:
        cells(b"Organisation,Land\nA,FR\n")
    offer = "Did you mean: --map 'Organisation=name' --map 'Land=country_iso2'?"
    assert str(told.value).endswith(offer)
    how = How(read_pairs(["Organisation=name", "land = COUNTRY iso2", "year:=2020"]))
    assert cells(b"Organisation,Land\nA,FR\n", how) == [
        {"name": "A", "country_iso2": "FR", "year": "2020"}
    ]


@pytest.mark.parametrize(
    "header", ["Name,Country ISO2", " NAME , country-iso2 ", "Näme,Country_Iso2"]
)
def test_case_blanks_marks_and_underscores_of_a_header_do_not_matter(header: str) -> None:
    assert cells(f"{header}\nA,FR\n".encode())[0]["name"] == "A"


@pytest.mark.parametrize("header", ["Όνομα", "Име", "名称"])
def test_columns_in_any_script_can_be_mapped(header: str) -> None:
    content = f"{header},Χώρα\nA,FR\n".encode()
    (row,) = cells(content, How(read_pairs([f"{header}=name", "ΧΩΡΑ=country_iso2"])))
    assert (row["name"], row["country_iso2"]) == ("A", "FR")


@pytest.mark.parametrize(
    "header", ["Пациент", "Ασθενής", "Santé", "Paziente", "Geburtsdatum", "Nom de la victime"]
)
def test_columns_about_clients_are_seen_in_other_languages(header: str) -> None:
    with pytest.raises(InputError, match="clients or health"):
        cells(f"name,country_iso2,{header}\nA,FR,x\n".encode())


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (["Organisation=title"], "'title', no column of ours"),
        (["Verein=name"], "'verein', which t.csv has not. Found: Organisation, Land"),
        (["Organisation=name", "Land=name"], "column 'name' twice|country_iso2 is missing"),
    ],
)
def test_a_map_that_does_not_fit_is_told(pairs: list[str], words: str) -> None:
    with pytest.raises((InputError, SourceChanged), match=words):
        cells(b"Organisation,Land\nA,FR\n", How(read_pairs(pairs)))


def test_an_old_workbook_says_how_to_save_it() -> None:
    with pytest.raises(SourceChanged, match="Save it as XLSX"):
        cells(b"\xd0\xcf\x11\xe0" + b"\x00" * 100)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_our_error(content: bytes) -> None:
    try:
        read_sheet(content, "t.csv", COLUMNS)
    except CorridorsError:
        return
