"""Workbooks of what is on a page: whole, harmless, with the sources of the level asked at."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from api.workbooks import MEDIA_TYPE, written_xlsx
from queries.describe import Sheet
from tests.api.doors import serving

RISKY = ["=1+1", "+1", "-1", "@x", '=HYPERLINK("x")', "\x0bbell"]


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    with serving(Settings(home)) as opened:
        yield opened


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_no_text_becomes_a_formula() -> None:
    sheet = Sheet("Risky", ("=a",), tuple((text,) for text in RISKY), ("=note",))
    content = written_xlsx([sheet])
    page = read(content)["Risky"]
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    assert all(cell.quotePrefix for row in page.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_numbers_and_days_stay_what_they_are() -> None:
    sheet = Sheet("A", ("n", "day", "yes"), ((-1.5, date(2026, 3, 4), True), (None, None, 2)))
    rows = list(read(written_xlsx([sheet]))["A"].iter_rows(min_row=2, values_only=True))
    assert rows[0][0] == -1.5
    assert rows[0][1].date() == date(2026, 3, 4)
    assert rows[0][2] == "yes"
    assert rows[1] == (None, None, 2)


def test_titles_fit_the_format_and_stand_once() -> None:
    long = "Who [of us] goes: " + "x" * 40
    sheets = [Sheet(title, ("a",), ()) for title in (long, long.upper(), "", "a/b")]
    titles = read(written_xlsx(sheets)).sheetnames
    assert len({title.casefold() for title in titles}) == 4
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_the_same_tables_give_the_same_bytes() -> None:
    sheet = Sheet("A", ("a",), ((1,),))
    assert written_xlsx([sheet]) == written_xlsx([sheet])


def test_a_workbook_over_http_names_the_sources_of_its_level(client: TestClient) -> None:
    body = {
        "name": "sheet of ECRE",
        "tables": [{"title": "T", "columns": ["a"], "rows": [["=1"], [2]], "notes": ["n"]}],
    }
    answer = client.post("/workbooks", json=body)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert 'filename="sheet of ECRE.xlsx"' in answer.headers["content-disposition"]
    listed = {one["title"] for one in client.get("/sources").json()}
    told = read(answer.content)["Sources and licences"]
    assert listed <= {cell.value for cell in told["B"]}
    public = client.post("/workbooks", json=body, headers={"Corridors-Level": "public"})
    few = {
        one["title"]
        for one in client.get("/sources", headers={"Corridors-Level": "public"}).json()
    }
    shown = {cell.value for cell in read(public.content)["Sources and licences"]["B"]}
    assert few < listed
    assert not (listed - few) & shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tables": [{"title": "T", "columns": ["a"], "rows": [[1, 2]]}]}, "row 1 has 2 cells"),
        ({"name": '../x"\r\n'}, "name"),
        ({"tables": []}, "tables"),
    ],
)
def test_what_is_no_table_is_refused(
    client: TestClient, change: dict[str, object], said: str
) -> None:
    body = {"tables": [{"title": "T", "columns": ["a"], "rows": []}], **change}
    answer = client.post("/workbooks", json=body)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
