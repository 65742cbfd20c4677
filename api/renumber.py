"""Places in the ledger as whoever gets an export may know them: counted from 1, without gaps.

The ledger counts over all levels: handed on, its places would tell how much is recorded above the
level, and when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Entity, Evidence, Fact, MergedGraph, Property
from graph.provenance import Recorded


def renumbered(
    graph: MergedGraph, statements: Iterable[Recorded]
) -> tuple[MergedGraph, tuple[Recorded, ...]]:
    """Number statements anew, from 1 in their order, and the evidence of their graph with them.

    ``statements`` are all that the graph was merged from.
    """
    known = sorted(statements, key=lambda item: item.seq)
    new = {item.seq: number for number, item in enumerate(known, 1)}
    numbered = replace(
        graph,
        entities={name: _entity(one, new) for name, one in graph.entities.items()},
        ties=tuple(replace(tie, evidence=_pieces(tie.evidence, new)) for tie in graph.ties),
    )
    # What was judged and withdrawn again leaves no trace, not even in a count of loads.
    last = numbered.last_place()
    return replace(numbered, head=last), tuple(replace(item, seq=new[item.seq]) for item in known)


def _entity(entity: Entity, new: Mapping[int, int]) -> Entity:
    return replace(
        entity,
        properties=_facts(entity.properties, new),
        alternatives=_facts(entity.alternatives, new),
    )


def _facts(
    known: Mapping[Property, tuple[Fact, ...]], new: Mapping[int, int]
) -> dict[Property, tuple[Fact, ...]]:
    return {
        prop: tuple(replace(fact, evidence=_pieces(fact.evidence, new)) for fact in facts)
        for prop, facts in known.items()
    }


def _pieces(evidence: tuple[Evidence, ...], new: Mapping[int, int]) -> tuple[Evidence, ...]:
    return tuple(replace(piece, seq=new[piece.seq]) for piece in evidence)
