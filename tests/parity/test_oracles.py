"""Rows computed in plain Python and networkx, so that both engines cannot be wrong alike."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations, pairwise
from statistics import mean, median

import networkx as nx
import pytest

from graph.store import Cell, NodeRow, TieRow
from tests.parity.comparing import Pair, near, rows_of, typed
from tests.parity.worlds import World, drawn

WORLD = drawn()
Rows = list[list[Cell]]


def of_kind(label: str) -> list[NodeRow]:
    return [node for node in WORLD.nodes if label in node.labels]


def ties(*relations: str) -> list[TieRow]:
    return [tie for tie in WORLD.ties if not relations or tie.relation.value in relations]


NODES = {node.uid: node for node in WORLD.nodes}
PEOPLE = of_kind("Person")
CONTACTS: "nx.MultiDiGraph[str]" = nx.MultiDiGraph()
CONTACTS.add_nodes_from(NODES)
CONTACTS.add_edges_from((tie.subject, tie.object, tie.uid) for tie in ties("CONTACT_OF"))


def got(node: NodeRow, name: str) -> Cell:
    return node.properties.get(name)


def numbers(nodes: Iterable[NodeRow], name: str) -> list[float]:
    return [value for node in nodes if isinstance(value := got(node, name), int | float)]


def by_label() -> Rows:
    return [
        [label, n]
        for label, n in Counter(one for node in WORLD.nodes for one in node.labels).items()
    ]


def by_type() -> Rows:
    return [[name, n] for name, n in Counter(tie.relation.value for tie in WORLD.ties).items()]


def degrees() -> Rows:
    """A loop is one relationship of its node, found once."""
    ends: Counter[str] = Counter()
    for tie in WORLD.ties:
        ends.update({tie.subject, tie.object})
    return [[uid, n] for uid, n in ends.items()]


def undirected() -> Rows:
    return [[sum(1 if tie.subject == tie.object else 2 for tie in WORLD.ties)]]


def parallel() -> Rows:
    found = Counter((tie.subject, tie.object) for tie in ties("CONTACT_OF"))
    return [[a, b, n] for (a, b), n in found.items() if n > 1]


def two_steps() -> Rows:
    """No relationship is gone over twice within one pattern."""
    out = defaultdict(list)
    for tie in WORLD.ties:
        out[tie.subject].append(tie)
    return [[sum(1 for a in WORLD.ties for b in out[a.object] if a.uid != b.uid)]]


def trails(longest: int) -> Rows:
    def walk(at: str, used: frozenset[str]) -> Iterable[str]:
        if used:
            yield at
        if len(used) < longest:
            for _, to, key in CONTACTS.out_edges(at, keys=True):
                if key not in used:
                    yield from walk(to, used | {key})

    return [[uid, n] for uid, n in Counter(walk("p01", frozenset())).items()]


def shortest(is_directed: bool) -> Rows:
    graph = CONTACTS if is_directed else CONTACTS.to_undirected()
    lengths = nx.single_source_shortest_path_length(graph, "p01", cutoff=6)
    return [[uid, n] for uid, n in lengths.items() if n and uid.startswith("p")]


def all_shortest() -> Rows:
    """Parallel relationships make paths of their own."""
    graph = CONTACTS.to_undirected()
    rows: Rows = []
    for uid in (node.uid for node in PEOPLE if node.uid != "p01"):
        if nx.has_path(graph, "p01", uid):
            found = 0
            for path in {tuple(one) for one in nx.all_shortest_paths(graph, "p01", uid)}:
                ways = 1
                for a, b in pairwise(path):
                    ways *= graph.number_of_edges(a, b)
                found += ways
            rows.append([uid, found])
    return rows


def triangles() -> Rows:
    simple = nx.Graph((a, b) for a, b, _ in CONTACTS.edges if a != b)
    return [[sum(nx.triangles(simple).values()) // 3]]


def together() -> Rows:
    members = defaultdict(set)
    for tie in ties("MEMBER_OF"):
        members[tie.object].add(tie.subject)
    found = Counter(
        pair for inside in members.values() for pair in combinations(sorted(inside), 2)
    )
    return [[a, b, n] for (a, b), n in found.items()]


def ages() -> Rows:
    groups = defaultdict(list)
    for node in PEOPLE:
        groups[got(node, "age")].append(node)
    return [
        [
            age,
            len(group),
            len(numbers(group, "score")),
            sum(numbers(group, "score")),
            mean(numbers(group, "score")) if numbers(group, "score") else None,
            max(str(got(node, "name")) for node in group),
        ]
        for age, group in groups.items()
    ]


def medians() -> Rows:
    scores = sorted(numbers(PEOPLE, "score"))
    return [[median(scores), median(numbers(PEOPLE, "age")), scores[0], scores[-1]]]


def births() -> Rows:
    days = [day for node in PEOPLE if isinstance(day := got(node, "born"), date)]
    found = Counter(day.year // 10 * 10 for day in days)
    return [[decade, n] for decade, n in found.items()]


def on_a_day() -> Rows:
    day = date(2023, 1, 1)

    def holds(tie: TieRow) -> bool:
        start, end = tie.properties["valid_from"], tie.properties["valid_to"]
        return (
            isinstance(start, date) and start <= day and (not isinstance(end, date) or end >= day)
        )

    return [[tie.uid] for tie in WORLD.ties if holds(tie)]


def three_valued() -> Rows:
    """``age > 40 OR active``: true, false, or nobody knows."""
    rows: Counter[Cell] = Counter()
    for node in PEOPLE:
        age, active = got(node, "age"), got(node, "active")
        old = None if age is None else int(str(age)) > 40
        rows[True if old or active else None if old is None or active is None else False] += 1
    return [[value, n] for value, n in rows.items()]


def tags() -> Rows:
    found = Counter(tag for node in PEOPLE for tag in (got(node, "tags") or []))  # type: ignore[union-attr]  # lists
    return [[tag, n] for tag, n in found.items()]


def without_committee() -> Rows:
    inside = {tie.subject for tie in ties("MEMBER_OF") if "Committee" in NODES[tie.object].labels}
    return [[node.uid] for node in PEOPLE if node.uid not in inside]


def optional() -> Rows:
    rows = {
        node.uid: [tie.object for tie in ties("MEMBER_OF") if tie.subject == node.uid]
        for node in PEOPLE
    }
    return [[uid, len(found), len(set(found))] for uid, found in rows.items()]


def weights() -> Rows:
    return [
        [name, sum(float(str(tie.properties["weight"])) for tie in ties(name))]
        for name in {tie.relation.value for tie in WORLD.ties}
    ]


def top() -> Rows:
    known = sorted(
        (node for node in PEOPLE if got(node, "born")),
        key=lambda node: (str(got(node, "born")), node.uid),
    )
    return [[node.uid] for node in known[2:6]]


def whole_numbers() -> Rows:
    return [[-7 // 2 + 1, -(7 % 3), 7 // 2, 2.0**10, 7 / 2.0, 10 - 3 - 2]]


def texts() -> Rows:
    return [
        [node.uid, str(got(node, "name")).split(" ")[0].upper(), str(got(node, "name"))[1:3]]
        for node in PEOPLE
    ]


def union() -> Rows:
    values = {got(node, "age") for node in PEOPLE} | {
        got(node, "size") for node in of_kind("Organization")
    }
    return [[value] for value in values]


def ages_in_days() -> Rows:
    day = date(2026, 1, 1)
    return [
        [node.uid, (day - born).days if isinstance(born := got(node, "born"), date) else None]
        for node in PEOPLE
    ]


def reachable() -> Rows:
    graph = nx.DiGraph((a, b) for a, b, _ in CONTACTS.edges)
    found = nx.single_source_shortest_path_length(graph, "p01", cutoff=2)
    return [[len(found) - 1]]


ORACLES: dict[str, Callable[[], Rows]] = {
    "MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) AS c": by_label,
    "MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS c": by_type,
    "MATCH (n)-[r]-() RETURN n.uid AS u, count(r) AS c": degrees,
    "MATCH ()-[r]-() RETURN count(r) AS c": undirected,
    "MATCH (a)-[r:CONTACT_OF]->(b) WITH a, b, count(r) AS c WHERE c > 1 "
    "RETURN a.uid, b.uid, c": parallel,
    "MATCH ()-[a]->()-[b]->() RETURN count(*) AS c": two_steps,
    "MATCH (a {uid: 'p01'})-[:CONTACT_OF*1..3]->(b) RETURN b.uid AS u, count(*) AS c": lambda: (
        trails(3)
    ),
    "MATCH (a {uid: 'p01'}), (b:Person) MATCH p = shortestPath((a)-[:CONTACT_OF*..6]->(b)) "
    "RETURN b.uid AS u, length(p) AS l": lambda: shortest(True),
    "MATCH (a {uid: 'p01'}), (b:Person) MATCH p = shortestPath((a)-[:CONTACT_OF*..6]-(b)) "
    "RETURN b.uid AS u, length(p) AS l": lambda: shortest(False),
    "MATCH (a {uid: 'p01'}), (b:Person) MATCH p = allShortestPaths((a)-[:CONTACT_OF*..6]-(b)) "
    "RETURN b.uid AS u, count(p) AS c": all_shortest,
    "MATCH (a)-[:CONTACT_OF]-(b)-[:CONTACT_OF]-(c)-[:CONTACT_OF]-(a) WHERE a.uid < b.uid "
    "AND b.uid < c.uid WITH DISTINCT a, b, c RETURN count(*) AS c": triangles,
    "MATCH (a:Person)-[:MEMBER_OF]->(o)<-[:MEMBER_OF]-(b:Person) WHERE a.uid < b.uid "
    "RETURN a.uid, b.uid, count(DISTINCT o) AS c": together,
    "MATCH (n:Person) RETURN n.age AS age, count(*) AS c, count(n.score) AS s, "
    "sum(n.score) AS t, avg(n.score) AS v, max(n.name) AS m": ages,
    "MATCH (n:Person) RETURN percentileCont(n.score, 0.5) AS a, percentileCont(n.age, 0.5) AS b, "
    "min(n.score) AS c, max(n.score) AS d": medians,
    "MATCH (n:Person) WHERE n.born IS NOT NULL "
    "RETURN n.born.year / 10 * 10 AS d, count(*) AS c": births,
    "MATCH ()-[r]->() WHERE r.valid_from <= date('2023-01-01') AND (r.valid_to IS NULL "
    "OR r.valid_to >= date('2023-01-01')) RETURN r.uid AS u": on_a_day,
    "MATCH (n:Person) RETURN n.age > 40 OR n.active AS x, count(*) AS c": three_valued,
    "MATCH (n:Person) UNWIND n.tags AS t RETURN t, count(*) AS c": tags,
    "MATCH (n:Person) WHERE NOT (n)-[:MEMBER_OF]->(:Committee) "
    "RETURN n.uid AS u": without_committee,
    "MATCH (n:Person) OPTIONAL MATCH (n)-[:MEMBER_OF]->(o) "
    "RETURN n.uid AS u, count(o) AS c, count(DISTINCT o) AS d": optional,
    "MATCH ()-[r]->() RETURN type(r) AS t, sum(r.weight) AS w": weights,
    "MATCH (n:Person) WHERE n.born IS NOT NULL "
    "RETURN n.uid AS u ORDER BY n.born, u SKIP 2 LIMIT 4": top,
    "RETURN -7 / 2 AS a, -7 % 3 AS b, 7 / 2 AS c, 2 ^ 10 AS d, 7 / 2.0 AS e, "
    "10 - 3 - 2 AS f": whole_numbers,
    "MATCH (n:Person) RETURN n.uid AS u, toUpper(split(n.name, ' ')[0]) AS a, "
    "substring(n.name, 1, 2) AS b": texts,
    "MATCH (n:Person) RETURN n.age AS x UNION MATCH (n:Organization) RETURN n.size AS x": union,
    "MATCH (n:Person) RETURN n.uid AS u, "
    "duration.inDays(n.born, date('2026-01-01')).days AS d": ages_in_days,
    "MATCH (a {uid: 'p01'})-[:CONTACT_OF*1..2]->(b) WHERE b <> a "
    "RETURN count(DISTINCT b) AS c": reachable,
}


def test_the_world_is_drawn_alike_each_time() -> None:
    again: World = drawn()
    assert again == WORLD


@pytest.mark.neo4j
@pytest.mark.parametrize("cypher", ORACLES)
def test_both_engines_say_what_plain_python_says(pairs: dict[str, Pair], cypher: str) -> None:
    embedded, neo4j = pairs["drawn"].both(cypher)
    expected = sorted((typed(row) for row in ORACLES[cypher]()), key=repr)
    assert expected
    for said in (embedded, neo4j):
        assert near(rows_of(said, is_ordered=False), expected)
