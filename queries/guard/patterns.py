"""Patterns: nodes, relationships, bounded lengths, and no pairing of all with all."""

from queries.guard.cursor import Cursor
from queries.guard.grammar import Grammar, Matched
from queries.guard.words import Sort, quoted, refuse

MAX_HOPS = 8
"""The greatest length of a path whose length varies."""

MAX_SHORTEST = 15
"""The greatest length within shortestPath and allShortestPaths."""

MAX_LISTED = 3
"""The greatest length of a pattern that a list is made from: no engine looks up while it is."""

_SELECTORS = ("SHORTEST", "ANY", "ALL", "WALK", "TRAIL", "ACYCLIC", "SIMPLE")


class PatternReader:
    """Reads patterns from a cursor."""

    def __init__(self, cursor: Cursor) -> None:
        """``grammar`` must be set before the first use."""
        self._cursor = cursor
        self.grammar: Grammar
        self._longest = MAX_HOPS
        self._steps = 0
        self._narrow = False
        self._named: list[str] = []
        self._matched = Matched()
        self._invented = 0

    def patterns(self) -> Matched:
        """Read patterns with commas between them, and refuse those that are not joined.

        Two may stand apart from the others where a property, a label's index or WHERE can narrow
        them; which, is not looked at closely: the time limit stands behind.
        """
        cursor, first = self._cursor, self._cursor.word
        outside, self._matched = self._matched, Matched()
        groups = [self._pattern()]
        while cursor.took(","):
            groups.append(self._pattern())
        loose = _loose(groups)
        if loose > 1 and not cursor.is_key("WHERE"):
            refuse(
                first,
                f"begins {loose} patterns that nothing joins: each row of one would be paired "
                "with each row of the others. Join them by a shared variable or in WHERE, or "
                "name one node by {uid: …}.",
            )
        for names, _ in groups:
            self._matched.names += sorted(names)
        matched, self._matched = self._matched, outside
        return matched

    def path(self) -> None:
        """Read a node, and relationships with nodes."""
        self._node()
        while self._cursor.is_sign("-", "<"):
            self._relationship()
            self._node()

    def listed(self) -> None:
        """Read the pattern of a list made from it; how far it goes is bounded as a whole."""
        first = self._cursor.word
        outside, self._steps = self._steps, 0
        self.path()
        steps, self._steps = self._steps, outside
        if steps > MAX_LISTED:
            refuse(
                first,
                f"makes a list over {steps} steps, which cannot be stopped while it is made; at "
                f"most {MAX_LISTED} are searched. Write COLLECT {{ MATCH … RETURN … }}.",
            )

    def begins(self) -> bool:
        """Say whether ``(node)`` with a relationship behind stands here."""
        cursor = self._cursor
        if not cursor.is_sign("("):
            return False
        inner = cursor.ahead(1)
        if not (inner.sort in (Sort.NAME, Sort.QUOTED) or inner.key in (")", ":", "{")):
            return False
        after = [
            cursor.words[min(cursor.behind_bracket() + n, len(cursor.words) - 1)].key
            for n in range(3)
        ]
        return (after[0] == "-" and after[1] in ("[", "-")) or (
            after[:2] == ["<", "-"] and after[2] in ("[", "-")
        )

    def labels(self, alternatives: bool) -> None:
        """Read ``:A``, ``:A:B``, ``:A|B``, ``:!A&(B|C)``; a bar only where it can be one."""
        cursor = self._cursor
        while cursor.took(":"):
            self._label_term(alternatives)

    def shortest(self) -> bool:
        """Read ``shortestPath((a)-[*..6]-(b))`` as a value, if that stands here.

        From a node to itself Neo4j fails and the embedded engine finds a path of length 0: on
        both there is none.
        """
        first = self._cursor.at
        ends = self._shortest()
        if ends:
            a, b = (quoted(name) for name in ends)
            self._cursor.before(first, f"(CASE WHEN {a} <> {b} THEN ")
            self._cursor.behind(self._cursor.at - 1, " END)")
        return bool(ends)

    def _shortest(self) -> tuple[str, str] | None:
        """Read a shortest path, if it stands here; gives the names of its ends."""
        cursor = self._cursor
        if not (cursor.is_key("SHORTESTPATH", "ALLSHORTESTPATHS") and cursor.ahead(1).key == "("):
            return None
        word = cursor.step()
        cursor.step()
        start = self._end()
        self._longest = MAX_SHORTEST
        before = len(self._named)
        self._node()
        if not cursor.is_sign("-", "<"):
            cursor.unexpected("a relationship, as in (a)-[*..6]-(b)")
        self._relationship()
        self._matched.within += self._named[before + 1 :]
        stop = self._end()
        self._node()
        self._longest = MAX_HOPS
        cursor.need(")", "behind one path of one relationship")
        if start == stop:
            refuse(word, f"goes from {start} to itself. Name two ends.")
        return start, stop

    def _end(self) -> str:
        """Give the name of the node that begins here, and one where it has none."""
        cursor = self._cursor
        name = cursor.ahead(1)
        is_where = name.key == "WHERE" and cursor.ahead(2).key not in (":", ")", "{")
        if cursor.is_sign("(") and name.sort in (Sort.NAME, Sort.QUOTED) and not is_where:
            return name.key if name.sort is Sort.QUOTED else name.written
        self._invented += 1
        made = f"an end {self._invented}"
        cursor.behind(cursor.at, quoted(made))
        return made

    # ---------------------------------------------------------------- parts

    def _pattern(self) -> tuple[frozenset[str], bool]:
        """Read one pattern of MATCH; gives its variables, and whether a property narrows it."""
        cursor = self._cursor
        self._named, self._narrow = [], False
        path = []
        if cursor.word.sort in (Sort.NAME, Sort.QUOTED) and cursor.ahead(1).key == "=":
            path.append(cursor.name("a path's name"))
            cursor.step()
        if cursor.is_key(*_SELECTORS):
            refuse(cursor.word, "is not known to every engine; write p = shortestPath(…).")
        self._matched.names += path
        ends = self._shortest()
        if ends:
            self._matched.ends.append(ends)
            self._matched.within += path
        else:
            if cursor.is_sign("(") and cursor.ahead(1).key == "(":
                refuse(cursor.word, "repeats a pattern, which not every engine does; write *1..3.")
            self.path()
        return frozenset(self._named), self._narrow

    def _node(self) -> None:
        cursor = self._cursor
        cursor.need("(", "and a node")
        with cursor.deeper():
            self._variable()
            self.labels(alternatives=True)
            self._narrowing()
        cursor.need(")", "at the end of the node")

    def _variable(self) -> None:
        cursor = self._cursor
        is_where = cursor.is_key("WHERE") and cursor.ahead(1).key not in (":", ")", "{")
        if cursor.word.sort in (Sort.NAME, Sort.QUOTED) and not is_where:
            self._named.append(cursor.name("a variable"))

    def _narrowing(self) -> None:
        """Read a map of properties and a condition inside a node or relationship."""
        cursor = self._cursor
        if cursor.is_sign("$"):
            refuse(cursor.word, "cannot stand here: name each property, {uid: $uid}.")
        if cursor.is_sign("{"):
            named, self._named = self._named, []
            self.grammar.expressions.properties()
            self._named, self._narrow = named, True
        if cursor.took("WHERE"):
            named, self._named = self._named, []
            self.grammar.expressions.expression()
            self._named, self._narrow = named, True

    def _relationship(self) -> None:
        cursor = self._cursor
        left = cursor.took("<")
        cursor.need("-", "of a relationship")
        length = 1
        if cursor.took("["):
            with cursor.deeper():
                self._variable()
                self._types()
                length = self._length()
                self._narrowing()
            cursor.need("]", "at the end of the relationship")
        cursor.need("-", "of a relationship")
        if cursor.is_sign(">") and left:
            refuse(cursor.word, "points both ways; leave both arrows out.")
        cursor.took(">")
        self._steps += length

    def _types(self) -> None:
        """Read ``:A|B``; the older ``:A|:B`` is rewritten."""
        cursor = self._cursor
        if not cursor.took(":"):
            return
        cursor.name("a relationship's type; types are never parameters")
        while cursor.took("|"):
            if cursor.is_sign(":"):
                cursor.instead(cursor.at, "")
                cursor.step()
            cursor.name("a relationship's type")

    def _length(self) -> int:
        cursor, star = self._cursor, self._cursor.word
        if not cursor.took("*"):
            return 1
        least = self._number()
        most = self._number() if cursor.took("..") else least
        if self._longest == MAX_SHORTEST and least is not None and least > 1 and most != least:
            refuse(star, "begins beyond 1: shortest paths are found from 0 or 1 on. Write *..6.")
        if most is None:
            refuse(star, f"has no upper bound. Write one, such as *1..4; at most {self._longest}.")
        if most > self._longest:
            hint = "" if self._longest == MAX_SHORTEST else "; shortestPath may go further"
            refuse(star, f"goes up to {most} steps; at most {self._longest} are searched{hint}.")
        if least is not None and least > most:
            refuse(star, f"goes from {least} down to {most}. Write the smaller number first.")
        return most

    def _number(self) -> int | None:
        word = self._cursor.word
        if word.sort is not Sort.NUMBER or not word.key.isdigit():
            return None
        self._cursor.step()
        return int(word.key)

    def _label_term(self, alternatives: bool) -> None:
        self._label(alternatives)
        while self._cursor.is_sign("&") or (alternatives and self._cursor.is_sign("|")):
            self._cursor.step()
            self._label(alternatives)

    def _label(self, alternatives: bool) -> None:
        cursor = self._cursor
        while cursor.took("!"):
            pass
        if cursor.took("%"):
            return
        if cursor.took("("):
            with cursor.deeper():
                self._label_term(alternatives=True)
            cursor.need(")", "behind the labels")
            return
        cursor.name("a label; labels are never parameters")


def _loose(groups: list[tuple[frozenset[str], bool]]) -> int:
    """Count sets of patterns that share no variable and that nothing narrows."""
    sets: list[tuple[frozenset[str], bool]] = []
    for names, narrow in groups:
        apart = []
        for other, other_narrow in sets:
            if other & names:
                names, narrow = names | other, narrow or other_narrow
            else:
                apart.append((other, other_narrow))
        sets = [*apart, (names, narrow)]
    return len([1 for _, narrow in sets if not narrow]) if len(sets) > 1 else 1
