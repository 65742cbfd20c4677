"""The law of levels at every door, for small random ledgers: HTTP, assistants, command line.

What is answered at a level must equal, byte for byte, what a ledger would answer that never held
the higher statements: status, headers, ETag, body. One application serves both in turn.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.app import create_app
from api.audit import Audit
from api.cli import app as command_line
from api.dependencies import Serving
from api.exports import FORMS
from api.jobs import Jobs
from api.mcp import Server
from api.questions import Question, questions
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from queries.describe import ParameterKind
from tests.api.doors import Clock
from tests.graph.factories import fact, link, load, node, source

PEOPLE = {
    "ep-person:1": "Ada Lovelace",
    "ep-person:2": "Ada Lovelace",
    "ep-person:3": "Grace Hopper",
    "ep-person:4": "Zelda Hidden",
}
BODIES = {
    "ep-org:DROI": ("Human Rights", Classification.SUBCOMMITTEE),
    "ep-org:LIBE": ("Civil Liberties", Classification.COMMITTEE),
    "ep-org:GRP": ("A Group", Classification.POLITICAL_GROUP),
    "org:ecre": ("ECRE", Classification.NGO),
    "org:irct": ("IRCT", Classification.NETWORK),
}
DOSSIER = "ep-procedure:2025-0059"
SOURCES = ("register", "list")
"""Tables of the office: the only sources whose rows may be of different levels."""
IGNORED = {"x-request-id"}


@dataclass(frozen=True, slots=True)
class Batch:
    """What one source said at one time.

    ``withdrawn``: records that it names and of which a lower level is told nothing: what they said
    before is no longer said, there as here.
    """

    of: str
    day: int
    statements: tuple[Statement, ...]
    withdrawn: frozenset[str] = frozenset()

    def below(self, level: Level) -> "Batch":
        """Leave out what the level does not see."""
        seen = tuple(one for one in self.statements if level.sees(one.level))
        named = frozenset(one.record for one in self.statements)
        return Batch(self.of, self.day, seen, named | self.withdrawn)


LEVELS = st.sampled_from(list(Level))


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Batch, ...]:
    """Give batches in order of their days; anything may be hidden, of everybody."""
    batches = []
    for day in range(draw(st.integers(1, 3))):
        of = draw(st.sampled_from(SOURCES))
        said = draw(st.lists(statements(of), min_size=2, max_size=14))
        if day == 0:
            said = [*base(of), *said]
        batches.append(Batch(of, day, tuple(dict.fromkeys(said))))
    return tuple(batches)


def base(of: str) -> list[Statement]:
    """Give one public actor, so that there is something to ask at every level."""
    return [
        node("country:FRA", Kind.AREA, of=of),
        fact("country:FRA", Property.NAME, "France", of=of),
        node(DOSSIER, Kind.DOSSIER, of=of),
        fact(DOSSIER, Property.NAME, "A file", of=of),
        fact(DOSSIER, Property.CLASSIFICATION, Classification.PROCEDURE.value, of=of),
    ]


@st.composite
def statements(draw: st.DrawFn, of: str) -> Statement:
    """Give one statement of a source about a small world."""
    level = draw(LEVELS)
    person = draw(st.sampled_from(sorted(PEOPLE)))
    body = draw(st.sampled_from(sorted(BODIES)))
    match draw(st.integers(0, 8)):
        case 0:
            return node(person, Kind.PERSON, of=of, level=level)
        case 1:
            return fact(person, Property.NAME, PEOPLE[person], of=of, level=level)
        case 2:
            label = Classification.MEP.value
            return fact(person, Property.CLASSIFICATION, label, of=of, level=level)
        case 3:
            return node(body, Kind.ORGANIZATION, of=of, level=level)
        case 4:
            return fact(body, Property.NAME, BODIES[body][0], of=of, level=level)
        case 5:
            label = BODIES[body][1].value
            return fact(body, Property.CLASSIFICATION, label, of=of, level=level)
        case 6:
            return link(person, body, of=of, level=level)
        case 7:
            period = Period.on(date(2026, 5, draw(st.integers(1, 28))))
            contact = Relation.CONTACT_OF
            return link(
                body, person, relation=contact, role="meeting", period=period, of=of, level=level
            )
        case _:
            shadow = Relation.RAPPORTEUR_FOR
            return link(person, DOSSIER, relation=shadow, role="SHADOW", of=of, level=level)


class Doors:
    """One application that serves any ledger in turn."""

    def __init__(self, folder: Path) -> None:
        """Make the application; its own home stays empty."""
        self._folder, self._count = folder, 0
        self._settings = Settings(folder / "own", level=Level.PROTECTED)
        self._clock = Clock()
        self.questions = questions()
        self.app: FastAPI = create_app(self._settings, self._clock)
        self.client = TestClient(self.app, base_url="http://127.0.0.1")
        self.client.__enter__()

    def close(self) -> None:
        """Stop serving."""
        self.client.__exit__(None, None, None)

    @contextmanager
    def over(self, batches: Sequence[Batch]) -> Iterator["Doors"]:
        """Serve a ledger of some batches."""
        self._count += 1
        home = self._folder / f"home-{self._count}"
        settings = Settings(home, level=Level.PROTECTED)
        with Workspace(settings) as workspace:
            for batch in batches:
                # Also one of which nothing is left: that a source was read is no statement.
                load(
                    workspace.ledger,
                    batch.statements,
                    day=batch.day,
                    of=replace(source(batch.of), publisher="Tables of the office"),
                    records=batch.withdrawn,
                    complete=False,
                )
            board = Jobs(home / "jobs", self._clock)
            own = self.app.state.serving
            # The installation's key and office stay those of the one application.
            self.app.state.serving = Serving(settings, workspace, self._clock, board)
            self._home, self._workspace = home, workspace
            try:
                yield self
            finally:
                self.app.state.serving = own
                board.close()

    def ask(self, method: str, address: str, body: object, level: Level) -> tuple[object, ...]:
        """Give all of an answer but its number.

        ``method`` is one of HTTP's, ``MCP`` with a tool's name for the address, or ``CLI`` with
        the words of a command.
        """
        if method == "MCP":
            return self._assistant(address, body, level)
        if method == "CLI":
            return self._command(address, level)
        headers = {"Corridors-Level": level.label}
        answer = self.client.request(method, address, json=body, headers=headers)
        kept = {name: value for name, value in answer.headers.items() if name not in IGNORED}
        return answer.status_code, kept, answer.content

    def _assistant(self, tool: str, given: object, level: Level) -> tuple[object, ...]:
        audit = Audit(self._home / "audit", self._home / "audit.key")
        server = Server(self._workspace, level, audit, self._clock)
        params = {"name": tool, "arguments": given}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        return 0, {}, json.dumps(server.answer(json.dumps(message)), sort_keys=True).encode()

    def _command(self, words: str, level: Level) -> tuple[object, ...]:
        typed = ["--home", str(self._home), *words.split("|"), "--level", level.label, "--json"]
        done = CliRunner().invoke(command_line, typed)
        said = (done.output + repr(done.exception)).replace(str(self._home), "HOME")
        return done.exit_code, {}, said.encode()


Ask = tuple[str, str, object]


def asks(known: Sequence[Question]) -> tuple[Ask, ...]:
    """Give every question that is put to both: all GET routes, and those asked by POST."""
    names = [*PEOPLE.values(), *PEOPLE, *(name for name, _ in BODIES.values()), *BODIES]
    wanted = [quote(name) for name in dict.fromkeys(names)]
    gets = [
        "/health",
        "/sources",
        "/entities",
        "/contacts",
        "/judgements",
        "/exports",
        "/credits",
        "/saved",
        "/plain",
    ]
    gets += [f"/exports/{form}" for form in FORMS]
    gets += [f"/exports/{form}?redact=all&keep=contacts" for form in ("turtle", "popolo")]
    gets += [f"/entities?limit=2&after={one}" for one in ("country:FRA", "ep-person:1")]
    for one in wanted:
        gets += [f"/entities/{one}", f"/search?q={one}", f"/neighbourhoods?of={one}&steps=2"]
    gets += [f"/search?q={one}" for one in ("zelda", "hiden", "human", "ada", "2025/0059")]
    for one in wanted[::3]:
        gets += [
            f"/picture/around?focus={one}",
            f"/notes?about={one}",
            f"/contacts?of={one}",
            f"/picture/routes?to={one}&source=ECRE",
        ]
    gets += ["/routes/targets?to=2025/0059", "/routes/targets?to=Zelda%20Hidden&group=GRP"]
    gets += [f"/ask/{one.name}?{_query(one, 'DROI')}" for one in known]
    gets += [f"/ask/{one.name}?{_query(one, 'Zelda Hidden')}" for one in known]
    gets += [f"/questions/{one.name}?{_query(one, 'LIBE')}" for one in known]
    gets += ["/picture/assignment?to=2025/0059", "/entities/ep-person:4?known_at=2026-01-02"]
    posts: list[Ask] = [
        ("POST", "/routes", {"to": [to], "sources": ["ECRE", "IRCT"], "max_hops": None})
        for to in ("2025/0059", "Zelda Hidden", "Ada Lovelace", "Human Rights")
    ]
    posts += [
        ("POST", "/assignments", {"to": ["2025/0059"], "backup": True, "cold": True}),
        ("POST", "/assignments/board", {"to": ["2025/0059"], "cold": True, "off": ["ECRE"]}),
        ("POST", "/majorities", {"body": "LIBE"}),
    ]
    gets += ["/maps/overview", "/maps/overview?kind=MEP&band=strong&evidence_from=2026-01-01"]
    gets += [f"/maps/overview/files/{form}?fade=true" for form in ("svg", "gexf", "ties")]
    for one in wanted[::3]:
        gets += [f"/maps/overview?inside={one}", f"/maps/way?inside={one}&deep=2"]
    together = {"to": ["2025/0059"], "sources": ["ECRE", "IRCT"], "how": "diverse"}
    posts += [
        ("POST", "/routes/together", together),
        ("POST", "/routes/together/files/svg", {**together, "how": "best"}),
        ("POST", "/cypher/drawn/files/ties", {"query": CYPHER[1]}),
    ]
    posts += [("POST", "/cypher/drawn", {"query": text}) for text in CYPHER]
    posts += [("POST", "/cypher", {"query": text}) for text in CYPHER]
    posts += [("MCP", "cypher", {"query": text}) for text in CYPHER]
    posts += [("MCP", "search", {"text": text}) for text in ("zelda hiden", "ecre", "human")]
    posts += [("MCP", "show", {"name": name}) for name in ("Zelda Hidden", "ECRE", "ep-person:4")]
    posts += [("MCP", "routes", {"to": ["2025/0059"], "sources": ["ECRE"]})]
    posts += [("CLI", words, None) for words in COMMANDS]
    return (*(("GET", one, None) for one in gets), *posts)


CYPHER = (
    "MATCH (n) RETURN labels(n)[0] AS kind, count(n) AS n ORDER BY kind",
    "MATCH (a)-[r]->(b) RETURN a.uid, type(r), r.level ORDER BY a.uid, r.uid",
    "MATCH (n) WHERE n.name STARTS WITH 'Zelda' RETURN n.name, n.level",
    "MATCH (n) RETURN n.nothing, n.secret ORDER BY n.uid LIMIT 3",
    "MATCH (n:Hidden) RETURN n",
)
COMMANDS = (
    "show|Zelda Hidden",
    "route|2025/0059|--from|ECRE",
    "sources",
    "messengers|2025/0059",
    "deadlines",
)


def _query(one: Question, name: str) -> str:
    """Fill what a question needs: its example, with a name of ours wherever a text is needed."""
    pairs = []
    for parameter in one.parameters:
        if parameter.required and parameter.kind is ParameterKind.TEXT:
            pairs.append(f"{parameter.name}={quote(name)}")
        elif parameter.required:
            value = one.example[parameter.name]
            pairs.append(f"{parameter.name}={quote(str(value))}")
    return "&".join(pairs)


def differences(doors: Doors, batches: Sequence[Batch], level: Level) -> tuple[list[str], int]:
    """Ask both ledgers everything; gives what differs, and how many questions were asked."""
    wanted = asks(doors.questions)
    with doors.over(batches) as whole:
        got = [whole.ask(*one, level) for one in wanted]
    with doors.over([batch.below(level) for batch in batches]) as lower:
        expected = [lower.ask(*one, level) for one in wanted]
    found = [
        f"{method} {address}: {a[0]} {_around(a[2], b[2])} instead of {b[0]} {_around(b[2], a[2])}"
        for (method, address, _), a, b in zip(wanted, got, expected, strict=True)
        if a != b
    ]
    found += [
        f"{method} {address}: status {answer[0]}"
        for (method, address, _), answer in zip(wanted, got, strict=True)
        if isinstance(answer[0], int) and answer[0] >= 500
    ]
    return found, len(wanted)


def _around(one: object, other: object) -> str:
    assert isinstance(one, bytes)
    assert isinstance(other, bytes)
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return one[max(0, at - 80) : at + 80].decode("utf-8", "replace")
