import pytest

from graph.errors import InputError, NotADate, SourceChanged
from graph.levels import Level
from graph.period import EndKind
from loaders.table_files import MAX_COLUMNS, read_sheet
from loaders.table_header import MAX_CELL
from loaders.tabular import Column, Row, check_row

COLUMNS = (Column("name", "a name", required=True), Column("year", "a year"))


def rows_of(text: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_sheet(text.encode(), "t.csv", COLUMNS).rows]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_commas_semicolons_and_a_byte_order_mark_are_read_alike(
    separator: str, mark: bytes
) -> None:
    text = separator.join(["name", "year"]) + "\n" + separator.join(["Zürich", "2020"]) + "\n"
    (row,) = read_sheet(mark + text.encode(), "t.csv", COLUMNS).rows
    assert dict(row.cells) == {"name": "Zürich", "year": "2020"}


def test_header_case_and_column_order_do_not_matter() -> None:
    assert rows_of("Year, NAME \n2020,x\n") == [{"name": "x", "year": "2020"}]
    assert list(rows_of("year,name\n2020,x\n")[0]) == ["name", "year"]


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    text = 'name,year\n"two\nlines",1\n\n,\nlast,2\n'
    rows = read_sheet(text.encode(), "t.csv", COLUMNS).rows
    assert [row.place for row in rows] == ["t.csv row 2", "t.csv row 5"]
    assert rows[0].cells["name"] == "two\nlines"


def test_columns_that_nobody_reads_are_named() -> None:
    sheet = read_sheet(b"name,colour\nx,red\n", "t.csv", COLUMNS)
    assert sheet.unread == ("colour",)
    assert dict(sheet.rows[0].cells) == {"name": "x"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name\ncaf\xe9\n", "line 2: byte 0xe9"),
        ("name\nx\n".encode("utf-16-le"), "zero bytes"),
        (b"", "Found: nothing"),
        (b"year\n2020\n", r"t\.csv: column name is missing. Found: year. Expected .*\[year\]"),
        (b"name,name\nx,y\n", "'name' twice"),
        (b'name\n"open\nx\n', "Save it as CSV again"),
        (b"name\nx" + b"," * MAX_COLUMNS + b"\n", f"line 2: more than {MAX_COLUMNS} columns"),
        (b"name\n" + b"x" * (MAX_CELL + 1) + b"\n", "row 2, column name: more than"),
    ],
)
def test_a_file_in_another_form_stops_the_load(content: bytes, words: str) -> None:
    with pytest.raises(SourceChanged, match=words):
        read_sheet(content, "t.csv", COLUMNS)


@pytest.mark.parametrize(
    "column",
    [
        "client",
        "Patient name",
        "diagnosis",
        "Mental Health",
        "therapy_start",
        "case_no",
        "Case No.",
        "case number",
        "survivor_name",
        "Survivors",
        "victim",
        "date of birth",
        "Thérapie",
    ],
)
def test_a_column_about_clients_or_health_stops_the_load(column: str) -> None:
    with pytest.raises(InputError, match="clients or health") as refused:
        read_sheet(f"name,{column}\nx,y\n".encode(), "t.csv", COLUMNS)
    assert "Nothing was loaded" in str(refused.value)


@pytest.mark.parametrize("column", ["cases", "case_law", "website", "size_note"])
def test_other_columns_do_not_stop_the_load(column: str) -> None:
    assert read_sheet(f"name,{column}\nx,y\n".encode(), "t.csv", COLUMNS).rows


def test_a_text_with_commas_and_no_quotes_is_not_guessed() -> None:
    (row,) = read_sheet(b"name,year\na, b,2020\n", "t.csv", COLUMNS).rows
    with pytest.raises(InputError, match=r"row 2: 3 cells instead of 2; .* quotes"):
        check_row(row, COLUMNS)


def test_a_required_cell_must_be_filled() -> None:
    (row,) = read_sheet(b"name,year\n,2020\n", "t.csv", COLUMNS).rows
    with pytest.raises(InputError, match=r"t\.csv row 2, column name: ''; expected a value"):
        check_row(row, COLUMNS)


@pytest.mark.parametrize(
    ("text", "number"), [("1500", 1500), ("1,500,000", 1500000), ("12.5", 12.5), ("1 500", 1500)]
)
def test_numbers_may_be_grouped_by_thousands(text: str, number: float) -> None:
    assert Row("p", {"n": text}).number("n") == number


@pytest.mark.parametrize("text", ["twelve", "nan", "inf", "1,5,0"])
def test_what_is_no_number_is_named_with_its_place(text: str) -> None:
    with pytest.raises(InputError, match=f"p, column n: '{text}'; expected a number"):
        Row("p", {"n": text}).number("n")


def test_a_share_lies_between_0_and_1() -> None:
    assert Row("p", {"n": "0.4"}).share("n") == 0.4
    with pytest.raises(InputError, match="between 0 and 1"):
        Row("p", {"n": "40"}).share("n")


@pytest.mark.parametrize(
    ("end", "kind"),
    [("", EndKind.UNKNOWN), ("open", EndKind.OPEN), ("2020-05", EndKind.KNOWN)],
)
def test_an_end_is_known_open_or_unknown(end: str, kind: EndKind) -> None:
    period = Row("p", {"valid_from": "2019", "valid_to": end}).period()
    assert period.end_kind is kind
    assert str(period.start) == "2019-01-01"
    assert period.end is None or str(period.end) == "2020-05-31"


def test_what_is_no_date_is_named_with_its_place() -> None:
    with pytest.raises(NotADate, match="p, column valid_from: 'soon'"):
        Row("p", {"valid_from": "soon"}).period()


def test_a_row_may_name_its_level() -> None:
    assert Row("p", {"level": "Protected"}).level(Level.PUBLIC) is Level.PROTECTED
    assert Row("p", {"level": ""}).level(Level.OFFICE) is Level.OFFICE
    with pytest.raises(InputError, match="no access level"):
        Row("p", {"level": "secret"}).level(Level.PUBLIC)
