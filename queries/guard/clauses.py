"""Clauses of a reading query: MATCH, UNWIND, WITH, CALL, RETURN and UNION, and no others."""

from itertools import pairwise

from queries.guard.aggregates import Aggregates, Item
from queries.guard.alike import Alike
from queries.guard.cursor import Cursor
from queries.guard.grammar import Grammar
from queries.guard.growth import Growth
from queries.guard.names import PROCEDURES
from queries.guard.scope import Scope
from queries.guard.words import Sort, quoted, refuse

STARTS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
"""Words a clause may begin with."""

MAX_CLAUSES = 60
"""Clauses of a query, those of its subqueries included."""

ALLOWED = (
    f"a clause of a reading query: {', '.join(STARTS)}, with WHERE, ORDER BY, SKIP, LIMIT, UNION "
    f"and subqueries, and the procedures {', '.join(f'{name}()' for name in PROCEDURES)}"
)


class ClauseReader:
    """Reads clauses from a cursor."""

    def __init__(
        self, cursor: Cursor, aggregates: Aggregates, alike: Alike, growth: Growth
    ) -> None:
        """``grammar`` must be set before the first use."""
        self._cursor = cursor
        self._aggregates = aggregates
        self._alike = alike
        self._growth = growth
        self._scope = Scope(cursor)
        self.grammar: Grammar
        self._count = 0
        self._inside = 0
        self._names: list[str] = []

    def begins(self) -> bool:
        """Say whether a clause begins here."""
        return self._cursor.is_key(*STARTS)

    def whole(self) -> None:
        """Read the query to the end of the text."""
        cursor = self._cursor
        self._parts(returns=True)
        while cursor.is_sign(";") and cursor.ahead(1).sort is Sort.END:
            cursor.instead(cursor.at, "")
            cursor.step()
        if cursor.word.sort is not Sort.END:
            cursor.unexpected(ALLOWED)

    def query(self, returns: bool) -> list[str]:
        """Read a subquery, which stands in braces, up to the closing one; gives its columns."""
        self._inside += 1
        spans, elements = self._alike.spans, self._alike.elements
        with self._aggregates.scope(), self._scope.subquery() as columns:
            self._parts(returns)
        self._alike.spans, self._alike.elements = spans, elements
        self._inside -= 1
        if not self._cursor.is_sign("}"):
            self._cursor.unexpected(f"}} or {ALLOWED}")
        return columns

    def match(self) -> None:
        """Read patterns and a condition, as MATCH has them."""
        cursor = self._cursor
        matched = self.grammar.patterns.patterns()
        where = cursor.at
        self._where()
        words = cursor.words[where : cursor.at]
        for before, word in pairwise(words):
            name = word.key if word.sort is Sort.QUOTED else word.written
            if name in matched.within and word.sort is not Sort.TEXT and before.key not in ".:":
                refuse(
                    word,
                    "is of a shortest path, and Neo4j would look for another path that meets the "
                    "condition. Put the condition behind WITH *: … WITH * WHERE ….",
                )
        if matched.ends:
            differ = " AND ".join(f"{quoted(a)} <> {quoted(b)}" for a, b in matched.ends)
            cursor.behind(
                where if words else where - 1, f" {differ} AND (" if words else f" WHERE {differ}"
            )
            cursor.behind(cursor.at - 1, ")" if words else "")
        self._names = matched.names

    def _parts(self, returns: bool) -> None:
        """Read single queries with UNION between them."""
        cursor, alike = self._cursor, self._alike
        spans, elements = alike.spans, alike.elements
        self._single(returns)
        while cursor.took("UNION"):
            alike.spans, alike.elements = spans, elements
            if cursor.is_key("DISTINCT"):
                cursor.instead(cursor.at, "")
                cursor.step()
            else:
                cursor.took("ALL")
            self._single(returns)

    def _single(self, returns: bool) -> None:
        """Read clauses up to RETURN; ``returns`` says that it must be there."""
        cursor = self._cursor
        number = 0
        self._scope.begin()
        while self.begins():
            self._count += 1
            if self._count > MAX_CLAUSES:
                refuse(cursor.word, f"is one clause too many: at most {MAX_CLAUSES} are run.")
            number += 1
            word = cursor.step()
            if word.key == "RETURN":
                self._return(returns)
                return
            alone = self._clause(word.key)
            if alone and number == 1 and not self.begins() and not self._inside:
                return  # CALL db.labels() alone
        if returns or not number:
            cursor.unexpected(ALLOWED if not number else f"RETURN, or {ALLOWED}")
        if cursor.words[cursor.at - 1].sort is Sort.NAME and not cursor.is_sign("}"):
            cursor.unexpected(ALLOWED)

    def _clause(self, key: str) -> bool:
        """Read one clause; says whether it is a procedure, which may stand alone."""
        cursor, grammar, first = self._cursor, self.grammar, self._cursor.at
        self._aggregates.clause()
        if key == "OPTIONAL":
            if not cursor.is_key("MATCH"):
                cursor.unexpected("MATCH behind OPTIONAL")
            cursor.step()
            key = "MATCH"
        if key == "MATCH":
            self.match()
            self._scope.add(self._names)
            self._alike.elements = self._alike.elements | {*self._names}
            self._aggregates.none_since(first, "in MATCH")
        elif key == "UNWIND":
            grammar.expressions.expression()
            self._aggregates.none_since(first, "in UNWIND")
            cursor.need("AS", "and a name for each element")
            stop = cursor.at - 1
            name = cursor.name("a name for each element")
            self._growth.named_parts(name, first, stop)
            self._scope.add([name])
        elif key == "WITH":
            self._with()
        else:
            return self._call()
        return False

    def _where(self) -> None:
        cursor, first = self._cursor, self._cursor.at
        if cursor.took("WHERE"):
            self.grammar.expressions.expression()
            self._aggregates.none_since(first, "in WHERE")

    # ---------------------------------------------------------------- WITH and RETURN

    def _with(self) -> None:
        items, star = self._items(named=True)
        self._scope.replace([each.name for each in items], keeps=star is not None)
        self._rename(items, keeps=star is not None)
        self._order(items)
        self._where()

    def _rename(self, items: list[Item], keeps: bool) -> None:
        """Note what names stand for behind a projection; ``keeps`` says that others stay."""
        alike, names = self._alike, {each.name for each in items}
        spans = {each.name for each in items if alike.is_duration(each.first, each.stop)}
        elements = {each.name for each in items if alike.is_element(each.first, each.stop)}
        alike.spans = spans | (alike.spans - names if keeps else set())
        alike.elements = elements | (alike.elements - names if keeps else set())

    def _return(self, is_kept: bool) -> None:
        """Read RETURN; ``is_kept`` says that what it returns is used."""
        self._aggregates.clause()
        first = self._cursor.at - 1
        items, star = self._items(named=False)
        columns = [each.name for each in items]
        if star is not None:
            word = self._cursor.words[star]
            if items:
                refuse(word, "takes nothing beside it. Name what to return.")
            if self._inside and is_kept:
                refuse(word, "is not returned by a subquery. Name what to return.")
            columns = self._scope.write_star(star)
        self._scope.returned(first, columns)
        before = self._alike.spans, self._alike.elements
        self._rename(items, keeps=True)
        self._order(items)
        self._alike.spans, self._alike.elements = before

    def _items(self, named: bool) -> tuple[list[Item], int | None]:
        """Read the items of a projection; gives those written out, and where a star stands."""
        cursor = self._cursor
        cursor.took("DISTINCT")
        star = cursor.at if cursor.is_sign("*") else None
        cursor.took("*")
        if star is not None and not cursor.took(","):
            return [], star
        items = [self._item(named)]
        while cursor.took(","):
            items.append(self._item(named))
        self._aggregates.judge_items(items, star is not None)
        for each in items:
            self._growth.named(each.name, each.first, each.stop)
        return items, star

    def _item(self, named: bool) -> Item:
        """Read an expression with its name; without one, RETURN gets the expression's text."""
        cursor, first = self._cursor, self._cursor.at
        self.grammar.expressions.expression()
        stop = cursor.at
        if cursor.took("AS"):
            return Item(first, stop, cursor.name("a name"))
        is_variable = stop == first + 1 and cursor.words[first].sort in (Sort.NAME, Sort.QUOTED)
        name = cursor.source(first, stop)
        if is_variable:
            word = cursor.words[first]
            return Item(first, stop, word.key if word.sort is Sort.QUOTED else name)
        if named:
            cursor.unexpected("AS and a name: WITH names each value that is no variable")
        if not self._inside:
            cursor.behind(stop - 1, f" AS {quoted(name)}")
        return Item(first, stop, name)

    def _order(self, items: list[Item]) -> None:
        cursor = self._cursor
        if cursor.took("ORDER"):
            cursor.need("BY", "and what to order by")
            self._order_item(items)
            while cursor.took(","):
                self._order_item(items)
        if cursor.is_key("OFFSET"):
            cursor.instead(cursor.at, "SKIP")
            cursor.step()
            self._amount("SKIP")
        elif cursor.took("SKIP"):
            self._amount("SKIP")
        if cursor.took("LIMIT"):
            self._amount("LIMIT")

    def _order_item(self, items: list[Item]) -> None:
        first = self._cursor.at
        self.grammar.expressions.expression()
        self._aggregates.order(first, items)
        self._alike.unordered(first, self._cursor.at, "is put in order, but")
        if self._cursor.is_key("ASC", "ASCENDING", "DESC", "DESCENDING"):
            self._cursor.step()
        if self._cursor.is_key("NULLS"):
            self._cursor.unexpected("a comma (nulls come last, and first with DESC)")

    def _amount(self, of: str) -> None:
        """Read a whole number, or a parameter that is one."""
        cursor, word = self._cursor, self._cursor.word
        if word.sort is Sort.NUMBER and word.key.isdigit():
            cursor.step()
        elif cursor.took("$"):
            name = cursor.name("a parameter's name")
            value = cursor.parameters.get(name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                refuse(word, f"behind {of} must be a whole number. Give ${name} one.", f"${name}")
        else:
            cursor.unexpected(f"a whole number or a parameter behind {of}")

    # ---------------------------------------------------------------- CALL

    def _call(self) -> bool:
        """Read a subquery or a procedure; says whether it is a procedure."""
        cursor = self._cursor
        if cursor.took("("):
            self._imports()
            self._subquery()
            return False
        if cursor.is_sign("{"):
            self._subquery()
            return False
        self._procedure()
        return True

    def _imports(self) -> None:
        cursor = self._cursor
        if not cursor.took("*") and not cursor.is_sign(")"):
            cursor.name("a variable")
            while cursor.took(","):
                cursor.name("a variable")
        cursor.need(")", "behind the variables of the subquery")

    def _subquery(self) -> None:
        cursor = self._cursor
        cursor.need("{", "and a subquery")
        with cursor.deeper():
            columns = self.query(returns=True)
        self._scope.add(columns)
        cursor.need("}", "at the end of the subquery")

    def _procedure(self) -> None:
        cursor, first = self._cursor, self._cursor.at
        word = cursor.word
        if word.sort not in (Sort.NAME, Sort.QUOTED):
            cursor.unexpected("a subquery, or a procedure that may be called")
        cursor.step()
        while cursor.took("."):
            if cursor.word.sort not in (Sort.NAME, Sort.QUOTED):
                cursor.unexpected("the rest of the procedure's name")
            cursor.step()
        parts = cursor.words[first : cursor.at]
        name = "".join(part.key if part.sort is Sort.QUOTED else part.written for part in parts)
        known = {one.lower(): one for one in PROCEDURES}
        if name.lower() not in known:
            listed = ", ".join(f"{one}()" for one in PROCEDURES)
            refuse(word, f"is no procedure that may be called. Allowed: {listed}.", name)
        for number in range(first + 1, cursor.at):
            cursor.instead(number, "")
        cursor.instead(first, known[name.lower()])
        if cursor.took("("):
            cursor.need(")", "without arguments")
        else:
            cursor.behind(cursor.at - 1, "()")
        self._yield()

    def _yield(self) -> None:
        cursor = self._cursor
        if not cursor.took("YIELD"):
            return
        while True:
            name = cursor.name("a column of the procedure")
            if cursor.took("AS"):
                name = cursor.name("a name")
            cursor.require_plain(cursor.at - 1)
            self._scope.add([name])
            if not cursor.took(","):
                break
        self._where()
