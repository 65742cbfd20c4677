"""A file with its committee, people and organisations, all invented, for grid and salience."""

from datetime import date, timedelta

from graph.model import Classification, Kind, MergedGraph, Relation, Tie
from graph.period import Period
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from tests.factories import DAY, body, contact, member, merged, ngo, person, tie

FILE, OTHER_FILE, FAR_FILE = "file", "file2", "file3"
COMMITTEE, SUBJECT = "committee", "subject"
PEOPLE = ("chair", "member", "shadow", "substitute", "unstated")
AGO = DAY - timedelta(days=365)


def report(person_: str, file: str, role: str) -> Tie:
    """Give an appointment whose end nobody states, read on the day."""
    return tie(
        person_, Relation.RAPPORTEUR_FOR, file, role, period=Period(date(2025, 1, 1)), as_of=DAY
    )


def file_graph(*more: Tie) -> MergedGraph:
    """Give five people of a committee, one elsewhere, and our organisation."""
    committee = Classification.COMMITTEE
    procedure = Classification.PROCEDURE
    entities = [
        *(person(name, Classification.MEP) for name in (*PEOPLE, "elsewhere")),
        person("official", Classification.OFFICIAL),
        ngo("us"),
        body(COMMITTEE, committee),
        body("other", committee),
        body(SUBJECT, Classification.SUBCOMMITTEE),
        body("ep", Classification.INSTITUTION),
        body("GROUP", Classification.POLITICAL_GROUP),
        *(body(name, procedure, kind=Kind.DOSSIER) for name in (FILE, OTHER_FILE, FAR_FILE)),
    ]
    seats = [
        member("chair", COMMITTEE, "CHAIR"),
        member("member", COMMITTEE),
        member("shadow", COMMITTEE),
        member("substitute", COMMITTEE, "MEMBER_SUBSTITUTE"),
        tie("unstated", Relation.MEMBER_OF, COMMITTEE),
        *(member(name, "ep", "MEMBER_PARLIAMENT") for name in (*PEOPLE, "elsewhere")),
        member("member", "GROUP"),
        member("substitute", SUBJECT, "CHAIR_VICE"),
    ]
    work = [
        *(
            tie(COMMITTEE, Relation.RESPONSIBLE_FOR, f, "COMMITTEE_LEAD")
            for f in (FILE, OTHER_FILE)
        ),
        tie("other", Relation.RESPONSIBLE_FOR, FAR_FILE, "COMMITTEE_LEAD"),
        report("shadow", FILE, "RAPPORTEUR_SHADOW"),
        report("member", OTHER_FILE, "RAPPORTEUR"),
        report("chair", FAR_FILE, "RAPPORTEUR"),
        contact("us", "member", AGO),
        contact("member", "chair"),
        contact("chair", "shadow"),
    ]
    return merged(entities, [*seats, *work, *more])


def both(*more: Tie) -> tuple[Snapshot, Rosters]:
    """Give what questions are asked of."""
    graph = file_graph(*more)
    return Snapshot.build(graph), Rosters.build(graph)
