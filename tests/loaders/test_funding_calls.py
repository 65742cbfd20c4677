"""Answers of the portal in its documented form, made by us; every call is invented."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import CorridorsError, SourceChanged
from graph.model import Property
from loaders.base import Batch
from loaders.funding_calls import KEYWORDS, read_funding_calls, request
from loaders.stream import Stream

READ_ON = datetime(2026, 1, 5, tzinfo=UTC)


def result(
    identifier: str = "CERV-2026-X", title: str = "A call", **more: str
) -> dict[str, object]:
    metadata = {"identifier": identifier, "title": title, **more}
    return {
        "reference": f"{identifier}en",
        "url": f"https://example.org/{identifier}",
        "metadata": {name: [value] for name, value in metadata.items()},
    }


def load(*results: object, keywords: tuple[str, ...] = (), total: int | None = None) -> Batch:
    page = {"totalResults": len(results) if total is None else total, "results": list(results)}
    content = json.dumps(page).encode()
    return read_funding_calls(
        Stream("calls.json", [content]), retrieved_at=READ_ON, keywords=keywords
    )


def told(batch: Batch) -> dict[Property, object]:
    return {
        one.predicate: one.value for one in batch.statements if isinstance(one.predicate, Property)
    }


def test_a_call_has_deadline_programme_status_and_budget() -> None:
    budget = {
        "budgetTopicActionMap": {
            "1": [
                {"action": "CERV-2026-X - a grant", "budgetYearMap": {"2026": "1500000"}},
                {"action": "CERV-2026-OTHER - a grant", "budgetYearMap": {"2026": "7"}},
            ]
        }
    }
    batch = load(
        result(
            deadlineDate="2026-03-04T00:00:00.000+0000",
            startDate="2026-01-02",
            status="31094502",
            frameworkProgramme="43251589",
            budgetOverview=json.dumps(budget),
        )
    )
    assert {one.subject for one in batch.statements} == {"call:cerv-2026-x"}
    assert told(batch) == {
        Property.KIND: "Call",
        Property.CLASSIFICATION: "FundingCall",
        Property.NAME: "A call",
        Property.IDENTIFIER: "CERV-2026-X",
        Property.URL: "https://example.org/CERV-2026-X",
        Property.DEADLINE: date(2026, 3, 4),
        Property.START_DATE: date(2026, 1, 2),
        Property.STAGE: "open",
        Property.PROGRAMME: "CERV",
        Property.BUDGET_EUR: 1_500_000.0,
    }
    assert not batch.complete


def test_of_several_cut_off_days_the_last_is_the_deadline_and_all_are_noted() -> None:
    made = result()
    made["metadata"] = {
        "identifier": ["AMIF-1"],
        "title": ["A"],
        "deadlineDate": ["2026-09-01", "2026-03-04"],
    }
    values = told(load(made))
    assert values[Property.DEADLINE] == date(2026, 9, 1)
    assert values[Property.NOTE] == "cut-off days: 2026-03-04, 2026-09-01"
    assert values[Property.PROGRAMME] == "AMIF"


@pytest.mark.parametrize("budget", ["no json", "[]", '{"budgetTopicActionMap": {"1": [{}]}}'])
def test_a_budget_that_cannot_be_read_is_not_known(budget: str) -> None:
    assert Property.BUDGET_EUR not in told(load(result(budgetOverview=budget)))


def test_keywords_choose_and_the_report_says_how_many_were_left_out() -> None:
    calls = (
        result("X-1", "Care after torture"),
        result("X-2", "Fish"),
        result("AMIF-3", "Arrival"),
    )
    batch = load(*calls, keywords=KEYWORDS)
    assert {one.subject for one in batch.statements} == {"call:x-1", "call:amif-3"}
    assert {count.what: count.found for count in batch.counts}["calls left out by keyword"] == 1
    assert batch.notes[0].startswith("1 calls hold none of: torture, rehabilitation")
    assert {one.subject for one in load(*calls).statements} == {
        "call:x-1",
        "call:x-2",
        "call:amif-3",
    }


def test_the_same_call_in_another_language_is_counted_once() -> None:
    batch = load(result(), result(title="Un appel"))
    assert told(batch)[Property.NAME] == "A call"
    assert {count.what: count.found for count in batch.counts}[
        "the same call again, as in another language"
    ] == 1


def test_pages_that_are_not_here_are_told_of() -> None:
    batch = load(result(), total=250)
    assert (batch.counts[0].expected, batch.counts[0].found) == (250, 1)
    assert batch.notes == ("The answer has 250 results on all pages, 1 of them here.",)


@pytest.mark.parametrize(
    "bad", [3, {}, {"metadata": {}}, result(title=""), result(deadlineDate="soon")]
)
def test_a_result_that_makes_no_sense_is_named(bad: object) -> None:
    batch = load(result("OTHER"), bad)
    assert [item.place for item in batch.rejections] == ["calls.json result 2"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"results": 3}', b"[1]", b"\xff"])
def test_a_file_of_another_form_stops_the_load(content: bytes) -> None:
    with pytest.raises(SourceChanged):
        read_funding_calls(Stream("calls.json", [content]), retrieved_at=READ_ON)


def test_a_page_is_asked_for_in_parts_that_are_json() -> None:
    asked = request(2)
    assert asked.parameters["pageNumber"] == "2"
    terms = json.loads(asked.parts["query"])["bool"]["must"]
    assert terms[1] == {"terms": {"status": ["31094501", "31094502"]}}


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["results", "metadata", "title", "identifier", "deadlineDate"]),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_gives_a_batch_or_our_error(value: object) -> None:
    try:
        read_funding_calls(Stream("x", [json.dumps(value).encode()]), retrieved_at=READ_ON)
    except CorridorsError:
        return
