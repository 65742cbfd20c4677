"""Answers as tables over HTTP, and files with those who work on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.answer_tables import written_when
from api.app import create_app
from api.settings import Settings
from tests.api.workplace import NOW


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def test_tables_are_those_that_csv_writes_with_the_command_that_asks_the_same(
    client: TestClient,
) -> None:
    asked = "/ask/messengers?to=2025/0059&as_of=2026-11-20"
    answer = client.get(f"{asked}&tables=true").json()
    assert [table["title"] for table in answer["tables"]] == ["Messengers", "Gaps"]
    assert answer["command"] == "corridors messengers 2025/0059 --as-of 2026-11-20"
    assert (answer["as_of"], answer["level"]) == ("2026-11-20", "office")
    for table in answer["tables"]:
        lines = client.get(f"{asked}&csv=true&sheet={table['title']}").text.splitlines()
        assert lines[0] == ",".join(table["columns"])
        assert len(lines) == len(table["rows"]) + 1
        assert {len(row) for row in table["rows"]} == {len(table["columns"])}


def test_tables_of_a_lower_level_show_no_more(client: TestClient) -> None:
    asked = "/ask/messengers?to=2025/0059&tables=true"
    assert "org:hrw" in client.get(asked).text
    public = client.get(asked, headers={"Corridors-Level": "public"})
    assert "org:hrw" not in public.text
    rules = client.get("/ask/rules?tables=true", headers={"Corridors-Level": "public"})
    assert rules.json()["level"] == "public"


def test_a_saved_question_answers_as_tables(client: TestClient) -> None:
    for name, question, given in (
        ("watched file", "messengers", {"to": ["2025/0059"]}),
        ("watched route", "route", {"to": ["2025/0059"]}),
    ):
        body = {"question": question, "parameters": given}
        assert client.put(f"/saved/{name}", json=body).status_code == 200
        answer = client.get(f"/saved/{name}/tables").json()
        assert answer["title"] == name
        assert answer["command"] == f"corridors again '{name}'"
        assert answer["tables"][0]["rows"]
        assert client.delete(f"/saved/{name}").status_code == 200


def test_questions_say_their_topic_and_group(client: TestClient) -> None:
    listed = {one["name"]: one for one in client.get("/ask").json()}
    assert listed["messengers"]["topic"] == "coalition"
    assert (listed["file-shadows"]["topic"], listed["file-shadows"]["group"]) == (
        "EU-policy follow-up",
        "named",
    )
    assert all(one["topic"] for one in listed.values())


def test_files_come_newest_first_with_how_many_work_on_them(client: TestClient) -> None:
    files = client.get("/files").json()
    assert [one["actor"]["id"] for one in files] == sorted(
        (one["actor"]["id"] for one in files), reverse=True
    )
    return_file = next(one for one in files if one["number"] == "2025/0059(COD)")
    assert return_file["rapporteurs"] == 7
    assert all(one["rapporteurs"] for one in files)
    assert len(client.get("/files?limit=1").json()) == 1
    assert client.get("/files?as_of=1999-01-01").json() == []


def test_a_day_and_a_moment_are_written_so_that_a_shell_reads_them() -> None:
    assert written_when({"as_of": None, "known_at": None}) == ""
    assert written_when({"known_at": "2026-03-04 $(x)"}) == " --known-at '2026-03-04 $(x)'"
