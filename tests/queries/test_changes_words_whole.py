"""Every kind of thing and of tie that the model has can change, and is told of in words."""

import pytest

from graph.model import Entity, Kind, Relation
from queries.changes.types import Matter, matter_of
from queries.changes.words import LINKS, PLURALS


@pytest.mark.parametrize("kind", Kind)
def test_a_change_of_every_kind_is_about_something(kind: Kind) -> None:
    assert matter_of(Entity("x", kind, "X")) in Matter


@pytest.mark.parametrize("relation", [one for one in Relation if one is not Relation.JUDGED])
def test_every_tie_can_be_told_of(relation: Relation) -> None:
    assert LINKS[relation]


def test_every_matter_has_a_plural() -> None:
    assert PLURALS.keys() == set(Matter)
