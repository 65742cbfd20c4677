"""The law of levels at every door, for small random ledgers: HTTP, assistants, command line.

What is answered at a level must equal, byte for byte, what a ledger would answer that never held
the higher statements: status, headers, ETag, body. One application serves both in turn.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.app import create_app
from api.audit import Audit
from api.cli import app as command_line
from api.dependencies import Serving
from api.jobs import Jobs
from api.mcp import Server
from api.questions import questions
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from tests.api.doors import Clock
from tests.api.level_asks import BODIES, DOSSIER, PEOPLE, asks
from tests.graph.factories import fact, link, load, node, source

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
    """Give a few public actors, so that there is something to answer at every level."""
    return [
        *named("country:FRA", Kind.AREA, "France", of),
        *named(DOSSIER, Kind.DOSSIER, "A file", of, Classification.PROCEDURE),
        *named("ep-org:DROI", Kind.ORGANIZATION, "Human Rights", of, Classification.SUBCOMMITTEE),
        *named("org:ecre", Kind.ORGANIZATION, "ECRE", of, Classification.NGO),
        *named("ep-person:1", Kind.PERSON, PEOPLE["ep-person:1"], of, Classification.MEP),
        fact("ep-org:DROI", Property.ACRONYM, "DROI", of=of),
        link("ep-person:1", "ep-org:DROI", of=of),
        link("ep-person:1", "country:FRA", relation=Relation.REPRESENTS, role=None, of=of),
        link("ep-person:1", DOSSIER, relation=Relation.RAPPORTEUR_FOR, role="SHADOW", of=of),
        contact("org:ecre", "ep-person:1", 4, of, Level.PUBLIC),
    ]


def named(
    identifier: str, kind: Kind, name: str, of: str, label: Classification | None = None
) -> list[Statement]:
    """State that somebody or something is there, and what it is called."""
    said = [node(identifier, kind, of=of), fact(identifier, Property.NAME, name, of=of)]
    if label is not None:
        said.append(fact(identifier, Property.CLASSIFICATION, label.value, of=of))
    return said


def contact(body: str, person: str, day: int, of: str, level: Level) -> Statement:
    """State that somebody met somebody on a day of May."""
    return link(
        body,
        person,
        relation=Relation.CONTACT_OF,
        role="meeting",
        period=Period.on(date(2026, 5, day)),
        of=of,
        level=level,
    )


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
            name = (Property.NAME, BODIES[body][0])
            short = (Property.ACRONYM, body.split(":")[1].upper())
            prop, text = draw(st.sampled_from([name, short]))
            return fact(body, prop, text, of=of, level=level)
        case 5:
            label = BODIES[body][1].value
            return fact(body, Property.CLASSIFICATION, label, of=of, level=level)
        case 6:
            period = draw(st.sampled_from([Period(), Period.since(date(2024, 7, 16))]))
            return link(person, body, period=period, of=of, level=level)
        case 7:
            return contact(body, person, draw(st.integers(1, 28)), of, level)
        case _:
            shadow = Relation.RAPPORTEUR_FOR
            return link(person, DOSSIER, relation=shadow, role="SHADOW", of=of, level=level)


class Doors:
    """One application that serves any ledger in turn."""

    def __init__(self, folder: Path) -> None:
        """Make the application; its own home stays empty."""
        self._folder, self._count = folder, 0
        self._settings = Settings(folder / "own", level=Level.PROTECTED, office="org:ecre")
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
        settings = Settings(home, level=Level.PROTECTED, office="org:ecre")
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
            self._servers: dict[Level, Server] = {}
            try:
                yield self
            finally:
                self.app.state.serving = own
                board.close()

    def ask(self, method: str, address: str, body: object, level: Level) -> tuple[object, ...]:
        """Give all of an answer but its number.

        ``method`` is one of HTTP's, or one of ours (``tests.api.level_asks.Ask``).
        """
        if method == "MCP":
            return self._assistant(address, body, level)
        if method == "CLI":
            return self._command(address, level)
        if method == "JOB":
            return self._job(address, body, level)
        headers = {"Corridors-Level": level.label}
        answer = self.client.request(method, address, json=body, headers=headers)
        kept = {name: value for name, value in answer.headers.items() if name not in IGNORED}
        return answer.status_code, kept, answer.content

    def _assistant(self, tool: str, given: object, level: Level) -> tuple[object, ...]:
        if level not in self._servers:  # describing all its tools takes half a second
            audit = Audit(self._home / "audit", self._home / "audit.key")
            self._servers[level] = Server(self._workspace, level, audit, self._clock)
        server = self._servers[level]
        params = {"name": tool, "arguments": given}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        return 0, {}, json.dumps(server.answer(json.dumps(message)), sort_keys=True).encode()

    def _command(self, words: str, level: Level) -> tuple[object, ...]:
        out = self._home / "out.html"
        typed = [str(out) if word == "OUT" else word for word in words.split("|")]
        typed = ["--home", str(self._home), *typed, "--level", level.label, "--json"]
        done = CliRunner().invoke(command_line, typed)
        said = (done.output + repr(done.exception)).replace(str(self._home), "HOME")
        written = out.read_bytes() if out.exists() else b""
        out.unlink(missing_ok=True)
        return done.exit_code, {}, said.encode() + written

    def _job(self, address: str, body: object, level: Level) -> tuple[object, ...]:
        """Start long work and wait for its result; its number is drawn by chance."""
        headers = {"Corridors-Level": level.label}
        started = self.client.post(address, json=body, headers=headers)
        if started.status_code != 202:
            return started.status_code, {}, started.content
        result = f"/jobs/{started.json()['id']}/result"
        while (done := self.client.get(result, headers=headers)).status_code == 409:
            time.sleep(0.01)
        return done.status_code, {}, done.content


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
