"""The starter pack, merged without a ledger, once for all tests that look at it."""

from functools import cache

from graph.levels import Level
from graph.merge import merge
from graph.model import MergedGraph
from graph.provenance import Recorded, Source
from loaders.pack import load_pack


@cache
def pack_graph() -> MergedGraph:
    recorded: list[Recorded] = []
    sources: dict[str, Source] = {}
    for item, batch in load_pack():
        sources[item.source.id] = item.source
        moment = batch.retrieved_at
        recorded += [
            Recorded(seq, one, moment, moment, moment)
            for seq, one in enumerate(batch.statements, len(recorded) + 1)
        ]
    return merge(recorded, sources, Level.PROTECTED, len(recorded))
