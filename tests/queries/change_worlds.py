"""Pairs of small graphs of invented people, as two readings of one source would give them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from graph.levels import Level
from graph.model import Kind, MergedGraph, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from queries.changes.comparing import State
from queries.changes.pairs import content
from tests.graph.factories import fact, graph_of, link, node, record

SINCE, TODAY = date(2026, 3, 1), date(2026, 6, 1)
BODY, OTHER_BODY = "ep-org:1", "ep-org:2"
PEOPLE = ("ep-person:1", "ep-person:2", "ep-person:3")

_STARTS = (date(2024, 7, 16), SINCE + timedelta(days=9), date(2026, 9, 1))
_PERIODS = (
    Period(),
    *(Period.since(start) for start in _STARTS),
    Period.between(_STARTS[0], SINCE + timedelta(days=8)),
    Period.between(_STARTS[0], _STARTS[0]),
)


def named(identifier: str, name: str, kind: Kind = Kind.PERSON) -> list[Statement]:
    return [node(identifier, kind), fact(identifier, Property.NAME, name)]


def seat(person: str, body: str, role: str, period: Period, **more: object) -> Statement:
    return link(
        person,
        body,
        role=role,
        period=period,
        record=f"{person}/{body}/{role}/{period.start}",
        **more,  # type: ignore[arg-type]  # passed on
    )


_entities = st.lists(
    st.sampled_from(
        [
            *((one, name, Kind.PERSON) for one in PEOPLE for name in ("Ada", "Ben", "Cyd")),
            *((one, f"Body {n}", Kind.ORGANIZATION) for one in (BODY, OTHER_BODY) for n in "XY"),
        ]
    ),
    unique_by=lambda each: each[0],
    max_size=5,
)
_seats = st.lists(
    st.builds(
        seat,
        st.sampled_from(PEOPLE),
        st.sampled_from((BODY, OTHER_BODY)),
        st.sampled_from(("MEMBER", "CHAIR")),
        st.sampled_from(_PERIODS),
    ),
    unique_by=lambda one: (one.subject, one.object, one.role, one.period.start),
    max_size=6,
)
_meetings = st.lists(
    st.builds(
        lambda person, body, day: link(
            body,
            person,
            relation=Relation.CONTACT_OF,
            role="meeting",
            record=f"{person}/{body}/{day}",
            period=Period.on(day),
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from((BODY, OTHER_BODY)),
        st.sampled_from(_STARTS),
    ),
    unique_by=lambda one: (one.subject, one.object, one.period.start),
    max_size=3,
)


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Give what a source says of a few people and bodies; ends may be missing."""
    said: list[Statement] = []
    for one, name, kind in draw(_entities):
        said += named(one, name, kind)
    return [*said, *draw(_seats), *draw(_meetings)]


def graphed(said: Sequence[Statement], *, day: int = 0) -> MergedGraph:
    return graph_of(record(said, day=day), level=Level.PROTECTED)


def joined(graph: MergedGraph, other: MergedGraph) -> dict[str, str]:
    """Join whoever is only in the other graph to the first of its kind here, if there is one."""
    found: dict[str, str] = {}
    for name, entity in other.entities.items():
        alike = [one.id for one in graph.entities.values() if one.kind is entity.kind]
        if name not in graph.entities and alike:
            found[name] = alike[0]
    return found


def then_of(graph: MergedGraph, **aliases: str) -> State:
    return State(graph, SINCE, aliases)


def now_of(graph: MergedGraph, **aliases: str) -> State:
    return State(graph, TODAY, aliases)


def tie_differences(then: MergedGraph, now: MergedGraph) -> set[str]:
    """Give the ids of all ties that differ, as a plain reading of the two graphs has it."""
    old, new = ({tie.id: tie for tie in graph.ties} for graph in (then, now))
    return {
        name
        for name in old.keys() | new.keys()
        if name not in old or name not in new or content(old[name]) != content(new[name])
    }


def entity_differences(then: MergedGraph, now: MergedGraph) -> set[str]:
    """Give the ids of all entities that differ in kind, name, values or periods."""

    def said(graph: MergedGraph, name: str) -> object:
        entity = graph.entities.get(name)
        return entity and {
            prop: [(fact.value, fact.period) for fact in facts]
            for prop, facts in entity.properties.items()
        }

    names = then.entities.keys() | now.entities.keys()
    return {name for name in names if said(then, name) != said(now, name)}


def shuffled(graph: MergedGraph) -> MergedGraph:
    """Give the same graph with everything in the other order."""
    entities = dict(reversed(list(graph.entities.items())))
    return replace(graph, entities=entities, ties=tuple(reversed(graph.ties)))
