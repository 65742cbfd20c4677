"""Decisions of the API. Every answer here was made by us: no real one was at hand."""

from dataclasses import replace

import pytest

from graph.errors import SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from loaders.base import Batch
from loaders.ep_decisions import read_decisions
from loaders.parliament import Parliament
from loaders.stream import Stream
from tests.loaders.source_files import stream
from tests.loaders.test_ep_vote_lists import said
from tests.loaders.test_howtheyvote import counts
from tests.loaders.vote_files import DAY, FILE, PARLIAMENT, READ_ON, VOTE, decision, decisions


def load(made: Stream, parliament: Parliament = PARLIAMENT) -> Batch:
    return read_decisions(made, parliament=parliament, retrieved_at=READ_ON)


def test_a_chosen_decision_gives_result_counts_and_ballots_but_no_intentions() -> None:
    batch = load(decisions(decision()))
    assert said(batch, VOTE) == {
        Property.KIND: "Event",
        Property.CLASSIFICATION: "VoteEvent",
        Property.DESCRIPTION: "A10-0001/2025 - § 1",
        Property.RESULT: "ADOPTED",
        Property.VOTES_FOR: 2,
        Property.VOTES_AGAINST: 1,
        Property.VOTES_ABSTAIN: 0,
    }
    cast = [one for one in batch.statements if one.predicate is Relation.VOTED]
    assert [(one.subject, one.role, one.level) for one in cast] == [
        ("ep-person:1", "for", Level.OFFICE),
        ("ep-person:2", "for", Level.OFFICE),
        ("ep-person:3", "against", Level.OFFICE),
    ]
    assert batch.notes == ()


def test_a_known_vote_gets_its_result_and_no_ballots() -> None:
    known = replace(PARLIAMENT, chosen={}, days={"ep-vote:5": DAY})
    batch = load(decisions(decision(5), decision(6)), known)
    assert {one.subject for one in batch.statements} == {"ep-vote:5"}
    assert {one.level for one in batch.statements} == {Level.PUBLIC}
    assert counts(batch)["results kept"] == 1
    assert batch.notes == ("Left out: 1 on a part or an amendment.",)


def test_a_label_that_names_a_known_file_ties_the_vote_to_it() -> None:
    label = {"en": "Urgent decision 2025/0001(COD)"}
    batch = load(decisions(decision(7, activity_label=label)))
    assert said(batch, "ep-vote:7")[Relation.DECIDES_ON] == FILE
    assert said(batch, "ep-vote:7")[Property.NAME] == "Urgent decision 2025/0001(COD)"


@pytest.mark.parametrize("key", ["had_decision_outcome", "eli-dl:decision_outcome"])
def test_the_outcome_is_read_in_each_of_its_spellings(key: str) -> None:
    item = decision(**{key: "def/ep-statuses/REJECTED"})
    del item["decision_outcome"]
    assert said(load(decisions(item)), VOTE)[Property.RESULT] == "REJECTED"


def test_totals_that_do_not_fit_are_said_and_a_second_ballot_is_rejected() -> None:
    item = decision(had_voter_against=["person/1", "person/x"], number_of_votes_against="1")
    batch = load(decisions(item))
    assert batch.notes == (f"ep-decisions {VOTE}: 2 ballots, while its totals say 3.",)
    assert ["already" in one.reason for one in batch.rejections] == [True, False]


def test_items_of_vote_results_are_counted_and_bad_ones_rejected() -> None:
    item = {"id": "eli/dl/event/MTG-PL-2025-03-04-VOT-ITM-1", "type": "Activity"}
    batch = load(
        decisions(item, decision(), decision(), decision("x"), decision(8, activity_date="soon"))
    )
    assert counts(batch)["items without a voting number"] == 1
    assert [one.record for one in batch.rejections] == [VOTE, None, "ep-vote:8"]


@pytest.mark.parametrize("number", [-1, 10**30, "9" * 5000, 1.5, True, [1, 2]])
def test_a_number_that_is_none_rejects_its_decision_alone(number: object) -> None:
    batch = load(decisions(decision(number_of_votes_favor=number), decision(6)))
    assert [one.record for one in batch.rejections] == [VOTE]


@pytest.mark.parametrize("made", [decisions(), stream("{}"), stream("[1]"), decisions(1)])
def test_another_answer_is_refused(made: Stream) -> None:
    with pytest.raises(SourceChanged):
        load(made)
