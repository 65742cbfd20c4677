from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryRefused
from graph.store import Cell
from queries.guard.check import check
from queries.guard.names import PROCEDURES

GIVEN: dict[str, Cell] = {"uid": "x", "set": 1, "create": 2, "a": date(2026, 1, 1), "b": None}
READING = [
    "MATCH (n) RETURN n",
    "match (n:Person {uid: $uid}) where n.name =~ '(?i)an.*' return n.name order by n.name skip 1",
    "OPTIONAL MATCH (n)-[:MEMBER_OF*1..3]->(o) RETURN count(o) AS set",
    "UNWIND range(1, 3) AS i RETURN i",
    "WITH 1 AS x RETURN x UNION ALL RETURN 2 AS x",
    "MATCH (c:Call) WHERE c.deadline > date('2026-01-01') + duration('P1D') RETURN c.set, c.call",
    "MATCH (n:Create|Set&!Delete) RETURN n.create, n.merge",
    "MATCH (n)-[r:MERGE|DROP]->(m) RETURN r",
    "MATCH (n {delete: 1, remove: 2}) RETURN {set: n.x, merge: 3}",
    "MATCH (n) WHERE n.name CONTAINS 'CREATE (x) // SET' RETURN \"DELETE; DROP\" AS `MERGE me`",
    "MATCH (n) RETURN `set`.name // CREATE nothing\n",
    "MATCH (n) /* DELETE everything;\n not */ RETURN n;",
    "MATCH (n) WHERE n.name = 'It\\'s SET' RETURN n",
    "MATCH (n) RETURN $set, $create",
    "CALL db.labels()",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshiptypes YIELD relationshipType RETURN count(*)",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN n, c",
    "MATCH (n) CALL { WITH n MATCH (n)--(m) RETURN count(m) AS c } RETURN n, c",
    "MATCH (n) WHERE EXISTS { (n)-[:HOLDS]->() } RETURN n {.name, .set, x: COUNT { (n)--() }}",
    "MATCH p = shortestPath((start)-[*..6]-(stop)) RETURN [x IN nodes(p) | x.name]",
    "RETURN date.truncate('month', date('2026-03-04')) AS d, duration.inDays($a, $b).days AS n",
    "RETURN 1.5 AS a, 1e3 AS b, 0xFF AS c, [1, 2, 3][0..2] AS e",
    "MATCH (n) RETURN [(n)--(m)-[:A*1..2]->(o) WHERE (o)-[*1..8]-(n) | o.name] AS names",
    "MATCH (n) RETURN COLLECT { MATCH (n)-[*1..8]-(m) RETURN m.name } AS names",
    "MATCH (n) RETURN properties(n).set, [n][0].create, (n).merge",
    "MATCH (n) WHERE (n.x) IN [1] AND NOT (n.y) RETURN n",
]


@pytest.mark.parametrize("text", READING)
def test_reading_queries_pass(text: str) -> None:
    check(text, GIVEN)


