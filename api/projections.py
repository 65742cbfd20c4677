"""Whether projections and kept views say what the ledger gives: every node and tie compared.

One that is older than the ledger is no fault: it is made anew when next asked.
"""

import hashlib
from collections.abc import Iterable

from api import kept_views
from api.home_files import VIEWS
from api.wiring import Workspace
from graph.ledger_verify import Progress
from graph.levels import Level
from graph.project import current
from graph.store import GraphReader

_PAGE = 5_000
_SECONDS = 120.0
_NODES = (
    "MATCH (n) WHERE n.uid > $after RETURN n.uid AS uid, n.name AS name ORDER BY uid LIMIT 5000"
)
_TIES = (
    "MATCH (a)-[r]->(b) WHERE a.uid > $after AND a.uid <= $last "
    "RETURN a.uid AS one, type(r) AS what, b.uid AS other, r.role AS role"
)


def projections_right(workspace: Workspace, progress: Progress) -> tuple[str, ...]:
    """Give, in words, which views and projections hold something else than the ledger gives."""
    wrong = []
    for level in Level:
        kept = kept_views.take(
            workspace.settings.home,
            kept_views.key_of(workspace.ledger, level, workspace.rules),
            workspace.rules,
        )
        there = current(workspace.settings.projections, level)
        if there is not None and there.head != workspace.ledger.head(level):
            there = None
        if kept is None and there is None:
            continue
        progress(0, None, f"what is made from the ledger at level {level.label}")
        graph = workspace.built(level).graph
        if kept is not None and kept.graph != graph:
            told = f"the view kept at level {level.label} is not what the ledger gives"
            wrong.append(f"{told}: remove the folder {VIEWS}, it is made anew")
        if there is None:
            continue
        nodes = ((entity.id, entity.name) for entity in graph.entities.values())
        ties = (
            (tie.subject, tie.relation.value, tie.object, tie.role or "") for tie in graph.ties
        )
        if _digests(nodes, ties) != _held(workspace.reader(level)):
            told = f"the projection at level {level.label} is not what the ledger gives"
            wrong.append(f"{told}: remove the folder {there.place}, it is made anew")
    return tuple(wrong)


def _held(reader: GraphReader) -> tuple[str, str]:
    nodes: list[tuple[str, ...]] = []
    ties: list[tuple[str, ...]] = []
    after = ""
    while rows := reader.query(_NODES, {"after": after}, limit=_PAGE, timeout_s=_SECONDS).rows:
        nodes += [(str(uid), str(name)) for uid, name in rows]
        last = str(rows[-1][0])
        found = reader.query(
            _TIES, {"after": after, "last": last}, limit=10_000_000, timeout_s=_SECONDS
        )
        ties += [(str(a), str(b), str(c), str(d or "")) for a, b, c, d in found.rows]
        after = last
    return _digests(nodes, ties)


def _digests(nodes: Iterable[tuple[str, ...]], ties: Iterable[tuple[str, ...]]) -> tuple[str, str]:
    return _digest(nodes), _digest(ties)


def _digest(rows: Iterable[tuple[str, ...]]) -> str:
    whole = hashlib.sha256()
    for row in sorted("\0".join(one) for one in rows):
        whole.update(row.encode() + b"\n")
    return whole.hexdigest()
