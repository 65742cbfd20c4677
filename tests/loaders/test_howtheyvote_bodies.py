import json
from datetime import date

import pytest

from graph.errors import SourceChanged
from graph.model import Property
from graph.period import Period
from loaders.base import Batch
from loaders.howtheyvote_bodies import read_named_bodies
from loaders.stream import opened
from tests.loaders.source_files import stream
from tests.loaders.test_ep_roll_calls import FIXTURES
from tests.loaders.test_howtheyvote import counts
from tests.loaders.vote_files import READ_ON
from tests.shared import needs_shared


def body(
    code: str, official: str, start: str, end: str | None, **more: object
) -> dict[str, object]:
    return {
        "code": code,
        "official_label": official,
        "start_date": start,
        "end_date": end,
        **more,
    }


NEW = body("ENVI", "Committee on Invented Climate", "2025-01-20", None, abbreviation="ENVI")
OLD = body("ENVI_2004_0", "Committee on Invented Health", "2004-07-20", "2025-01-19")
SUB = body("DROI", "Subcommittee on Invented Rights", "1992-01-15", None, abbreviation="DROI")
GROUP = body(
    "GUE_NGL", "The Left, invented", "2021-01-01", None, short_label="Left", alt_labels=["L"]
)
GONE = body("PSE", "Gone", "2004-07-20", "2009-07-13", short_label="PSE", alt_labels=[])


def load(*items: object) -> Batch:
    return read_named_bodies(stream(json.dumps(items), "bodies.json"), retrieved_at=READ_ON)


def names(batch: Batch, prop: Property) -> list[tuple[str, object, Period]]:
    return [
        (one.subject, one.value, one.period) for one in batch.statements if one.predicate is prop
    ]


def test_every_name_of_a_body_is_kept_with_its_days_on_the_lasting_body() -> None:
    batch = load(NEW, OLD)
    since = Period.since(date(2025, 1, 20))
    assert names(batch, Property.NAME) == [("ep-org:ENVI", "Committee on Invented Climate", since)]
    assert names(batch, Property.OTHER_NAME) == [
        ("ep-org:ENVI", "Committee on Invented Climate", since),
        (
            "ep-org:ENVI",
            "Committee on Invented Health",
            Period.between(date(2004, 7, 20), date(2025, 1, 19)),
        ),
    ]


def test_a_subcommittee_and_a_group_are_told_from_a_committee() -> None:
    batch = load(SUB, GROUP, NEW)
    found = {s: value for s, value, _ in names(batch, Property.CLASSIFICATION)}
    assert found == {
        "ep-org:DROI": "Subcommittee",
        "ep-org:THE-LEFT": "PoliticalGroup",
        "ep-org:ENVI": "Committee",
    }
    assert ("ep-org:THE-LEFT", "The Left") in [
        (s, v) for s, v, _ in names(batch, Property.ACRONYM)
    ]


def test_groups_of_earlier_terms_are_counted_and_left_out() -> None:
    batch = load(GONE, GROUP)
    assert counts(batch)["groups from before 2019"] == 1
    assert {one.subject for one in batch.statements} == {"ep-org:THE-LEFT"}


def test_bad_items_are_rejected_alone() -> None:
    late = body("ALDE", "Ended, they say, never", "2004-07-20", None, short_label="A")
    spaced = body("A B", "x", "2020-01-01", None)
    batch = load(NEW, 1, spaced, {**NEW, "start_date": "soon"}, late)
    assert len(batch.rejections) == 4
    assert not batch.complete


@pytest.mark.parametrize("text", ["{}", "[]", "[1]", "no"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(SourceChanged):
        read_named_bodies(stream(text), retrieved_at=READ_ON)


@needs_shared
@pytest.mark.parametrize(
    ("name", "read", "kept", "bodies", "out"),
    [("ref-committees", 108, 108, 64, 0), ("ref-groups", 55, 11, 10, 44)],
)
def test_the_real_lists_come_out_whole(
    name: str, read: int, kept: int, bodies: int, out: int
) -> None:
    with opened(FIXTURES / f"{name}.json.gz") as made:
        batch = read_named_bodies(made, retrieved_at=READ_ON)
    assert batch.rejections == ()
    assert list(counts(batch).values()) == [read, kept, bodies, out]
