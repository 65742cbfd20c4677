"""No secret on a sheet: random statements, merged as the ledger's are, each with a marked secret.

Every statement that an organisation may not see carries a mark in all that it states: source,
record, qualifiers, the names it gives. Whatever is asked, no mark stands on its sheet.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.levels import Level
from graph.merge import merge
from graph.model import Classification, Kind, MergedGraph, Property, Relation
from graph.period import Period
from graph.provenance import Recorded, Source, Statement
from queries.coalitions.action_sheets import ActionSheets, Layers, SheetQuestion, action_sheets
from queries.results import Approach
from queries.routing.explain import reference
from tests.factories import DAY, READ
from tests.graph.factories import source

OURS, PEOPLE = ("own", "rival", "ally"), ("t1", "t2", "p1", "p2")
PARTY = "party"
SHARE = Level.NETWORK
MARK = "SECRET"
"""What no sheet may hold. Days and figures cannot carry it: the law of sameness speaks of them."""


def described(name: str, kind: Kind, classification: Classification | None) -> list[Statement]:
    facts: list[tuple[Property, str]] = [(Property.KIND, kind.value), (Property.NAME, name)]
    if classification:
        facts.append((Property.CLASSIFICATION, classification.value))
    return [Statement(name, prop, "register", name, value=value) for prop, value in facts]


KNOWN = [
    *(one for name in OURS for one in described(name, Kind.ORGANIZATION, Classification.NGO)),
    *(one for name in PEOPLE for one in described(name, Kind.PERSON, None)),
    *described(PARTY, Kind.ORGANIZATION, Classification.NATIONAL_PARTY),
]
"""What everybody may know: who there is."""


def is_kept_from(reader: str, said: Statement) -> bool:
    """Say whether a statement is none of a reader's business."""
    if said.predicate is not Relation.CONTACT_OF:
        return said.level > SHARE
    return said.level > (Level.OFFICE if said.subject == reader else Level.PUBLIC)


def marked(number: int, said: Statement) -> Statement:
    """Put a mark on all that a statement says of itself."""
    if not is_kept_from("own", said):
        return said
    name = f"{MARK}-{number}"
    more = [("note", name), ("source_text", name)]
    if said.predicate is Relation.CONTACT_OF:
        more += [("confidence", "0.077"), ("intensity", "0.077")]
    return Statement(
        said.subject,
        said.predicate,
        name,
        name,
        value=name if said.predicate is Property.NAME else said.value,
        object=said.object,
        role=said.role,
        period=said.period,
        qualifiers=tuple(sorted(more)) if said.object else (),
        level=said.level,
    )


def graph_at(level: Level, statements: Sequence[tuple[int, Statement]]) -> MergedGraph:
    """Merge statements as the workspace does; each keeps its place among all."""
    sources: dict[str, Source] = {
        said.source: source(said.source, rank=99 if MARK in said.source else 50)
        for _, said in statements
    }
    recorded = [Recorded(seq, said, READ, READ, READ) for seq, said in statements]
    titled = {name: Source(name, name, name, "", "CC0", one.rank) for name, one in sources.items()}
    return merge(recorded, titled, level, len(recorded))


def sheets_of(
    statements: Iterable[tuple[int, Statement]], lines: Iterable[tuple[str, str]]
) -> ActionSheets:
    told = list(statements)
    everything = graph_at(Level.PROTECTED, told)
    approaches = [
        Approach(reference(everything, org), reference(everything, target), 1, 0.5, False, "")
        for org, target in lines
    ]
    layers = Layers(
        own=graph_at(Level.OFFICE, told),
        shared=graph_at(SHARE, told),
        public=graph_at(Level.PUBLIC, told),
    )
    return action_sheets(approaches, layers, SheetQuestion(DAY, SHARE, max_hops=3))


