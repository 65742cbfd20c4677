"""Steps that one tie makes alone: their cost depends on its rule and age only.

Nearly all steps of a large graph are such. Their costs are worked out once for every rule and age,
by the formulas of ``graph.weigh``, and looked up for a day; only the other steps are weighed anew.
The two loops run compiled. What it must not do: give another cost than ``graph.weigh``.
"""

from dataclasses import dataclass, field

import numpy as np

from graph.rows import Rows, part_of
from graph.shared_bodies import SharedBodies
from graph.strength import Flags, Ints, TieModel, decay, saturate
from graph.tie_table import Small, TieTable
from graph.twin import compiled
from graph.weigh import FORBIDDEN, TieFilter, allowed_rules, priced, weigh

_MOST_CELLS = 4_000_000
"""Ages times rules that are worth a table."""
_AGES = 1024
"""Ages come in blocks of so many days."""


@dataclass(frozen=True, slots=True, eq=False)
class Lone:
    """The tie that is alone in a pair, -1 where there are several; and the parts of the others.

    ``counted`` are the ties of the part that are not alone anywhere. ``tables`` keeps costs by
    rule and age, of the number of ages last asked for.
    """

    table: TieTable
    tie: Small
    others: Ints
    part: tuple[TieTable, Rows, SharedBodies]
    counted: Flags
    since: int
    tables: dict[int, Small] = field(default_factory=dict)

    @classmethod
    def of(cls, table: TieTable, rows: Rows, bodies: SharedBodies) -> "Lone":
        """Find the lone ties."""
        begins = rows.pair_rows[:-1]
        row = rows.order[begins]
        alone = (np.diff(rows.pair_rows) == 1) & (row < rows.direct)
        direct = np.where(alone, row, 0)
        many = np.diff(rows.tie_starts)
        alone &= many[direct] == 1 if len(many) else False
        tie = np.full(len(begins), -1, dtype=np.int32)
        tie[alone] = rows.tie_rows[rows.tie_starts[row[alone]]]
        others = np.flatnonzero(~alone)
        columns, few, seats, ties = part_of(table, rows, bodies, ~alone)
        fading = np.isfinite(table.rules.half_life[table.rule])
        since = int(table.day[fading].min()) if fading.any() else 0
        counted = ~np.isin(ties, tie)
        return cls(table, tie, others, (columns, few, seats), counted, since)

    def costs(
        self, model: TieModel, nodes: int, day: int, tie_filter: TieFilter, arc_pair: Small
    ) -> tuple[Ints, int] | None:
        """Give the cost of each arc and how many ties count; None where no table is worth it."""
        ages = (max(day - self.since, 0) // _AGES + 1) * _AGES
        rate_all, lay_out = compiled(rate), compiled(lay)
        if ages * len(self.table.rules) > _MOST_CELLS or rate_all is None or lay_out is None:
            return None
        allowed = allowed_rules(self.table, tie_filter)
        if not tie_filter.include_invented:
            allowed &= ~self.table.rules.invented
        by_age = np.where(allowed[:, None], self._by_age(model, ages), np.int32(-1))
        table, pair_costs = self.table, np.empty(len(self.tie), dtype=np.int32)
        columns = (table.rule, table.start, table.end, table.day)
        count = rate_all(self.tie, *columns, by_age, day, pair_costs)
        weights = weigh(*self.part, model, nodes, day, tie_filter)
        pair_costs[self.others] = np.where(weights.costs < FORBIDDEN, weights.costs, -1)
        costs = np.empty(len(arc_pair), dtype=np.int64)
        lay_out(arc_pair, pair_costs, costs)
        return costs, int(count) + int(np.count_nonzero(weights.values[self.counted]))

    def _by_age(self, model: TieModel, ages: int) -> Small:
        """Give the cost of a lone tie by rule and age, -1 where it is too faint to count."""
        known = self.tables.get(ages)
        if known is None:
            rules, age = self.table.rules, np.arange(ages, dtype=np.float64)
            held = rules.confidence[:, None] * decay(age, rules.half_life[:, None])
            values = held * rules.weight[:, None]
            best = np.where(rules.contact[:, None], saturate(values), values)
            _, costs = priced(model, 1.0 - (1.0 - best), best)
            known = np.where(costs < FORBIDDEN, costs, -1).astype(np.int32)
            self.tables.clear()
            self.tables[ages] = known
        return known


def rate(
    lone: Small,
    rule: Small,
    start: Small,
    end: Small,
    day: Small,
    by_age: Small,
    as_of: int,
    costs: Small,
) -> int:
    """Look up the cost of every lone tie on a day, -1 elsewhere; give how many count."""
    count = 0
    for pair in range(len(lone)):
        costs[pair] = -1
        tie = lone[pair]
        if tie < 0 or as_of < start[tie] or as_of > end[tie]:
            continue
        costs[pair] = by_age[rule[tie], max(as_of - day[tie], 0)]
        count += costs[pair] >= 0
    return count


def lay(arc_pair: Small, pair_costs: Small, costs: Ints) -> None:
    """Give every arc the cost of its pair."""
    for arc in range(len(arc_pair)):
        cost = pair_costs[arc_pair[arc]]
        costs[arc] = cost if cost >= 0 else FORBIDDEN
