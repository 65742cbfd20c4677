from datetime import date, timedelta

from graph.period import Period
from graph.snapshot import Snapshot
from queries.coverage import before_data, begins
from tests.factories import DAY, body, contact, member, merged, ngo, person

SEATED = date(2024, 7, 16)
GRAPH = merged(
    [ngo("ours"), ngo("net"), person("ada"), body("body")],
    [
        contact("ours", "ada", DAY),
        contact("ours", "ada", DAY - timedelta(days=9)),
        member("ada", "body", period=Period.since(SEATED)),
        member("ours", "net", period=Period()),
    ],
)


def test_each_sort_begins_with_its_first_dated_tie() -> None:
    assert begins(Snapshot.build(GRAPH)) == {
        "memberships of persons": SEATED,
        "contacts of organisations": DAY - timedelta(days=9),
    }


def test_a_day_before_some_or_all_data_is_said() -> None:
    known = begins(Snapshot.build(GRAPH))
    assert before_data(known, DAY) is None
    assert before_data(known, DAY - timedelta(days=9)) is None
    part = before_data(known, SEATED)
    assert part is not None
    assert part.startswith("2024-07-16 lies before part of the data: contacts of organisations")
    whole = before_data(known, SEATED - timedelta(days=1))
    assert whole is not None
    assert "all dated data: memberships of persons begin on 2024-07-16, contacts" in whole


def test_an_empty_graph_lacks_nothing() -> None:
    assert before_data(begins(Snapshot.build(merged([ngo("ours")]))), DAY) is None
