"""Rows on their way into the embedded engine's Java, thousands at once; imports no engine itself.

A call from Python into Java takes microseconds, so no cell of a row may cost one. Rows cross
together, as one text of all distinct texts and one array of numbers: for each cell, which value it
is. Java then makes rows of them in loops. People have no compiler, so these loops are put together
from method handles (``java.lang.invoke``). The engine's own way in, JSON, took four times as long.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any  # a Java object has no type that Python could check

import numpy as np

from graph.errors import StoreError
from graph.store import Cell, key_of
from graph.stores.jvm_cells import Cells

_BETWEEN = "\x1f"  # between two texts that cross; a text that holds it crosses alone
_LARGEST = 2**63


class Chunk:
    """Rows that cross together: names and values by turns, each by its number."""

    def __init__(self) -> None:
        """Start without rows."""
        self.texts: list[str] = []
        self.others: list[Cell] = []
        self._known: dict[object, int] = {}
        self._cells = array("i")  # below zero: the others, from the first on -1, -2, ...
        self._ends = array("i")

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._ends)

    def add(self, uid: str, properties: Mapping[str, Cell]) -> None:
        """Add a row; what is None is left out.

        Raises:
            StoreError: a value that the engine cannot keep.
        """
        known, put = self._known, self._cells.append
        for pair in {"uid": uid, **properties}.items():
            if pair[1] is None:
                continue
            for cell in pair:
                key = cell if type(cell) is str else key_of(cell)
                number = known.get(key)
                put(self._number(key, cell) if number is None else number)
        self._ends.append(len(self._cells))

    def numbers(self) -> tuple[Any, Any, Any]:
        """Give places in ``texts + others`` of all cells; where each row begins; where it ends."""
        cells = np.frombuffer(self._cells, np.int32)
        ends = np.frombuffer(self._ends, np.int32)
        begins = np.concatenate([np.zeros(1, np.int32), ends[:-1]])
        return np.where(cells < 0, len(self.texts) - 1 - cells, cells), begins, ends

    def _number(self, key: object, cell: Cell) -> int:
        if type(cell) is str and _BETWEEN not in cell:
            number = len(self.texts)
            self.texts.append(cell)
        else:
            _require_storable(cell)
            self.others.append(cell)
            number = -len(self.others)
        self._known[key] = number
        return number


class JavaRows:
    """Makes chunks into rows of Java objects, and gives them to the engine, in loops of Java's."""

    def __init__(self, java_class: Callable[[Any], Any], cells: Cells) -> None:
        """Look up the Java classes once; ``java_class`` finds one by name or by class object."""
        self._cells = cells
        self._text = java_class("java.lang.String")
        self._copy = java_class("java.lang.System").arraycopy
        named = java_class("java.lang.Class").forName
        self._ints, self._objects, self._rows = (
            java_class(named(name))
            for name in ("[I", "[Ljava.lang.Object;", "[[Ljava.lang.Object;")
        )
        loops = _Loops(java_class, self._ints, self._objects, self._rows)
        self._pick, self._cut, self._tie = loops.pick(), loops.cut(), loops.tie()

    def of(self, chunk: Chunk) -> Any:
        """Give rows as the engine takes them: an array each, names and values by turns.

        Raises:
            StoreError: a text is no text.
        """
        numbers, begins, ends = chunk.numbers()
        flat, made = self._objects(len(numbers)), self._rows(len(chunk))
        self._pick.invokeWithArguments(flat, self._table(chunk), self._ints(numbers))
        self._cut.invokeWithArguments(made, flat, self._ints(begins), self._ints(ends))
        return made

    def tie(
        self,
        batch: Any,
        relation: str,
        nodes: Any,
        ends: "tuple[array[int], array[int]]",
        rows: Any,
    ) -> None:
        """Write a tie for each row; ``ends`` are places of nodes in a list of record ids."""
        subjects, objects = map(self._ints, ends)
        self._tie.invokeWithArguments(batch, relation, nodes, subjects, objects, rows)

    def _table(self, chunk: Chunk) -> Any:
        table = self._objects(len(chunk.texts) + len(chunk.others))
        try:
            texts = self._text(_BETWEEN.join(chunk.texts)).split(_BETWEEN, -1)
        except UnicodeEncodeError as error:
            msg = f"{error.object[error.start :][:20]!r} is no text: it holds half a character."
            raise StoreError(msg) from error
        self._copy(texts, 0, table, 0, len(chunk.texts))
        for place, value in enumerate(chunk.others, len(chunk.texts)):
            table[place] = self._cells.write(value)
        return table


