from datetime import date

from graph.model import Classification, Kind, Relation, Tie
from graph.period import Period
from queries.majorities.council_access import council_bodies, representatives
from queries.majorities.populations import COUNCIL
from queries.rosters import Rosters
from tests.factories import DAY, body, member, merged, person, tie

STATE = "country:FRA"


def council(*ties: Tie) -> Rosters:
    entities = [
        body(COUNCIL, Classification.INSTITUTION),
        body("jha", Classification.COUNCIL_CONFIGURATION),
        body("group", Classification.WORKING_PARTY),
        body("parliament", Classification.INSTITUTION),
        body("embassy", Classification.OFFICE),
        body("chair", kind=Kind.POST),
        body(STATE, Classification.COUNTRY, kind=Kind.AREA),
        person("envoy"),
        person("mep"),
    ]
    below = [
        tie("jha", Relation.SUB_ORGANIZATION_OF, COUNCIL),
        tie("group", Relation.SUB_ORGANIZATION_OF, "jha"),
    ]
    return Rosters.build(merged(entities, [*below, *ties]))


def test_bodies_below_the_council_are_found_at_any_depth() -> None:
    assert council_bodies(council(), DAY) == {COUNCIL, "jha", "group"}


def test_who_represents_a_state_and_sits_below_the_council_speaks_for_it() -> None:
    ties = [tie("envoy", Relation.REPRESENTS, STATE), member("envoy", "group")]
    assert representatives(council(*ties), STATE, DAY) == ("envoy",)


def test_a_post_in_a_council_body_counts_as_a_seat() -> None:
    ties = [
        tie("envoy", Relation.REPRESENTS, STATE),
        tie("envoy", Relation.HOLDS, "chair"),
        tie("chair", Relation.POST_IN, "group"),
    ]
    assert representatives(council(*ties), STATE, DAY) == ("envoy",)


def test_members_of_the_parliament_do_not_speak_for_their_state() -> None:
    ties = [tie("mep", Relation.REPRESENTS, STATE), member("mep", "parliament")]
    assert representatives(council(*ties), STATE, DAY) == ()


def test_former_representatives_are_left_out() -> None:
    over = Period.between(date(2020, 1, 1), date(2025, 1, 1))
    ties = [tie("envoy", Relation.REPRESENTS, STATE, period=over), member("envoy", "group")]
    assert representatives(council(*ties), STATE, DAY) == ()


def test_an_office_can_represent_a_state_as_well() -> None:
    ties = [tie("embassy", Relation.REPRESENTS, STATE), member("embassy", COUNCIL)]
    assert representatives(council(*ties), STATE, DAY) == ("embassy",)
