"""A snapshot as one package, and back; its graph goes with it.

What it must not do: open a file, or decide whether a package is of the right ledger.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any  # what JSON gives

import numpy as np

from graph.errors import StoreDamaged
from graph.lone import Lone
from graph.rows import Rows
from graph.shared_bodies import SharedBodies
from graph.snapshot import Snapshot
from graph.stored.graphs import graph_columns, graph_of
from graph.stored.package import Array, Package
from graph.strength import Relay, TieModel
from graph.tie_table import TieRules, TieTable
from graph.twin import is_compiled

_RELAYS = tuple(Relay)
_PLAIN = ("indptr", "heads", "arc_pair", "is_actor")


def package_of(snapshot: Snapshot, key: Mapping[str, str | int]) -> Package:
    """Write a snapshot and its graph as a package under a key."""
    arrays, texts = graph_columns(snapshot.graph)
    table = snapshot.table
    places = {id(tie): place for place, tie in enumerate(snapshot.graph.ties)}
    arrays["table.ties"] = np.array([places[id(tie)] for tie in table.ties], dtype=np.int32)
    for name, part in (
        ("table", table),
        ("rules", table.rules),
        ("bodies", snapshot.bodies),
        ("rows", snapshot.rows),
    ):
        for own, column in _columns(part).items():
            arrays[f"{name}.{own}"] = column
    for name in _PLAIN:
        arrays[name] = getattr(snapshot, name)
    arrays["relays"] = np.array([_RELAYS.index(one) for one in snapshot.relays], dtype=np.int8)
    texts |= {
        "roles": table.roles,
        "languages": [sorted(one) for one in table.rules.languages],
        "direct": snapshot.rows.direct,
        "versions": snapshot.versions,
        "notes": snapshot.notes,
    }
    return Package(key, arrays, texts)


def snapshot_of(package: Package, model: TieModel) -> Snapshot:
    """Read a snapshot and its graph; ``model`` are the rules that it was built under.

    Raises:
        StoreDamaged: the parts do not fit together.
    """
    try:
        return _snapshot(package, model)
    except (LookupError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        raise StoreDamaged(str(error)) from error


def _snapshot(package: Package, model: TieModel) -> Snapshot:
    graph, arrays, texts = graph_of(package), package.arrays, package.texts
    ids = tuple(sorted(graph.entities))
    table = TieTable(
        ties=tuple(map(graph.ties.__getitem__, arrays["table.ties"].tolist())),
        roles=tuple(texts["roles"]),
        rules=TieRules(
            **_part(arrays, "rules", TieRules),
            languages=tuple(frozenset(one) for one in texts["languages"]),
        ),
        **{name: own for name, own in _part(arrays, "table", TieTable).items() if name != "ties"},
    )
    bodies = SharedBodies(**_part(arrays, "bodies", SharedBodies))
    rows = Rows(direct=texts["direct"], **_part(arrays, "rows", Rows))
    return Snapshot(
        graph=graph,
        model=model,
        ids=ids,
        index={name: place for place, name in enumerate(ids)},
        relays=tuple(_RELAYS[place] for place in arrays["relays"].tolist()),
        table=table,
        bodies=bodies,
        rows=rows,
        versions={one: tuple(many) for one, many in texts["versions"].items()},
        lone=Lone.of(table, rows, bodies) if is_compiled(len(arrays["heads"])) else None,
        notes=tuple(texts["notes"]),
        indptr=arrays["indptr"],
        heads=arrays["heads"],
        arc_pair=arrays["arc_pair"],
        is_actor=arrays["is_actor"],
    )


def _columns(part: TieTable | TieRules | SharedBodies | Rows) -> dict[str, Array]:
    own = {field.name: getattr(part, field.name) for field in fields(part)}
    return {name: value for name, value in own.items() if isinstance(value, np.ndarray)}


def _part(arrays: Mapping[str, Array], prefix: str, part: type[Any]) -> dict[str, Array]:
    names = {field.name for field in fields(part)}
    return {
        own: array
        for name, array in arrays.items()
        for begins, _, own in [name.partition(".")]
        if begins == prefix and own in names
    }
