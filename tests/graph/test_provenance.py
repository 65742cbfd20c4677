from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import EndKind, Period
from graph.provenance import Statement
from tests.graph.factories import OFFICE, fact, link, source, year

STATED = Statement(
    "org:a",
    Relation.MEMBER_OF,
    "register",
    "7",
    object="org:b",
    role="MEMBER",
    period=year(2024),
    as_of=date(2026, 1, 2),
    qualifiers=(("a", "1"),),
)

OTHERWISE = {
    "subject": "org:x",
    "predicate": Relation.REPRESENTS,
    "source": "other",
    "record": "8",
    "object": "org:c",
    "role": None,
    "period": year(2025),
    "as_of": None,
    "qualifiers": (("a", "2"),),
    "level": Level.OFFICE,
    "denied": True,
}


def test_the_office_outranks_every_publisher() -> None:
    assert OFFICE.is_office
    assert not source(rank=99).is_office


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_a_change_of_any_field_changes_the_digest(name: str) -> None:
    other = replace(STATED, **{name: OTHERWISE[name]})  # type: ignore[arg-type]  # from the table
    assert other.digest != STATED.digest


def test_no_field_is_left_out_of_the_digest() -> None:
    assert {field.name for field in fields(Statement)} == {*OTHERWISE, "value"}


def test_the_digest_is_what_it_has_always_been() -> None:
    assert STATED.digest == "18da83f91b9ca43a081dc4f4a97e24ca"


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", 1), (1, 1.0), ("2026-01-02", date(2026, 1, 2)), ("", "None")],
)
def test_values_of_different_types_have_different_digests(
    one: str | int, other: str | float | date
) -> None:
    assert fact("a", Property.NOTE, one).digest != fact("a", Property.NOTE, other).digest


def test_open_and_unknown_ends_have_different_digests() -> None:
    start = date(2024, 1, 1)
    unknown, still = Period(start), Period(start, None, EndKind.OPEN)
    assert link("a", "b", period=unknown).digest != link("a", "b", period=still).digest


def test_a_property_with_an_object_is_refused() -> None:
    with pytest.raises(InputError, match="needs a value"):
        Statement("a", Property.NAME, "register", "1", object="b")


def test_a_relation_with_a_value_is_refused() -> None:
    with pytest.raises(InputError, match="needs an object"):
        Statement("a", Relation.MEMBER_OF, "register", "1", value="b")


@pytest.mark.parametrize("both", [Property.NAME, Relation.MEMBER_OF])
def test_value_and_object_together_are_refused(both: Property | Relation) -> None:
    with pytest.raises(InputError):
        Statement("a", both, "register", "1", value="b", object="c")


# -------------------------------------------------------------------- laws

TEXTS = st.text(max_size=8)
VALUES = (
    TEXTS
    | st.integers()
    | st.floats(allow_nan=False).map(lambda number: number + 0.0)
    | st.dates()
)
STATEMENTS = st.builds(
    Statement,
    subject=TEXTS,
    predicate=st.sampled_from(Property),
    source=TEXTS,
    record=TEXTS,
    value=VALUES,
    role=st.none() | TEXTS,
    as_of=st.none() | st.dates(),
    qualifiers=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    level=st.sampled_from(Level),
    denied=st.booleans(),
)


@given(STATEMENTS)
def test_equal_statements_have_equal_digests(statement: Statement) -> None:
    assert replace(statement).digest == statement.digest


@given(STATEMENTS, STATEMENTS)
def test_different_statements_have_different_digests(one: Statement, other: Statement) -> None:
    same = (one, type(one.value)) == (other, type(other.value))
    assert (one.digest == other.digest) == same


@given(STATEMENTS)
def test_a_digest_is_32_hex_digits(statement: Statement) -> None:
    assert len(statement.digest) == 32
    assert set(statement.digest) <= set("0123456789abcdef")
