"""Expressions of the reading subset: recognised, not valued, so precedence does not matter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from queries.guard.aggregates import Aggregates
from queries.guard.alike import Alike
from queries.guard.calls import Calls
from queries.guard.cursor import Cursor
from queries.guard.grammar import Grammar
from queries.guard.growth import Growth
from queries.guard.names import STOPS
from queries.guard.regex import check_pattern
from queries.guard.words import Sort, refuse

MAX_LOOPS = 2
"""How deep comprehensions, quantifiers and reduce may be nested."""

_SIGNS = ("=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "^")
_WORDS = ("AND", "OR", "XOR", "IN", "CONTAINS")
_VALUE = "a value, a variable, a parameter or a function"


class ExpressionReader:
    """Reads expressions from a cursor."""

    def __init__(
        self, cursor: Cursor, aggregates: Aggregates, alike: Alike, growth: Growth
    ) -> None:
        """``grammar`` must be set before the first use."""
        self._cursor = cursor
        self.aggregates = aggregates
        self.alike = alike
        self.growth = growth
        self.grammar: Grammar
        self._calls = Calls(cursor, self)
        self._inside_list = 0
        self._loops = 0
        self._bodies = 0
        self._last = (0, 0)  # the last operand: its first word, and the one behind

    def expression(self) -> None:
        """Read operands with operators between them."""
        cursor, first = self._cursor, self._cursor.at
        gaps = []
        with cursor.deeper():
            more = True
            while more:
                self._operand()
                before = cursor.at
                more = self._operator()
                gaps.append((before, cursor.at))
        self.aggregates.judge(first, gaps)
        self.alike.judge(first, gaps)

    def properties(self) -> None:
        """Read ``{key: value, …}``."""
        self.listed("{", "}", self._pair)

    def listed(self, opening: str, closing: str, part: Callable[[], None]) -> None:
        """Read parts with commas between them, in brackets; there may be none."""
        cursor = self._cursor
        cursor.need(opening, "here")
        if cursor.took(closing):
            return
        part()
        while cursor.took(","):
            part()
        cursor.need(closing, "or a comma")

    def variable_in_list(self) -> None:
        """Read ``x IN list``, which begins comprehensions, quantifiers and reduce.

        Engines cannot stop within one expression, so such loops are not nested deep.
        """
        if self._loops > MAX_LOOPS:
            refuse(self._cursor.word, "is one loop too many in loops. Use UNWIND, and WITH.")
        first = self._cursor.at
        name = self._cursor.name("a variable")
        self._cursor.require_plain(first)
        self._cursor.need("IN", "and a list")
        start = self._cursor.at
        self.expression()
        self.growth.loops(start, self._cursor.at)
        self._bodies += 1
        self.aggregates.makes(name)

    @contextmanager
    def loop(self) -> Iterator[None]:
        """Count one more loop around what is read."""
        self._loops += 1
        bodies = self._bodies
        try:
            with self.aggregates.loop():
                yield
        finally:
            self._loops -= 1
            self._bodies = bodies

    def is_looping(self) -> bool:
        """Say whether what is read stands in what a loop does with each element."""
        return self._bodies > 0

    def where(self) -> None:
        """Read WHERE and a condition, if they stand here."""
        if self._cursor.took("WHERE"):
            self.expression()

    # ---------------------------------------------------------------- operators

    def _operator(self) -> bool:
        """Step over an operator that another operand follows; postfix ones are read whole."""
        cursor = self._cursor
        while self._tested():
            pass
        if cursor.is_sign("=~"):
            (first, stop), sign = self._last, cursor.at
            check_pattern(cursor)
            self.alike.matched(sign, first, stop - 1)
            cursor.behind(cursor.at - 1, ")")
            return self._operator()
        if cursor.is_sign("||"):
            refuse(cursor.word, "is not known to every engine; join texts by +.")
        if cursor.is_sign(*_SIGNS) or cursor.is_key(*_WORDS):
            cursor.step()
            return True
        if cursor.is_key("STARTS", "ENDS"):
            cursor.step()
            cursor.need("WITH", "and a text")
            return True
        return False

    def _tested(self) -> bool:
        """Read ``IS NULL`` or ``IS NOT NULL``, if it stands here."""
        cursor = self._cursor
        if not cursor.took("IS"):
            return False
        cursor.took("NOT")
        cursor.need("NULL", "(types and normal forms differ between engines)")
        return True

    # ---------------------------------------------------------------- operands

    def _operand(self) -> None:
        cursor, first = self._cursor, self._cursor.at
        if cursor.is_key("NOT") or cursor.is_sign("-", "+"):
            cursor.step()
            with cursor.deeper():
                self._operand()
            if cursor.words[first].key == "NOT":
                self.aggregates.none_since(first, "behind NOT")
            return
        self._atom()
        self._postfix(first)
        self._last = (first, cursor.at)

    def _postfix(self, first: int) -> None:
        """Read properties, places in lists and labels behind a value."""
        cursor = self._cursor
        while True:
            if cursor.took("."):
                self.aggregates.none_since(first, "before a dot")
                cursor.name("a property's name")
            elif cursor.is_sign("["):
                self._index()
            elif cursor.is_sign(":"):
                self.aggregates.none_since(first, "before a label")
                self.grammar.patterns.labels(alternatives=not self._inside_list)
                return
            else:
                return

    def _index(self) -> None:
        """Read ``[i]``, ``[from..to]``."""
        cursor = self._cursor
        cursor.need("[", "")
        if cursor.is_sign("..") and cursor.ahead(1).key == "]":
            refuse(cursor.word, "has no bound on either side. Write one, or leave it out.")
        if not cursor.is_sign(".."):
            self.expression()
        if cursor.took("..") and not cursor.is_sign("]"):
            self.expression()
        cursor.need("]", "here")

    def _atom(self) -> None:
        cursor, word = self._cursor, self._cursor.word
        if word.sort in (Sort.NUMBER, Sort.TEXT):
            if word.sort is Sort.TEXT:
                self.growth.holds(cursor.at, len(word.key))
            cursor.step()
            if word.sort is Sort.NUMBER and cursor.is_sign("."):
                cursor.unexpected("an operator")
        elif word.sort is Sort.SIGN:
            self._signed()
        elif word.sort is Sort.NAME:
            self._worded()
        elif word.sort is Sort.QUOTED:
            self._named()
        else:
            cursor.unexpected(_VALUE)

    def _signed(self) -> None:
        cursor = self._cursor
        if cursor.is_sign("$"):
            self.parameter()
        elif cursor.is_sign("["):
            self._list()
        elif cursor.is_sign("{"):
            self.properties()
        elif cursor.is_sign("("):
            self._bracket()
        else:
            cursor.unexpected(_VALUE)

    def parameter(self) -> object:
        """Read ``$name``, and give its value."""
        cursor = self._cursor
        cursor.need("$", "")
        word = cursor.word
        name = cursor.name("a parameter's name, in letters")
        if name not in cursor.parameters:
            refuse(
                word,
                f"is a parameter without a value. Give it one below the query "
                f"(-p {name}=VALUE on the command line).",
            )
        value = cursor.parameters[name]
        if isinstance(value, str | list | dict):
            self.growth.holds(cursor.at - 1, len(value) * (1 if isinstance(value, str) else 16))
        return value

    def _bracket(self) -> None:
        """Read a pattern that must be there, or an expression in brackets."""
        cursor = self._cursor
        if self.grammar.patterns.begins():
            self.aggregates.stands_apart()
            first = cursor.at
            self.grammar.patterns.path()
            self.alike.exists(first, cursor.at - 1)
            return
        cursor.step()
        outside, self._inside_list = self._inside_list, 0
        self.expression()
        self._inside_list = outside
        cursor.need(")", "or an operator")

    def _worded(self) -> None:
        """Read what a plain word begins."""
        cursor = self._cursor
        if cursor.is_key("TRUE", "FALSE", "NULL"):
            cursor.step()
        elif cursor.is_key("CASE"):
            self._case()
        elif cursor.is_key("EXISTS", "COUNT", "COLLECT") and cursor.ahead(1).key == "{":
            self._subquery()
        elif self.grammar.patterns.shortest():
            self.aggregates.stands_apart()
        else:
            self._named()

    def _named(self) -> None:
        """Read a call, a map projection or a variable."""
        cursor = self._cursor
        if self._calls.begins():
            self._calls.call()
            return
        if cursor.word.sort is Sort.NAME and cursor.word.key in STOPS:
            cursor.unexpected(_VALUE)
        first = cursor.at
        cursor.name("a variable")
        self.aggregates.uses(first)
        self.growth.uses(first, cursor.plain(first))
        if cursor.is_sign("{"):
            cursor.require_plain(first)
            self.listed("{", "}", self._projected)
            self.aggregates.none_since(first, "in a map of a node's properties")

    def _projected(self) -> None:
        """Read one part of a map projection: ``.name``, ``.*``, ``variable``, ``key: value``."""
        cursor = self._cursor
        if cursor.took("."):
            if not cursor.took("*"):
                cursor.name("a property's name")
            return
        first = cursor.at
        cursor.name("a key, or a property behind a dot")
        if cursor.took(":"):
            self.expression()
        else:
            self.aggregates.uses(first)
            self.growth.uses(first, cursor.plain(first))

    def _pair(self) -> None:
        self._cursor.name("a key")
        self._cursor.need(":", "and a value")
        self.expression()

    def _case(self) -> None:
        cursor = self._cursor
        cursor.step()
        if not cursor.is_key("WHEN"):
            self.expression()
        if not cursor.is_key("WHEN"):
            cursor.unexpected("WHEN")
        while cursor.took("WHEN"):
            self.expression()
            cursor.need("THEN", "and a value")
            self.expression()
        if cursor.took("ELSE"):
            self.expression()
        cursor.need("END", "of CASE")

    def _subquery(self) -> None:
        """Read ``EXISTS { … }``, ``COUNT { … }`` or ``COLLECT { … }``."""
        cursor, grammar = self._cursor, self.grammar
        collects = cursor.step().key == "COLLECT"
        cursor.step()
        outside, self._inside_list = self._inside_list, 0
        self.aggregates.stands_apart()
        with cursor.deeper(), self.aggregates.scope():
            first = cursor.at
            if collects or grammar.clauses.begins():
                grammar.clauses.query(returns=collects)
            else:
                grammar.clauses.match()
                self.aggregates.none_since(first, "in a pattern")
        self._inside_list = outside
        cursor.need("}", "at the end of the subquery")

    # ---------------------------------------------------------------- lists

    def _list(self) -> None:
        """Read a list, a list comprehension or a pattern comprehension."""
        cursor = self._cursor
        ahead = cursor.ahead(1)
        is_name = ahead.sort in (Sort.NAME, Sort.QUOTED)
        if is_name and cursor.ahead(2).sort is Sort.NAME and cursor.ahead(2).key == "IN":
            self._comprehension()
        elif self._begins_with_pattern():
            self._pattern_comprehension()
        else:
            self.listed("[", "]", self.expression)

    def _begins_with_pattern(self) -> bool:
        cursor, here = self._cursor, self._cursor.at
        cursor.at += 1
        if cursor.ahead(1).key == "=" and cursor.ahead(1).sort is Sort.SIGN:
            cursor.at += 2
        found = cursor.is_sign("(") and self.grammar.patterns.begins()
        if found:  # else a list of existing patterns: [(a)-->(b), …] is a list of flags
            found = self._has_bar(here)
        cursor.at = here
        return found

    def _has_bar(self, opening: int) -> bool:
        """Say whether a bar stands in these brackets themselves."""
        cursor, here = self._cursor, self._cursor.at
        cursor.at = opening
        stop = cursor.behind_bracket() - 1
        cursor.at = opening + 1
        found = False
        while cursor.at < stop and not found:
            if cursor.is_sign("(", "[", "{"):
                cursor.at = cursor.behind_bracket()
                continue
            found = cursor.is_sign("|")
            cursor.at += 1
        cursor.at = here
        return found

    def _comprehension(self) -> None:
        cursor = self._cursor
        cursor.step()
        self._inside_list += 1
        with self.loop():
            self.variable_in_list()
            first = cursor.at
            self.where()
            if cursor.took("|"):
                self.expression()
            self.aggregates.none_since(first, "in what a list does with each element")
        self._inside_list -= 1
        cursor.need("]", "at the end of the list")

    def _pattern_comprehension(self) -> None:
        cursor = self._cursor
        self.aggregates.stands_apart()
        first = cursor.at
        cursor.step()
        self._inside_list += 1
        if not cursor.is_sign("("):
            cursor.name("a path's name")
            cursor.need("=", "and a pattern")
        self.grammar.patterns.listed()
        self.where()
        cursor.need("|", "and what to collect")
        self.expression()
        self.aggregates.none_since(first, "in a list made from a pattern")
        self._inside_list -= 1
        cursor.need("]", "at the end of the list")
