"""The people and ties that stand in the rows of a Cypher answer, as a scene.

A relationship in a row does not say whom it joins: the graph does, by the tie's id. What it must
not do: ask anything, or draw more than the rows name and the ends of their ties.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.model import MergedGraph, Tie
from graph.store import Cell
from viz.scene import Scene, attribution, link_of, node_of

MOST = 300
"""More than this is read as a table."""


def of_table(
    graph: MergedGraph, rows: Iterable[Sequence[Cell]], *, as_of: date, most: int = MOST
) -> Scene:
    """Draw what the rows hold: nodes, relationships with their ends, and identifiers.

    Ties have their direction and are named. Where no row holds a relationship, those of the day
    between the nodes are drawn, and a note says so. Nodes beyond ``most`` are left out, in order
    of the rows.
    """
    named, related = _mentioned(rows)
    ties: Sequence[Tie] = graph.lookup.ties(related)
    ends = [end for tie in ties for end in (tie.subject, tie.object)]
    wanted = [one for one in dict.fromkeys([*named, *ends]) if one in graph.entities]
    kept = frozenset(wanted[:most])
    notes: tuple[str, ...] = ()
    if not related:
        ties = [tie for tie in graph.lookup.between(kept) if tie.period.contains(as_of)]
        notes = ("The answer holds no relations; drawn are those of the day between its nodes.",)
    drawn = [tie for tie in ties if tie.subject in kept and tie.object in kept]
    return _scene(graph, kept, drawn, as_of, notes, len(wanted) - len(kept))


def _scene(
    graph: MergedGraph,
    kept: frozenset[str],
    ties: Sequence[Tie],
    as_of: date,
    notes: tuple[str, ...],
    left_out: int,
) -> Scene:
    return Scene(
        title="Answer to a query in Cypher",
        subtitle=f"As of {as_of}",
        as_of=as_of,
        level=graph.level,
        nodes=tuple(node_of(graph.entities[one], as_of) for one in sorted(kept)),
        links=tuple(link_of(graph, tie) for tie in sorted(ties, key=lambda tie: tie.id)),
        notes=notes,
        attribution=attribution(graph, ties),
        left_out=left_out,
        arrows=True,
    )


def _mentioned(rows: Iterable[Sequence[Cell]]) -> tuple[list[str], set[str]]:
    """Give the ids that rows name, in their order, and the ids of their relationships."""
    named: dict[str, None] = {}
    related: set[str] = set()
    for row in rows:
        for cell in _flat(row):
            if isinstance(cell, str):
                named[cell] = None
            elif isinstance(cell, dict):
                uid = cell.get("uid")
                if isinstance(uid, str) and "_type" in cell:
                    related.add(uid)
                elif isinstance(uid, str):
                    named[uid] = None
    return list(named), related


def _flat(cells: Iterable[Cell]) -> Iterator[Cell]:
    for cell in cells:
        if isinstance(cell, list):
            yield from _flat(cell)
        else:
            yield cell