REFUSED = [
    ("CREATE (n)", "'CREATE' (line 1, column 1)"),
    ("MATCH (n)\n  set n.x = 1", "'set' (line 2, column 3)"),
    ("MATCH (n) DETACH DELETE n", "'DETACH'"),
    ("MATCH (n) DELETE n", "'DELETE'"),
    ("MATCH (n) REMOVE n.x", "'REMOVE'"),
    ("MERGE (n)", "'MERGE'"),
    ("MATCH (n) MERGE (n)-[:A]->(m)", "'MERGE'"),
    ("INSERT (n)", "'INSERT'"),
    ("DROP INDEX x", "'DROP'"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.x = x)", "'FOREACH'"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "'LOAD'"),
    ("MATCH (n) LOAD CSV FROM 'x' AS line RETURN line", "'LOAD'"),
    ("USE protected MATCH (n) RETURN n", "'USE'"),
    ("CALL { USE protected MATCH (n) RETURN n } RETURN n", "'USE'"),
    ("MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n", "'SET'"),
    (
        "MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS OF 5 ROWS RETURN n",
        "'IN' (line 1, column 38)",
    ),
    ("MATCH (n) RETURN [(n)-[*1..8]-(m) | m.name] AS l", "8 steps, which cannot be stopped"),
    ("MATCH (n) RETURN size([(n)--(m)--(o)-[*2]-(p) | 1]) AS s", "over 4 steps"),
    ("MATCH (n) RETURN [p = (n)-->()-->()-->()-->() | p] AS l", "Write COLLECT { MATCH"),
    ("MATCH (n) WITH n, 1.SET n.x = 2", "'.'"),
    ("MATCH (n) WITH n, 1SET n.x = 2", "'1'"),
    ("MATCH (n)/**/SET/**/n.x = 1", "'SET'"),
    ("MATCH (n) // harmless\nSET n.x = 1", "'SET'"),
    ("MATCH (n) WHERE n.x = '//' SET n.x = 1", "'SET'"),
    ("MATCH (n) WHERE n.x = '\\\\' SET n.x = 1 //'", "'SET'"),
    ("MATCH (n:`a``` ) SET n.x = 1", "'SET'"),
    ("MATCH (n) WITH n AS set SET set.x = 1", "'SET'"),
    ("MATCH (n) RETURN n; MATCH (m) RETURN m", "';' (line 1, column 19)"),
    ("MATCH (n) RETURN n;;CREATE (m)", "';'"),
    ("CALL apoc.create.node(['X'], {})", "'apoc.create.node'"),
    ("CALL `apoc`.`load`.`json`('x')", "'apoc.load.json'"),
    ("CALL db.index.fulltext.queryNodes('x', 'y')", "'db.index.fulltext.queryNodes'"),
    ("CALL dbms.shutdown", "'dbms.shutdown'"),
    ("CALL db.labelsX()", "'db.labelsX'"),
    ("MATCH (n) CALL", "The end of the query"),
    ("RETURN apoc.cypher.runFirstColumnSingle('CREATE (n)', {}) AS x", "'apoc.cypher.run"),
    ("RETURN `apoc`.`cypher`.run('x')", "'apoc.cypher.run'"),
    ("SELECT FROM Person", "'SELECT' (line 1, column 1) is not allowed here: it is SQL"),
    ("g.V()", "'g' (line 1, column 1) is not allowed here: it is Gremlin"),
    ("{ person { name } }", "'{'"),
    ("SHOW DATABASES", "'SHOW'"),
    ("ALTER USER x", "'ALTER'"),
    ("GRANT ROLE x TO y", "'GRANT'"),
    ("EXPLAIN MATCH (n) RETURN n", "'EXPLAIN'"),
    ("USING PERIODIC COMMIT", "'USING'"),
    ("MATCH (n) \\u0053ET n.x = 1", "Unicode escapes are not allowed (line 1, column 11)"),
    ("MATCH (n) WHERE n.x = 'abc RETURN n", "never closed"),
    ("MATCH (n:`abc) RETURN n", "never closed"),
    ("MATCH (n) /* abc RETURN n", "comment that is never closed"),
    ("", "empty"),
    (" // only a comment", "empty"),
    (";", "empty"),
    ("MATCH (n) RETURN n" + " " * 20_000, "20018 characters"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_everything_else_is_refused_with_word_and_place(text: str, said: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(text)
    assert said in str(caught.value)


def test_a_refusal_says_what_is_allowed() -> None:
    with pytest.raises(QueryRefused, match="reading query: MATCH, OPTIONAL") as caught:
        check("WHATEVER (n)")
    assert all(name in str(caught.value) for name in PROCEDURES)


SPACES = st.sampled_from([" ", "\n", "\t", "/* x */", "// y\n", "\r\n", "\u00a0", "\u200b"])
CLAUSES = st.sampled_from(["SET", "CREATE", "MERGE", "DELETE", "REMOVE", "DETACH", "DROP", "USE"])


@settings(deadline=None)  # on a busy machine time says nothing
@given(
    before=st.sampled_from(["MATCH (n)", "MATCH (n:`a b`) WHERE n.x = ')'", "UNWIND [1] AS x"]),
    space=SPACES,
    clause=CLAUSES,
    mask=st.integers(0, 127),
)
def test_no_spelling_of_a_writing_clause_passes(
    before: str, space: str, clause: str, mask: int
) -> None:
    spelt = "".join(c.lower() if mask >> i & 1 else c for i, c in enumerate(clause))
    with pytest.raises(QueryRefused):
        check(f"{before}{space}{spelt}{space}n.x = 1")


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, "1." + "0" * 5000, "9" * 20])
def test_a_number_that_nothing_could_keep_is_refused_in_our_words(number: str) -> None:
    with pytest.raises(QueryRefused, match="too large"):
        check(f"RETURN {number}")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_either_let_through_or_refused(text: str) -> None:
    try:
        check(text)
    except QueryRefused as refusal:
        assert str(refusal)


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.characters(blacklist_characters="\\", blacklist_categories=["Cc", "Cs"]),
        min_size=1,
        max_size=40,
    )
)
def test_what_stands_in_a_quoted_name_never_matters(name: str) -> None:
    check("MATCH (n:`" + name.replace("`", "``") + "`) RETURN n")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("RETURN tolowr('A')", r"'tolowr' \(line 1, column 8\).*nearest: tolower\(\)"),
        ("RETURN $file", r"Give it one below the query \(-p file=VALUE on the command line\)"),
        ("MATCH (n) RETURN id(n)", r"'id\(\)'.*whenever data are loaded; use \.uid"),
        ("EXPLAIN MATCH (n) RETURN n", "choose the view Plan"),
        ("", "Write one, such as MATCH"),
    ],
)
def test_refusal_says_in_words_of_the_console_what_to_write_instead(query: str, told: str) -> None:
    with pytest.raises(QueryRefused, match=told):
        check(query)
