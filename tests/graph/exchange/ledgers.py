"""Random ledgers, as lists of what is recorded; every fact here is invented."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from graph.levels import Level
from graph.merge import merge
from graph.model import Classification, Kind, MergedGraph, Property, Relation
from graph.period import EndKind, Period
from graph.provenance import Recorded, Source, Statement

SOURCES = {
    one.id: one
    for one in (
        Source("register", "A publisher", "A register", "https://example.org/r", "CC0", 50),
        Source("list", "Another", 'A "list", of\nsorts', "", "CC BY 4.0", 60),
        Source("demo", "Us", "A demonstration", "", "none", 10, invented=True),
        Source("office", "The office", "Corrections", "", "as stated", 100),
    )
}
IDS = ("ep-person:1", "ep-person:2", "org:a.b", "ep-org:3", "post:x/y", "country:FRA", "act:é")
TIES = tuple(one for one in Relation if one is not Relation.JUDGED)
"""Judgements are the office's own, in a source of their own: none is passed on."""

LIKELY = (
    (Relation.MEMBER_OF, "ep-person:1", "org:a.b"),
    (Relation.MEMBER_OF, "org:a.b", "ep-org:3"),
    (Relation.HOLDS, "ep-person:2", "post:x/y"),
    (Relation.POST_IN, "post:x/y", "org:a.b"),
    (Relation.CONTACT_OF, "org:a.b", "ep-person:1"),
    (Relation.LOCATED_IN, "org:a.b", "country:FRA"),
)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are naive by rule
LEVELS = st.sampled_from(Level)
PERIODS = st.one_of(
    st.builds(Period.since, st.none() | DAYS),
    st.builds(Period.on, DAYS),
    st.builds(Period, st.none() | DAYS, st.none(), st.just(EndKind.UNKNOWN)),
)
VALUES = TEXTS | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False) | DAYS


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    common = {
        "subject": draw(st.sampled_from(IDS)),
        "source": draw(st.sampled_from(sorted(SOURCES))),
        "record": draw(TEXTS),
        "period": draw(PERIODS),
        "as_of": draw(st.none() | DAYS),
        "qualifiers": tuple(sorted(draw(st.dictionaries(TEXTS, TEXTS, max_size=1)).items())),
        "level": draw(LEVELS),
        "denied": draw(st.integers(0, 9)) == 0,
    }
    sort = draw(st.integers(0, 4))
    if sort == 4:
        relation, subject, obj = draw(st.sampled_from(LIKELY))
        role = draw(st.none() | st.sampled_from(["MEMBER", "CHAIR"]))
        ends = common | {"subject": subject, "object": obj}
        return Statement(predicate=relation, role=role, **ends)
    if sort == 0:
        relation = draw(st.sampled_from(TIES))
        role = draw(st.none() | st.sampled_from(["MEMBER", "CHAIR", "for"]))
        return Statement(
            predicate=relation, object=draw(st.sampled_from(IDS)), role=role, **common
        )
    if sort == 1:
        kind = draw(st.sampled_from(Kind)).value
        return Statement(predicate=Property.KIND, value=kind, **common)
    if sort == 2:
        label = draw(st.sampled_from(Classification)).value
        return Statement(predicate=Property.CLASSIFICATION, value=label, **common)
    others = sorted(set(Property) - {Property.KIND, Property.CLASSIFICATION})
    prop = draw(st.sampled_from(others))
    return Statement(predicate=prop, value=draw(VALUES), **common)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Recorded]:
    kinds = [Kind.PERSON, Kind.PERSON, Kind.ORGANIZATION, Kind.ORGANIZATION, Kind.POST, Kind.AREA]
    known = [
        Statement(one, Property.KIND, "register", one, value=kind.value)
        for one, kind in zip(IDS, kinds, strict=False)
        if draw(st.integers(0, 5))
    ]
    said = known + draw(st.lists(statements(), max_size=14))
    made = []
    for seq, one in enumerate(said, 1):
        first, last = sorted((draw(MOMENTS), draw(MOMENTS)))
        made.append(Recorded(seq, one, first, first, last))
    return made


def graph_at(recorded: list[Recorded], level: Level) -> MergedGraph:
    return merge(recorded, SOURCES, level, len(recorded))


def seen_at(recorded: list[Recorded], level: Level) -> list[tuple[object, ...]]:
    """Give what an export at a level must give back, in order of seq."""
    return [known_of(item) for item in recorded if level.sees(item.statement.level)]


def known_of(item: Recorded) -> tuple[object, ...]:
    return (item.seq, item.statement.canonical(), item.retrieved_at, item.confirmed_at)
