"""Values between the embedded engine's Java and our cells; imports no engine itself.

The classes it needs are handed over by ``graph.stores.arcadedb``, the only module that starts the
engine.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any  # a Java object has no type that Python could check

from graph.budget import UNIT, Budget
from graph.store import Cell

JavaClass = Callable[[str], Any]


class Cells:
    """Reads Java values as cells and writes cells as Java parameters."""

    def __init__(self, java_class: JavaClass) -> None:
        """Look up the Java classes once; ``java_class`` finds one by name."""
        names = ("Boolean", "String", "Float", "Double", "Long", "Number")
        self._boolean, self._string, self._float, self._double, self._long, self._number = (
            java_class(f"java.lang.{name}") for name in names
        )
        self._decimal = java_class("java.math.BigDecimal")
        self._day = java_class("java.time.LocalDate")
        self._cypher_day = java_class("com.arcadedb.query.opencypher.temporal.CypherDate")
        self._map = java_class("java.util.Map")
        self._many = java_class("java.util.Collection")
        self._hash_map = java_class("java.util.HashMap")
        self._array_list = java_class("java.util.ArrayList")
        self._vertex = java_class("com.arcadedb.graph.Vertex")
        self._edge = java_class("com.arcadedb.graph.Edge")
        self._path = java_class("com.arcadedb.query.opencypher.traversal.TraversalPath")
        self._labels = java_class("com.arcadedb.query.opencypher.Labels")

    def read(self, value: Any, budget: Budget) -> Cell:
        """Read one Java value; what has no cell of its own becomes text, as Cypher writes it.

        Raises:
            QueryFailed: the budget is spent.
        """
        if value is None:
            return None
        if isinstance(value, self._string):
            budget.spend(UNIT + int(value.length()))
            return str(value)
        budget.spend(UNIT)
        if isinstance(value, self._boolean):
            return bool(value)
        if isinstance(value, (self._float, self._double, self._decimal)):
            return float(str(value)) if isinstance(value, self._decimal) else float(value)
        if isinstance(value, self._number):
            return int(value)
        if isinstance(value, (self._day, self._cypher_day)):
            return date.fromisoformat(str(value))
        return self._read_structure(value, budget)

    def _read_structure(self, value: Any, budget: Budget) -> Cell:
        if isinstance(value, self._vertex):
            labels = sorted(str(label) for label in self._labels.getLabels(value))
            return {"_labels": [*labels], **self._properties(value, budget)}
        if isinstance(value, self._edge):
            return {"_type": str(value.getTypeName()), **self._properties(value, budget)}
        if isinstance(value, self._path):
            return [self.read(part, budget) for part in value.toAlternatingList()]
        if isinstance(value, self._map):
            return {str(key): self.read(value.get(key), budget) for key in value.keySet()}
        if isinstance(value, self._many):
            return [self.read(part, budget) for part in value]
        return str(value)

    def _properties(self, element: Any, budget: Budget) -> dict[str, Cell]:
        """Read own properties, sorted, so that the same data gives the same bytes."""
        names = sorted(str(name) for name in element.getPropertyNames())
        return {name: self.read(element.get(name), budget) for name in names}

    def write(self, value: Cell) -> Any:
        """Write a cell as a Java value."""
        if isinstance(value, bool):
            return self._boolean.valueOf(value)
        if isinstance(value, int):
            return self._long.valueOf(value)
        if isinstance(value, float):
            return self._double.valueOf(value)
        if isinstance(value, date):
            return self._day.of(value.year, value.month, value.day)
        if isinstance(value, Mapping):
            return self.write_map(value)
        if isinstance(value, list | tuple):
            many = self._array_list()
            for part in value:
                many.add(self.write(part))
            return many
        return value

    def write_map(self, values: Mapping[str, Cell]) -> Any:
        """Write parameters, or any map of cells."""
        written = self._hash_map()
        for key, value in values.items():
            written.put(key, self.write(value))
        return written
