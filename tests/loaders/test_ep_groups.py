from datetime import date

import pytest

from graph.errors import InputError, UnknownIdentifier
from graph.period import Period
from loaders.ep_groups import (
    BODIES,
    LASTING,
    bodies_called,
    group_body,
    group_code,
    group_or_as_written,
)


@pytest.mark.parametrize("written", ["S&D", "S-D", "SD", "S_D", " s&d "])
def test_one_code_for_every_spelling(written: str) -> None:
    assert group_code(written) == "S&D"


def test_an_older_version_of_a_group_has_the_same_code() -> None:
    assert group_code("GUE_NGL_1995_0") == group_code("The Left") == "The Left"


def test_a_group_nobody_knows_is_kept_as_written_where_the_row_matters_more() -> None:
    assert group_or_as_written("Newest") == "Newest"
    assert group_or_as_written("") is None
    with pytest.raises(UnknownIdentifier):
        group_code("Newest")


@pytest.mark.parametrize(
    ("code", "first", "last", "body"),
    [
        ("GUE_NGL", date(2019, 7, 2), date(2020, 12, 17), "ep-org:5151"),
        ("GUE_NGL", date(2020, 12, 18), date(2024, 7, 15), "ep-org:6259"),
        ("GUE_NGL_1995_0", date(2019, 7, 2), date(2020, 1, 31), "ep-org:5151"),
        ("GUE_NGL", date(2024, 7, 16), None, "ep-org:7036"),
        ("EPP", date(2023, 1, 1), date(2024, 7, 15), "ep-org:5153"),
        ("EPP", date(2025, 1, 1), None, "ep-org:7018"),
    ],
)
def test_a_code_means_the_body_of_its_days(
    code: str, first: date, last: date | None, body: str
) -> None:
    period = Period.between(first, last) if last else Period.since(first)
    assert group_body(code, period).body == body


@pytest.mark.parametrize(
    "period",
    [
        Period.since(date(2020, 1, 1)),  # the ninth term's groups have ended
        Period.between(date(2020, 12, 1), date(2021, 1, 31)),  # across the new name
        Period.since(date(2015, 1, 1)),  # no such term in the table
        Period(),
    ],
)
def test_what_fits_no_one_body_is_refused_not_guessed(period: Period) -> None:
    with pytest.raises(InputError, match="fits no group"):
        group_body("GUE_NGL", period)


def test_each_name_belongs_to_the_bodies_that_bore_it() -> None:
    assert bodies_called("GUE_NGL_1995_0") == ("ep-org:5151",)
    assert bodies_called("GUE_NGL") == ("ep-org:6259", "ep-org:7036")
    assert bodies_called("EPP") == ("ep-org:5153", "ep-org:7018")


def test_every_code_has_a_lasting_body_and_no_body_two_codes() -> None:
    assert {one.code for one in BODIES} == set(LASTING)
    assert len({one.body for one in BODIES}) == len(BODIES)
