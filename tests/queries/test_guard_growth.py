"""How large a value may be estimated to grow."""

import pytest

from graph.errors import QueryRefused
from queries.guard.check import check

BOUNDLESS = [
    "WITH 'x' AS a " + "WITH a + a + a + a + a + a + a + a AS a " * 10 + "RETURN size(a) AS n",
    "WITH [1] AS a " + "WITH [a, a, a, a, a, a, a, a] AS a " * 20 + "RETURN a",
    "WITH {x: 1} AS a " + "WITH {a: a, b: a} AS a " * 20 + "RETURN a",
    "WITH replace('xxxxxxxxxx', 'x', 'xxxxxxxxxx') AS a WITH replace(a, 'x', a) AS a "
    "WITH replace(a, 'x', a) AS a RETURN size(a) AS n",
    "RETURN [a IN range(1, 9999) | [b IN range(1, 9999) | a * b]] AS l",
    "WITH range(1, 9999) AS l RETURN [a IN l | [b IN l | a * b]] AS m",
    "WITH [x IN range(1, 9999) | 1] AS a WITH [x IN a | a] AS a WITH [x IN a | a] AS a RETURN a",
    "RETURN reduce(s = {a: 1}, i IN range(1, 99) | {a: s, b: s}) AS m",
]


@pytest.mark.parametrize("text", BOUNDLESS)
def test_what_could_grow_beyond_all_bounds_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match=r"beyond all bounds|in a loop|could double"):
        check(text)


BOUNDED = [
    "MATCH (n) RETURN replace(replace(replace(n.name, 'a', 'b'), 'c', 'dd'), ' ', '') AS x",
    "MATCH (n) RETURN n.a + ' ' + n.b + ' (' + n.c + ')' AS x, [n.a, n.b] AS l, {a: n.a} AS m",
    "MATCH (n) WITH collect(n) AS l UNWIND l AS a UNWIND l AS b RETURN count(*) AS c",
    "MATCH (n) WITH collect(n.x) AS l RETURN [a IN l | [b IN l | a + b]] AS m",
    "RETURN [x IN range(1, 9999) | x * x] AS l",
    "UNWIND range(1, 9999) AS x RETURN collect(x) AS l",
    "UNWIND range(1, 9999) AS x RETURN [" + ", ".join("x" * 50) + "] AS l",
    "UNWIND range(1, 9999) AS x WITH sum(x) AS s " + "WITH s + s AS s " * 10 + "RETURN s",
    "MATCH (n) RETURN [x IN n.tags | [y IN range(1, 100) | y]] AS l",
    "MATCH (n) RETURN reduce(s = '', x IN n.tags | s + ', ' + x) AS t",
]


@pytest.mark.parametrize("text", BOUNDED)
def test_what_analysts_write_is_not_too_large(text: str) -> None:
    check(text)
