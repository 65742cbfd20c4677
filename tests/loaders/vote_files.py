"""Small votes, lists and tables in the publishers' forms, made by us; everybody is invented."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from graph.levels import Level
from graph.period import Period
from graph.provenance import Source
from loaders.parliament import Parliament
from loaders.stream import Stream
from tests.loaders.source_files import stream

READ_ON = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SOURCE = Source("howtheyvote:made", "us", "made by us", "https://example.org", "none", 45)

VOTE, OTHER, FILE = "ep-vote:900001", "ep-vote:900002", "ep-procedure:2025-0001"
DAY = date(2025, 3, 4)

PARLIAMENT = Parliament(
    people=frozenset({"ep-person:1", "ep-person:2", "ep-person:3", "ep-person:4"}),
    dossiers=frozenset({FILE}),
    chosen={VOTE: Level.OFFICE},
    days={VOTE: DAY},
    names={
        "example": ("ep-person:1", "ep-person:2"),
        "example ana": ("ep-person:1",),
        "example bo": ("ep-person:2",),
        "moller": ("ep-person:3",),
        "twin cy": ("ep-person:3", "ep-person:4"),
    },
    groups={
        "ep-person:1": (("EPP", Period.since(date(2024, 7, 16))),),
        "ep-person:2": (("S&D", Period.since(date(2024, 7, 16))),),
        "ep-person:3": (("EPP", Period.since(date(2024, 7, 16))),),
        "ep-person:4": (
            ("S&D", Period.between(date(2024, 7, 16), date(2025, 1, 31))),
            ("EPP", Period.since(date(2025, 2, 1))),
        ),
    },
)

VOTES_HEADER = (
    "id,timestamp,display_title,reference,description,amendment_subject,amendment_number,is_main,"
    "procedure_reference,procedure_title,procedure_type,procedure_stage,count_for,count_against,"
    "count_abstention,count_did_not_vote,result,texts_adopted_reference"
)


def votes(*rows: str) -> Stream:
    return stream("\n".join([VOTES_HEADER, *rows]) + "\n", "votes.csv")


def vote_row(
    number: str = "900003",
    *,
    title: str = "An invented file",
    main: str = "True",
    procedure: str = "2025/0001(COD)",
    result: str = "ADOPTED",
    favour: str = "400",
    day: str = "2025-03-04 12:00:01",
) -> str:
    return (
        f"{number},{day},{title},A10-0001/2025,Texte (ensemble),,,{main},{procedure},,COD,,"
        f"{favour},200,50,70,{result},P10_TA(2025)0001"
    )


def table(name: str, header: str, *rows: str) -> Stream:
    return stream("\n".join([header, *rows]) + "\n", f"{name}.csv")


def members(*rows: str) -> Stream:
    header = "id,first_name,last_name,country_code,date_of_birth,email,facebook,twitter"
    return table("members", header, *rows)


def memberships(*rows: str) -> Stream:
    return table("group_memberships", "member_id,group_code,term,start_date,end_date", *rows)


def groups(*rows: str) -> Stream:
    return table("groups", "code,official_label,label,short_label", *rows)


def ballots(*rows: str) -> Stream:
    return table("member_votes", "vote_id,member_id,position,country_code,group_code", *rows)


def roll_call(
    *parts: tuple[str, Mapping[str, tuple[str, ...]]],
    number: str = "900001",
    day: str = "2025-03-04 12:00:01",
    totals: Mapping[str, int] | None = None,
    more: str = "",
) -> str:
    """Write one vote; each part is For, Against or Abstention with members by group."""
    written = ""
    for part, own in parts:
        total = (totals or {}).get(part, sum(map(len, own.values())))
        lists = "".join(
            f'<Result.PoliticalGroup.List Identifier="{group}">{"".join(names)}'
            "</Result.PoliticalGroup.List>"
            for group, names in own.items()
        )
        written += f'<Result.{part} Number="{total}">{lists}</Result.{part}>'
    return (
        f'<RollCallVote.Result Identifier="{number}" Date="{day}">'
        '<RollCallVote.Description.Text><a href="#">A10-0001/2025</a> - § 1\n'
        f"</RollCallVote.Description.Text>{written}{more}</RollCallVote.Result>"
    )


def member(name: str, number: str = "", other: str = "77") -> str:
    pers = f' PersId="{number}"' if number else ""
    return f'<PoliticalGroup.Member.Name MepId="{other}"{pers}>{name}</PoliticalGroup.Member.Name>'


def roll_calls(*votes: str, head: str = "") -> Stream:
    return stream(
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<PV.RollCallVoteResults '
        'xmlns:text="urn:text" Sitting.Identifier="1" Sitting.Date="2025-03-04">'
        f"{''.join(votes)}</PV.RollCallVoteResults>",
        "rcv.xml",
    )


def voting(
    number: str,
    result: str = "ADOPTED",
    *,
    method: str = "ROLL_CALL",
    subject: str = "",
    title: str = "Commission proposal",
    favour: str = "400",
) -> str:
    counts = f'numberFavor="{favour}" numberAgainst="200" numberAbstention="50"'
    held = f'result="{result}" resultType="{method}" ' if result else ""
    return (
        f'<voting type="AMENDMENT" votingId="{number}" {held}{counts} '
        f'voteTimestamp="2025-03-05T09:00:00.000+01:00"><title>{title}</title>'
        f"<label>A10-0001/2025</label><amendmentSubject>{subject}</amendmentSubject>"
        "<amendmentNumber/></voting>"
    )


def vote_list(
    *votings: str, language: str = "EN", label: str = "2025/0001(COD)", title: str = "A file"
) -> Stream:
    return stream(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<file language="{language}" version="2"><glossary/>'
        '<sitting date="2025-03-04+01:00"><votes><vote listIndex="0" type="REPORT">'
        f"<title>{title}</title><label>Report: A ({label})</label><votings>{''.join(votings)}"
        '</votings><documents><document documentNumber="A10-0001/2025"/></documents></vote>'
        "</votes></sitting></file>",
        "vot.xml",
    )


def decision(number: int | str = 900001, **more: object) -> dict[str, object]:
    return {
        "id": f"eli/dl/event/MTG-PL-2025-03-04-DEC-{number}",
        "type": ["Activity", "Decision"],
        "activity_id": f"MTG-PL-2025-03-04-DEC-{number}",
        "activity_date": "2025-03-04",
        "activity_label": {"en": "A10-0001/2025 - § 1", "fr": "A10-0001/2025 - § 1"},
        "notation_votingId": number,
        "decision_method": "def/ep-decision-methods/VOTE_ELECTRONIC_ROLLCALL",
        "decision_outcome": "def/ep-statuses/ADOPTED",
        "number_of_votes_favor": 2,
        "number_of_votes_against": 1,
        "number_of_votes_abstention": 0,
        "had_voter_favor": ["person/1", "person/2"],
        "had_voter_against": "person/3",
        "had_voter_intended_favor": ["person/4"],
        **more,
    }


def decisions(*items: object) -> Stream:
    return stream(json.dumps({"data": list(items)}), "decisions.json")
