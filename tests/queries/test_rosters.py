from dataclasses import replace

from graph.model import Classification
from queries.rosters import Rosters
from tests.factories import contact, merged, ngo, person


def test_meeting_that_a_member_published_makes_nobody_a_holder() -> None:
    ours = contact("ngo:ours", "mep:a")
    theirs = replace(contact("ngo:theirs", "mep:a"), qualifiers=(("published", "by the member"),))
    entities = [ngo("ngo:ours"), ngo("ngo:theirs"), person("mep:a", Classification.MEP)]
    assert Rosters.build(merged(entities, [ours, theirs])).holders() == ("ngo:ours",)
