"""What an export carries: the merged graph, and the statements that the merge lets go.

A graph keeps the dates and sources of everything it shows, but not every word behind it: what the
office denies, what a publisher says where the office says otherwise, on which page of a table a
property stands, the level of a single fact. Such statements are carried beside the graph, by
their place in the ledger, so that what is read back says the same at the same level.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.exchange.holding import Holding
from graph.model import Entity, Evidence, MergedGraph, Tie
from graph.provenance import Recorded, Statement


@dataclass(frozen=True, slots=True)
class Carried:
    """A graph at a level, and in ``rest``, by seq, what cannot be said by it.

    ``holding`` describes it for whoever gets it; it is no part of what is carried.
    """

    graph: MergedGraph
    rest: tuple[Recorded, ...] = ()
    holding: Holding | None = field(default=None, compare=False)

    def recorded(self) -> tuple[Recorded, ...]:
        """Give every statement again, in order of seq."""
        said = statements_of(self.graph) | {item.seq: item for item in self.rest}
        return tuple(said[seq] for seq in sorted(said))


def carried(graph: MergedGraph, recorded: Iterable[Recorded]) -> Carried:
    """Put a graph together with what its own statements say beyond it.

    ``recorded`` are the current statements of the ledger; those above the graph's level, and of
    sources that came after it, are left out.
    """
    told = statements_of(graph)
    rest = [
        item
        for item in recorded
        if graph.level.sees(item.statement.level)
        and item.statement.source in graph.sources
        and not _same(told.get(item.seq), item)
    ]
    return Carried(graph, tuple(sorted(rest, key=lambda item: item.seq)))


def statements_of(graph: MergedGraph) -> dict[int, Recorded]:
    """Give the statements that a graph's facts and ties stand for, by seq."""
    said: dict[int, Recorded] = {}
    for entity in graph.entities.values():
        said |= {item.seq: item for item in _facts(entity)}
    for tie in graph.ties:
        said |= {item.seq: item for item in _tie(tie)}
    return said


def _facts(entity: Entity) -> Iterator[Recorded]:
    for facts in (entity.alternatives, entity.properties):
        for prop, many in facts.items():
            for fact in many:
                for piece in fact.evidence:
                    yield _recorded(
                        piece,
                        Statement(
                            entity.id,
                            prop,
                            piece.source,
                            piece.record,
                            value=fact.value,
                            period=fact.period,
                            as_of=piece.as_of,
                            level=entity.level,
                        ),
                    )


def _tie(tie: Tie) -> Iterator[Recorded]:
    for piece in tie.evidence:
        yield _recorded(
            piece,
            Statement(
                tie.subject,
                tie.relation,
                piece.source,
                piece.record,
                object=tie.object,
                role=tie.role,
                period=tie.period,
                as_of=piece.as_of,
                qualifiers=tie.qualifiers,
                level=tie.level,
            ),
        )


def _recorded(piece: Evidence, statement: Statement) -> Recorded:
    return Recorded(
        piece.seq, statement, piece.retrieved_at, piece.retrieved_at, piece.confirmed_at
    )


def _same(told: Recorded | None, item: Recorded) -> bool:
    """Say whether two agree on what is said and when it was read; 1, 1.0 are not the same."""
    return (
        told is not None
        and told.statement == item.statement
        and type(told.statement.value) is type(item.statement.value)
        and told.retrieved_at == item.retrieved_at
        and told.confirmed_at == item.confirmed_at
    )
