from dataclasses import replace

import pytest

from graph.errors import SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from loaders.base import Batch
from loaders.ep_vote_lists import read_vote_list
from loaders.howtheyvote_votes import read_votes_table
from loaders.parliament import Parliament
from loaders.stream import Stream, opened
from tests.loaders.source_files import stream
from tests.loaders.test_ep_roll_calls import FIXTURES
from tests.loaders.test_howtheyvote import EXPORT, counts
from tests.loaders.vote_files import (
    DAY,
    FILE,
    PARLIAMENT,
    READ_ON,
    SOURCE,
    VOTE,
    vote_list,
    voting,
)
from tests.shared import needs_shared


def load(made: Stream, parliament: Parliament = PARLIAMENT) -> Batch:
    return read_vote_list(made, parliament=parliament, retrieved_at=READ_ON)


def said(batch: Batch, vote: str) -> dict[object, object]:
    return {
        one.predicate: one.value if one.value is not None else one.object
        for one in batch.statements
        if one.subject == vote
    }


def test_a_vote_on_a_whole_text_whose_label_names_a_known_file_is_kept() -> None:
    batch = load(vote_list(voting("5"), voting("6", subject="§ 1"), voting("7", "")))
    assert said(batch, "ep-vote:5") == {
        Property.KIND: "Event",
        Property.CLASSIFICATION: "VoteEvent",
        Property.NAME: "A file",
        Property.DESCRIPTION: "Commission proposal",
        Property.RESULT: "ADOPTED",
        Property.VOTES_FOR: 400,
        Property.VOTES_AGAINST: 200,
        Property.VOTES_ABSTAIN: 50,
        Relation.DECIDES_ON: FILE,
    }
    assert {one.as_of for one in batch.statements} == {DAY}  # not the day of editing
    assert counts(batch) == {
        "votings read": 3,
        "results kept": 1,
        "texts voted on": 1,
        "headings without a result": 1,
    }
    assert batch.notes == ("Left out: 1 on a part or an amendment.",)


def test_a_show_of_hands_has_a_result_and_what_lapsed_no_counts() -> None:
    batch = load(
        vote_list(voting("5", method="RAISE_HAND"), voting("6", "LAPSED", method="RAISE_HAND"))
    )
    tie = next(one for one in batch.statements if one.predicate is Relation.DECIDES_ON)
    assert ("method", "RAISE_HAND") in tie.qualifiers
    assert said(batch, "ep-vote:6")[Property.RESULT] == "LAPSED"
    assert Property.VOTES_FOR not in said(batch, "ep-vote:6")


def test_a_vote_that_another_source_tied_to_its_file_gets_the_parliaments_result() -> None:
    known = replace(PARLIAMENT, days={"ep-vote:8": DAY})
    batch = load(vote_list(voting("8", "REJECTED"), label="A10-0001/2025"), known)
    assert said(batch, "ep-vote:8")[Property.RESULT] == "REJECTED"
    assert {one.level for one in batch.statements} == {Level.PUBLIC}


def test_a_french_list_does_not_rename_a_vote() -> None:
    known = replace(PARLIAMENT, days={"ep-vote:8": DAY})
    batch = load(vote_list(voting("8"), language="FR", title="Un dossier"), known)
    assert Property.NAME not in said(batch, "ep-vote:8")
    assert (
        said(load(vote_list(voting("9"), language="FR")), "ep-vote:9")[Property.NAME] == "A file"
    )


def test_a_chosen_vote_stays_at_the_level_of_its_choice() -> None:
    batch = load(vote_list(voting("900001", subject="§ 1"), label="none"))
    assert {(one.subject, one.level) for one in batch.statements} == {(VOTE, Level.OFFICE)}


@pytest.mark.parametrize("favour", ["-", "", "9" * 5000, "²"])
def test_counts_that_are_none_reject_their_voting_alone(favour: str) -> None:
    batch = load(vote_list(voting("5", favour=favour), voting("6")))
    (one,) = batch.rejections
    assert one.record == "ep-vote:5"
    assert counts(batch)["results kept"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "<file><sitting date='2025-03-04'><votes/></sitting></file>",
        "<file><sitting><votes><vote><votings><voting/></votings></vote></votes></sitting></file>",
        "<meps/>",
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(SourceChanged):
        load(stream(text))


@needs_shared
def test_real_lists_agree_with_howtheyvote_on_every_common_main_vote() -> None:
    nothing = Parliament()
    everything = Parliament(dossiers=_AnyFile())
    with opened(EXPORT / "votes.csv.gz") as made:
        other = read_votes_table(made, parliament=everything, source=SOURCE, retrieved_at=READ_ON)
    days = {one.subject: one.as_of for one in other.statements if one.as_of}
    numbers = (Property.VOTES_FOR, Property.VOTES_AGAINST, Property.VOTES_ABSTAIN)
    theirs = {
        (s.subject, s.predicate): s.value for s in other.statements if s.predicate in numbers
    }
    compared, votings = 0, 0
    for path in sorted(FIXTURES.glob("vot-list*")):
        with opened(path) as made:
            batch = load(made, replace(nothing, days=days))
        votings += counts(batch)["votings read"]
        for one in batch.statements:
            if one.predicate in numbers:
                compared += 1
                assert one.value == theirs[one.subject, one.predicate]
    assert votings == 1_425
    assert compared == 3 * 133


class _AnyFile(frozenset[str]):
    def __contains__(self, item: object) -> bool:
        return item is not None