ENDS = st.sampled_from([*OURS, *PEOPLE])
LEVELS = st.sampled_from(Level)
# Few days, so that several sources often state one and the same contact at different levels.
DAYS = st.sampled_from([3, 40, 300])
CONTACTS = st.builds(
    lambda one, other, level, days: Statement(
        one,
        Relation.CONTACT_OF,
        "register",
        f"{one}/{other}",
        object=other,
        role="meeting",
        period=Period.on(DAY - timedelta(days=days)),
        level=level,
    ),
    ENDS,
    ENDS,
    LEVELS,
    DAYS,
)
SEATS = st.builds(
    lambda who, level: Statement(
        who, Relation.MEMBER_OF, "register", who, object=PARTY, role="MEMBER", level=level
    ),
    st.sampled_from(PEOPLE),
    LEVELS,
)
NAMES = st.builds(
    lambda who, level: Statement(who, Property.NAME, "register", who, value=who, level=level),
    st.sampled_from([*OURS, *PEOPLE]),
    st.sampled_from([Level.OFFICE, Level.PROTECTED]),
)
SAID = st.lists(st.one_of(CONTACTS, CONTACTS, SEATS, NAMES), max_size=14)
LINES = [("own", target) for target in ("t1", "t2")]


def numbered(said: list[Statement]) -> list[tuple[int, Statement]]:
    told = [one for one in said if one.subject != one.object]
    return list(enumerate([*KNOWN, *(marked(at, one) for at, one in enumerate(told, 1))], 1))


@settings(max_examples=300, deadline=None)
@given(said=SAID)
def test_no_secret_stands_on_a_sheet_whatever_is_known(said: list[Statement]) -> None:
    text = json.dumps(asdict(sheets_of(numbered(said), LINES)), default=str)
    assert MARK not in text


@settings(max_examples=150, deadline=None)
@given(said=SAID)
def test_a_sheet_is_the_same_as_if_the_kept_had_never_been_said(said: list[Statement]) -> None:
    told = numbered(said)
    without = [(seq, one) for seq, one in told if not is_kept_from("own", one)]
    assert sheets_of(told, LINES) == sheets_of(without, LINES)


def meeting(own: str, other: str, level: Level, days: int = 3) -> Statement:
    return Statement(
        own,
        Relation.CONTACT_OF,
        "register",
        f"{own}/{other}",
        object=other,
        role="meeting",
        period=Period.on(DAY - timedelta(days=days)),
        level=level,
    )


@pytest.mark.parametrize(
    "said",
    [
        # The same meeting of one's own, in the office's notes and in protected ones.
        [meeting("own", "t1", Level.OFFICE), meeting("own", "t1", Level.PROTECTED)],
        # The same meeting of another's, in the public register and in its own notes.
        [
            meeting("own", "rival", Level.OFFICE),
            meeting("rival", "t1", Level.PUBLIC),
            meeting("rival", "t1", Level.NETWORK),
        ],
        # A contact that another holds with oneself: its notes, its judgement.
        [meeting("rival", "own", Level.OFFICE), meeting("rival", "t1", Level.PUBLIC)],
    ],
)
def test_a_contact_stated_at_two_levels_shows_the_lower_alone(said: list[Statement]) -> None:
    assert MARK not in json.dumps(asdict(sheets_of(numbered(said), LINES)), default=str)


def test_what_the_office_denies_of_ones_own_contacts_is_no_contact() -> None:
    denial = Statement(
        "own",
        Relation.CONTACT_OF,
        "office",
        "denial",
        object="t1",
        level=Level.OFFICE,
        denied=True,
    )
    told = list(enumerate([*KNOWN, meeting("own", "t1", Level.PUBLIC), denial], 1))
    offices = {"register": source("register"), "office": source("office", rank=100)}

    def at(level: Level) -> MergedGraph:
        recorded = [Recorded(seq, one, READ, READ, READ) for seq, one in told]
        return merge(recorded, offices, level, len(recorded))

    layers = Layers(at(Level.OFFICE), at(SHARE), at(Level.PUBLIC))
    lines = [
        Approach(reference(layers.own, "own"), reference(layers.own, "t1"), 1, 0.5, False, "")
    ]
    (sheet,) = action_sheets(lines, layers, SheetQuestion(DAY, SHARE)).sheets
    assert sheet.lines[0].route is None
