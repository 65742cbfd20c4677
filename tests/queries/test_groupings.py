import pytest

from graph.model import Classification, Kind, Relation
from queries.measures.groupings import Grouping, group_of
from queries.rosters import Rosters
from tests.factories import DAY, body, member, merged, ngo, person, tie

ROSTERS = Rosters.build(
    merged(
        [
            person("mep"),
            person("official"),
            person("nobody"),
            ngo("ngo"),
            body("ep", Classification.INSTITUTION),
            body("com", Classification.INSTITUTION),
            body("dg", Classification.DIRECTORATE_GENERAL),
            body("post", kind=Kind.POST),
            body("green", Classification.POLITICAL_GROUP),
            body("fr", Classification.COUNTRY, kind=Kind.AREA),
            body("it", Classification.COUNTRY, kind=Kind.AREA),
        ],
        [
            member("mep", "ep", "MEMBER_PARLIAMENT"),
            member("mep", "green"),
            tie("mep", Relation.REPRESENTS, "fr"),
            tie("official", Relation.HOLDS, "post"),
            tie("post", Relation.POST_IN, "dg"),
            tie("dg", Relation.SUB_ORGANIZATION_OF, "com"),
            tie("ngo", Relation.LOCATED_IN, "fr"),
            tie("ngo", Relation.LOCATED_IN, "it"),
        ],
    )
)


@pytest.mark.parametrize(
    ("who", "grouping", "group"),
    [
        ("mep", Grouping.POLITICAL_GROUP, "GREEN"),
        ("official", Grouping.POLITICAL_GROUP, None),
        ("mep", Grouping.COUNTRY, "FR"),
        ("ngo", Grouping.COUNTRY, None),
        ("mep", Grouping.INSTITUTION, "EP"),
        ("official", Grouping.INSTITUTION, "COM"),
        ("ngo", Grouping.INSTITUTION, "outside the institutions"),
        ("nobody", Grouping.INSTITUTION, None),
        ("ngo", Grouping.SIDE, "ours"),
        ("mep", Grouping.SIDE, "theirs"),
    ],
)
def test_everybody_is_in_one_group_or_in_none(
    who: str, grouping: Grouping, group: str | None
) -> None:
    assert group_of(ROSTERS, who, DAY, grouping, ours={"ngo"}) == group