class _Loops:
    """Loops over arrays, as method handles; each method's docstring says it in Java."""

    def __init__(
        self, java_class: Callable[[Any], Any], ints: Any, objects: Any, rows: Any
    ) -> None:
        self._handles = java_class("java.lang.invoke.MethodHandles")
        self._form = java_class("java.lang.invoke.MethodType").methodType
        self._classes = java_class(java_class("java.lang.Class").forName("[Ljava.lang.Class;"))
        self._order = ints
        self._look = self._handles.publicLookup()
        self._void = java_class("java.lang.Void").TYPE
        self._int = java_class("java.lang.Integer").TYPE
        self._ints, self._objects, self._rows = ints.class_, objects.class_, rows.class_
        self._object, self._string, self._list, self._arrays, self._id, self._batch = (
            java_class(name).class_
            for name in (
                "java.lang.Object",
                "java.lang.String",
                "java.util.ArrayList",
                "java.util.Arrays",
                "com.arcadedb.database.RID",
                "com.arcadedb.graph.GraphBatch",
            )
        )
        self._at = self._handles.collectArguments  # (f, n, g): f's argument n is what g gives
        self._get = self._handles.arrayElementGetter
        self._set = self._handles.arrayElementSetter

    def pick(self) -> Any:
        """``(Object[] flat, Object[] table, int[] numbers)``: flat[i] = table[numbers[i]]."""
        step = self._at(self._set(self._objects), 2, self._get(self._objects))
        step = self._at(step, 3, self._get(self._ints))  # flat, i, table, numbers, i
        return self._loop(step, (1, 0, 2, 3, 0), (self._objects, self._objects, self._ints), 1)

    def cut(self) -> Any:
        """``(Object[][] rows, Object[] flat, int[] begins, int[] ends)``.

        ``rows[i] = Arrays.copyOfRange(flat, begins[i], ends[i])``
        """
        form = self._of(self._objects, self._objects, self._int, self._int)
        part = self._look.findStatic(self._arrays, "copyOfRange", form)
        step = self._at(self._set(self._rows), 2, part)  # rows, i, flat, begin, end
        step = self._at(step, 4, self._get(self._ints))
        step = self._at(step, 3, self._get(self._ints))  # rows, i, flat, begins, i, ends, i
        types = (self._rows, self._objects, self._ints, self._ints)
        return self._loop(step, (1, 0, 2, 3, 0, 4, 0), types, 1)

    def tie(self) -> Any:
        """``(GraphBatch batch, String type, ArrayList ids, int[] from, int[] to, ... rows)``.

        ``batch.newEdge(ids.get(from[i]), type, ids.get(to[i]), rows[i])``
        """
        form = self._of(self._void, self._id, self._string, self._id, self._objects)
        made = self._look.findVirtual(self._batch, "newEdge", form).asFixedArity()
        node = self._look.findVirtual(self._list, "get", self._of(self._object, self._int))
        node = node.asType(self._of(self._id, self._list, self._int))
        step = self._at(made, 4, self._get(self._rows))  # batch, id, type, id, rows, i
        for place in (3, 1):
            step = self._at(step, place, node)
            step = self._at(step, place + 1, self._get(self._ints))
        # batch, ids, from, i, type, ids, to, i, rows, i
        types = (self._batch, self._string, self._list, self._ints, self._ints, self._rows)
        return self._loop(step, (1, 3, 4, 0, 2, 3, 5, 0, 6, 0), types, 6)

    def _loop(self, step: Any, order: Sequence[int], types: Sequence[Any], over: int) -> Any:
        """Take a step for each element of one argument, counted from 1; ``order`` 0 is i."""
        each = self._handles.permuteArguments(
            step, self._of(self._void, self._int, *types), self._order(order)
        )
        length = self._handles.arrayLength(types[over - 1])
        count = self._handles.permuteArguments(
            length, self._of(self._int, *types), self._order([over - 1])
        )
        return self._handles.countedLoop(count, None, each)

    def _of(self, gives: Any, *takes: Any) -> Any:
        return self._form(gives, self._classes(takes))


def _require_storable(cell: Cell) -> None:
    if isinstance(cell, Mapping):
        cell = [*cell.values()]
    if isinstance(cell, list | tuple):
        for part in cell:
            _require_storable(part)
    elif isinstance(cell, int) and not -_LARGEST <= cell < _LARGEST:
        msg = f"A store cannot keep {cell}: whole numbers have 64 bits."
        raise StoreError(msg)
    elif cell is not None and not isinstance(cell, str | int | float | date):
        msg = f"A store keeps texts, numbers, dates, lists and maps; {cell!r} is none of them."
        raise StoreError(msg)
