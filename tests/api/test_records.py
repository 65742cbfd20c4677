"""People by group, statements word by word, places: what the page of a record is made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from tests.api.doors import serving, small_home
from tests.api.workplace import home

__all__ = ["home"]

PUBLIC = {"Corridors-Level": "public"}


@pytest.fixture(scope="module")
def pack(home: Path) -> Iterator[TestClient]:
    """The starter pack; tests only read it."""
    with serving(Settings(home)) as opened:
        yield opened


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with serving(Settings(small_home(tmp_path / "home"))) as opened:
        yield opened


def test_a_file_names_its_shadows_with_group_country_and_source(pack: TestClient) -> None:
    found = pack.get("/rosters", params={"of": "2025/0059"}).json()
    by_group = {seat["group"]: seat for seat in found["seats"]}
    assert sorted(by_group) == ["ECR", "EPP", "ESN", "Greens/EFA", "PfE", "S&D", "The Left"]
    shadow = by_group["S&D"]
    assert shadow["person"]["name"] == "Murielle LAURENT"
    assert (shadow["role"], shadow["committee"]) == ("RAPPORTEUR_SHADOW", "LIBE")
    assert shadow["country"]["name"] == "France"
    assert shadow["evidence"][0]["source"] == "starter-files"


def test_a_committee_says_who_votes_and_a_country_who_represents_it(pack: TestClient) -> None:
    seats = pack.get("/rosters", params={"of": "LIBE"}).json()["seats"]
    majority = pack.post("/majorities", json={"body": "LIBE"}).json()
    assert sum(seat["votes"] for seat in seats) == majority["voters"]
    assert any(seat["role"] == "MEMBER_SUBSTITUTE" and not seat["votes"] for seat in seats)
    germans = pack.get("/rosters", params={"of": "Germany"}).json()["seats"]
    assert len(germans) == 96
    assert all(not seat["votes"] for seat in germans)


def test_a_seat_holds_on_its_days(pack: TestClient) -> None:
    early = pack.get("/rosters", params={"of": "2025/0059", "as_of": "2025-01-01"}).json()
    assert early["seats"] == []


def test_a_statement_has_its_page_its_level_and_its_days(pack: TestClient) -> None:
    asked = {"of": "Centre Primo Levi", "source": "starter-centres"}
    found = pack.get("/statements", params=asked).json()
    (city,) = [one for one in found if one["predicate"] == "city"]
    assert (city["value"], city["level"]) == ("Paris", "public")
    assert city["page"] == "fr.wikipedia.org (article on the centre)"
    assert city["url"] is None
    assert city["confirmed_at"].startswith("2026-06-29")
    record = pack.get("/statements", params={**asked, "record": "another"}).json()
    assert record == []


def test_an_address_of_a_source_is_given_as_one(pack: TestClient) -> None:
    found = pack.get("/statements", params={"of": "Freedom from Torture"}).json()
    assert {(one["source"], one["url"]) for one in found} == {
        ("starter-centres", "https://www.freedomfromtorture.org"),
        ("starter-places", "https://www.geonames.org/2643743"),
    }


def test_statements_are_of_the_level_of_whoever_asks(client: TestClient) -> None:
    both = client.get("/statements", params={"of": "DROI"}).json()
    below = client.get("/statements", params={"of": "DROI"}, headers=PUBLIC).json()
    assert {one["subject"] for one in both} - {one["subject"] for one in below} == {"ep-person:2"}
    hidden = client.get("/statements", params={"of": "Zelda Hidden"}, headers=PUBLIC)
    assert hidden.status_code == 404
    seats = client.get("/rosters", params={"of": "DROI"}, headers=PUBLIC).json()["seats"]
    assert [seat["person"]["name"] for seat in seats] == ["Ada Lovelace"]


def test_a_note_says_at_which_level_it_was_written(client: TestClient) -> None:
    for text, level in (("For all.", "public"), ("For us.", "office")):
        note = {"about": "DROI", "text": text, "level": level}
        assert client.post("/notes", json=note).status_code == 201
    found = client.get("/notes", params={"about": "DROI"}).json()
    assert {(one["text"], one["level"]) for one in found} == {
        ("For all.", "public"),
        ("For us.", "office"),
    }
    below = client.get("/notes", params={"about": "DROI"}, headers=PUBLIC).json()
    assert [one["text"] for one in below] == ["For all."]


def test_a_note_of_two_levels_is_of_the_lower(client: TestClient) -> None:
    for level in ("office", "public"):
        note = {"about": "DROI", "text": "The same.", "level": level}
        assert client.post("/notes", json=note).status_code == 201
    (found,) = client.get("/notes", params={"about": "DROI"}).json()
    assert found["level"] == "public"


def test_centres_lie_in_their_city_and_nowhere_nearer(pack: TestClient) -> None:
    found = {one["actor"]["name"]: one for one in pack.get("/places").json()}
    berlin = found["Zentrum ÜBERLEBEN (formerly Behandlungszentrum für Folteropfer, bzfo)"]
    assert (berlin["city"], berlin["country"]["id"]) == ("Berlin", "country:DEU")
    assert (berlin["latitude"], berlin["longitude"]) == (52.5, 13.4)


def test_a_centre_whose_city_nobody_states_has_a_country_and_no_made_up_coordinates(
    pack: TestClient,
) -> None:
    found = {one["actor"]["name"]: one for one in pack.get("/places").json()}
    babel = found["Syn-Eirmos Babel"]
    assert (babel["city"], babel["country"]["id"]) == (None, "country:GRC")
    assert (babel["latitude"], babel["longitude"]) == (None, None)


def test_places_of_a_network_are_of_its_members(pack: TestClient) -> None:
    all_of_them = {one["actor"]["id"] for one in pack.get("/places").json()}
    own = {one["actor"]["id"] for one in pack.get("/places", params={"of": "IRCT"}).json()}
    assert own
    assert own < all_of_them


def test_ties_of_a_record_are_as_many_as_asked_for(pack: TestClient) -> None:
    whole = pack.get("/entities/EP", params={"ties": 2000}).json()
    assert (len(whole["ties"]) > 700, whole["more_ties"]) == (True, 0)
    none = pack.get("/entities/EP", params={"ties": 0}).json()
    assert (none["ties"], none["more_ties"]) == ([], len(whole["ties"]))
