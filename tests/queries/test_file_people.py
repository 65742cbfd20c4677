from datetime import timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Kind, Relation
from graph.period import Period
from queries.measures.file_people import file_people
from queries.rosters import Rosters
from tests.factories import DAY, body, merged, tie
from tests.queries.file_graph import COMMITTEE, FAR_FILE, FILE, OTHER_FILE, PEOPLE, both


def test_a_file_has_its_rapporteurs_its_committee_and_those_who_took_a_stand() -> None:
    stand = tie("us", Relation.STANDS_ON, FILE, "against")
    people = file_people(both(stand)[1], FILE, DAY)
    assert people.people == (*PEOPLE, "us")
    assert (people.lead, people.opinion) == ((COMMITTEE,), ())
    assert {name: [role.name for role in roles] for name, roles in people.on_file.items()} == {
        "shadow": ["shadow"]
    }
    assert [role.name for role in people.in_lead["unstated"]] == [None]
    assert people.stances["us"].role == "against"


def test_the_field_are_files_of_the_same_committee_unless_it_is_stated() -> None:
    rosters = both()[1]
    assert file_people(rosters, FILE, DAY).field == (OTHER_FILE,)
    assert file_people(rosters, FILE, DAY, field=[FAR_FILE, FILE]).field == (FAR_FILE,)


def test_the_latest_stand_counts_and_invented_ones_only_if_wanted() -> None:
    old = Period.since(DAY - timedelta(days=99))
    new = Period.since(DAY - timedelta(days=9))
    stands = [
        tie("us", Relation.STANDS_ON, FILE, "against", period=new, invented=True),
        tie("us", Relation.STANDS_ON, FILE, "for", period=old),
    ]
    rosters = both(*stands)[1]
    assert file_people(rosters, FILE, DAY).stances["us"].role == "against"
    real = file_people(rosters, FILE, DAY, include_invented=False)
    assert real.stances["us"].role == "for"


def test_what_is_no_file_and_what_nobody_is_on_is_refused() -> None:
    rosters = both()[1]
    with pytest.raises(InvalidQuestion, match=r"Shadow \[shadow\] is no file"):
        file_people(rosters, "shadow", DAY)
    with pytest.raises(UnknownEntity, match="'z'"):
        file_people(rosters, FILE, DAY, added=["z"])
    lonely = merged([body("act", Classification.LEGAL_ACT, kind=Kind.DOSSIER)])
    with pytest.raises(InvalidQuestion, match="Nobody is known to report on 'ACT'"):
        file_people(Rosters.build(lonely), "act", DAY)
