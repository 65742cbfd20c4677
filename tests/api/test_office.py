"""Contacts and notes entered by hand, through the HTTP door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.free_text import require_no_case
from api.settings import Settings
from graph.errors import InputError
from graph.levels import Level
from tests.api.doors import serving, small_home

CONTACT = {
    "organization": "ECRE",
    "person": "Ada Lovelace",
    "channel": "meeting",
    "day": "2026-06-02",
}
PUBLIC = {"Corridors-Level": "public"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with serving(Settings(small_home(tmp_path / "home"))) as opened:
        yield opened


def test_a_contact_is_listed_with_who_says_so_and_each_day_is_one(client: TestClient) -> None:
    for day in ("2026-06-02", "2026-06-03"):
        assert client.post("/contacts", json={**CONTACT, "day": day}).status_code == 201
    assert client.post("/contacts", json=CONTACT).status_code == 200
    found = client.get("/contacts", params={"of": "ECRE"}).json()
    days = [one["period"]["start"] for one in found]
    assert sorted(days) == ["2026-05-04", "2026-06-02", "2026-06-03"]
    assert {one["evidence"][0]["source"] for one in found} == {"register", "office-entries-office"}
    assert client.get("/contacts", headers=PUBLIC).json() == []


def test_lists_come_in_pages_that_link_to_the_next(client: TestClient) -> None:
    for day in range(1, 6):
        client.post("/contacts", json={**CONTACT, "day": f"2026-06-0{day}"})
    whole = [one["id"] for one in client.get("/contacts").json()]
    seen: list[str] = []
    address: str | None = "/contacts?limit=2"
    while address:
        page = client.get(address)
        seen += [one["id"] for one in page.json()]
        address = page.links.get("next", {}).get("url")
    assert seen == whole
    assert len(whole) == 6


def test_a_note_is_seen_from_its_level_on(client: TestClient) -> None:
    note = {"about": "DROI", "text": "  The chair wants\n a hearing. "}
    assert client.post("/notes", json=note).status_code == 201
    (found,) = client.get("/notes", params={"about": "DROI"}).json()
    assert found["text"] == "The chair wants a hearing."
    assert found["evidence"][0]["source"] == "office-entries-office"
    assert client.get("/notes", params={"about": "DROI"}, headers=PUBLIC).json() == []


def test_nobody_writes_above_the_own_level(client: TestClient) -> None:
    note = {"about": "DROI", "text": "Hearing.", "level": "protected"}
    assert client.post("/notes", json=note).status_code == 422
    lower = {**note, "level": "network"}
    assert client.post("/notes", json=lower, headers=PUBLIC).status_code == 422


def test_about_somebody_hidden_it_is_as_if_there_were_nobody(client: TestClient) -> None:
    answers = [
        client.post(
            "/notes",
            json={"about": name, "text": "x", "level": "public"},
            headers=PUBLIC,
        )
        for name in ("Zelda Hidden", "Zelda Nobody")
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace("Hidden", "Nobody") == answers[1].text


def test_a_contact_that_has_not_taken_place_is_refused(client: TestClient) -> None:
    assert client.post("/contacts", json={**CONTACT, "day": "2027-01-01"}).status_code == 422


@pytest.mark.parametrize(
    "text",
    [
        "Our client from Syria will speak.",
        "He was diagnosed last year.",
        "She suffers from PTSD.",
        "Case no. 1234 is pending.",
        "DATE OF BIRTH 1.1.1970",
        "The patient's medical records",
        "is being treated at the centre",
    ],
)
def test_a_text_that_speaks_of_a_case_is_refused(client: TestClient, text: str) -> None:
    answer = client.post("/notes", json={"about": "DROI", "text": text})
    assert (answer.status_code, "clients or health" in answer.json()["detail"]) == (422, True)
    assert client.get("/notes", params={"about": "DROI"}).json() == []


@pytest.mark.parametrize(
    "text",
    [
        "Survivors of torture are named in recital 12.",
        "She chairs the public health committee.",
        "The centre offers rehabilitation and treatment.",
        "Asylum seekers are the subject of the file.",
    ],
)
def test_words_of_our_work_pass(text: str) -> None:
    require_no_case(text, "The note")


def test_what_is_at_fault_is_told_and_the_text_is_not_repeated() -> None:
    with pytest.raises(InputError, match="one of the people who are cared for") as refused:
        require_no_case("We brought Our  Clients along", "The note")
    assert "brought" not in str(refused.value)


def test_neighbourhood_is_the_table_of_the_picture(client: TestClient) -> None:
    found = client.get("/neighbourhoods", params={"of": "DROI"}).json()
    assert {one["name"] for one in found["actors"]} == {"DROI", "Ada Lovelace", "Zelda Hidden"}
    assert all(one["evidence"] for one in found["ties"])
    below = client.get("/neighbourhoods", params={"of": "DROI"}, headers=PUBLIC).json()
    assert {one["name"] for one in below["actors"]} == {"DROI", "Ada Lovelace"}
    assert (found["level"], below["level"]) == (Level.OFFICE.label, Level.PUBLIC.label)
