"""Every door through which somebody could be told of, asked with their names, as raw bytes.

An answer repeats what was asked, such as "nobody is called …": what was sent is taken out of the
answer before it is looked through, so it is sent in a spelling that no source has.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.audit import Audit
from api.cli import app
from api.client import Client, Refused
from api.exports import FORMS
from api.keeping import backup
from api.mcp import Server
from api.questions import Question, questions
from api.wiring import Workspace
from graph.levels import Level
from queries.describe import ParameterKind
from tests.api.doors import Clock

CYPHER = (
    "MATCH (n) RETURN n ORDER BY n.uid LIMIT 10000",
    "MATCH (a)-[r]->(b) RETURN a.uid, type(r), r, b.uid ORDER BY r.uid LIMIT 10000",
    "MATCH (n) WHERE n.uid = $id OR n.name = $name OR $id IN n.aliases RETURN n",
    "MATCH (m:MEP) RETURN count(m) AS n, collect(m.name) AS names",
)
EARLIER = ("", "2026-11-24", "2026-11-25")
"""Moments of knowledge: now, the day before the erasure, and the day of it."""


SLOW = frozenset({"council", "power", "scenario", "salience", "grid", "robust"})
"""Questions that count for a second or more; asked once, as their example."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one door said; ``sent`` is what was asked and may be repeated."""

    door: str
    content: bytes
    sent: tuple[str, ...] = ()
    status: int = 200

    def remaining(self) -> str:
        """Give what it said, in small letters, without what was sent."""
        text = self.content.decode("utf-8", "replace")
        for one in self.sent:
            written_as = (json.dumps(one)[1:-1], quote(one), quote_plus(one), quote(one, safe=""))
            for written in (one, *written_as):
                text = text.replace(written, "")
        return text.casefold()


def telling(found: Iterable[Told], traces: Sequence[str]) -> list[str]:
    """Name the doors that tell of somebody, with what stands around it.

    ``traces`` are expressions for small letters, each sought alone: that is far quicker, above all
    for those that begin with plain letters.
    """
    wrong, sought = [], [re.compile(trace) for trace in traces]
    for one in found:
        text = one.remaining()
        at = next(filter(None, (trace.search(text) for trace in sought)), None)
        if at:
            wrong.append(f"{one.door}: …{text[max(0, at.start() - 60) : at.end() + 60]}…")
    return wrong


def is_told(found: Iterable[Told], trace: str) -> bool:
    """Say whether any door tells of somebody, looking no further than the first that does."""
    sought = re.compile(trace)
    return any(sought.search(one.remaining()) for one in found)


def http(client: TestClient, names: Sequence[str], forms: Iterable[str] = FORMS) -> Iterator[Told]:
    """Ask every GET address, and those that answer to POST, with each name in each text.

    ``forms`` are the exports that are asked for.
    """
    described = client.get("/openapi.json").json()
    known = questions()
    for path, item in described["paths"].items():
        if "get" in item and not path.startswith("/ask/") and path != "/questions/{name}":
            for address, sent in _filled(path, item["get"].get("parameters", []), names, forms):
                yield _got(client, address, sent)
    for question in known:
        for number, (query, sent) in enumerate(_asked(question, names)):
            yield _got(client, f"/ask/{question.name}?{query}", sent)
            if number == 0 and question.name not in SLOW:  # one way of laying out for all
                yield _got(client, f"/questions/{question.name}?{query}", sent)
                yield _got(client, f"/ask/{question.name}?{query}&csv=true", sent)
    yield from _posted(client, names)
    yield from _jobs(client)


def _filled(
    path: str, parameters: Sequence[Mapping[str, Any]], names: Sequence[str], forms: Iterable[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fill an address with examples, and each of its texts with each name in turn."""
    given = [one for one in parameters if one["in"] in ("path", "query")]
    texts = [one["name"] for one in given if _is_text(one) and one["name"] not in _FIXED]
    moments = EARLIER if any(one["name"] == "known_at" for one in given) else ("",)
    for moment in moments:
        for name in (None, *names) if not moment else (None, names[-1]):
            for text in texts if name is not None else (None,):
                values = {one["name"]: _example(one) for one in given if one["required"]}
                if text is not None:
                    values[text] = name
                if moment:
                    values["known_at"] = moment
                sent = (name,) if name is not None else ()
                for form in tuple(forms) if "{form}" in path else ("",):
                    address = path
                    rest = {**values, "form": form} if form else values
                    for key in [key for key in rest if f"{{{key}}}" in path]:
                        address = address.replace(f"{{{key}}}", quote(str(rest.pop(key)), safe=""))
                    yield f"{address}?{_query(rest)}", sent


_FIXED = frozenset({"form", "known_at", "as_of", "redact", "keep", "after"})
_PLAIN: Mapping[str, object] = {"id": "none", "name": "none", "q": "DROI", "identifier": "DROI"}


def _is_text(one: Mapping[str, Any]) -> bool:
    schema = one["schema"]
    kinds = [schema.get("type"), *(each.get("type") for each in schema.get("anyOf", []))]
    return bool({"string", "array"} & set(kinds))


def _example(one: Mapping[str, Any]) -> object:
    schema = one["schema"]
    found = one.get("example") or next(iter(schema.get("examples", [])), None)
    if isinstance(found, list):
        found = found[0]
    return found if found is not None else _PLAIN.get(one["name"], "DROI")


def _query(values: Mapping[str, object]) -> str:
    return "&".join(f"{key}={quote(str(value))}" for key, value in values.items())


def _asked(question: Question, names: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fill a question with its example, and each of its texts with each name in turn."""
    base = {one.name: question.example[one.name] for one in question.parameters if one.required}
    base = {key: value[0] if isinstance(value, tuple) else value for key, value in base.items()}
    yield _query(base), ()
    if question.name in SLOW:
        return
    yield _query({**base, "known_at": EARLIER[1]}), ()
    for place, one in enumerate(question.parameters):
        if one.kind is ParameterKind.TEXT:
            name = names[place % len(names)]
            yield _query({**base, one.name: name}), (name,)


def _got(client: TestClient, address: str, sent: tuple[str, ...]) -> Told:
    answer = client.get(address)
    headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
    assert answer.status_code < 500, (address, answer.text)
    content = answer.content + headers.encode()
    return Told(f"GET {address}", content, sent, answer.status_code)


def _posted(client: TestClient, names: Sequence[str]) -> Iterator[Told]:
    bodies: list[tuple[str, dict[str, object], tuple[str, ...]]] = [
        ("/majorities", {"body": "LIBE"}, ()),
        ("/assignments", {"to": ["2025/0059"], "backup": True}, ()),
        ("/routes", {"to": ["2025/0059"], "sources": ["ECRE"]}, ()),
        ("/routes", {"to": ["LIBE"], "sources": ["HRW"]}, ()),
    ]
    for name in names:
        bodies += [
            ("/routes", {"to": [name]}, (name,)),
            ("/routes", {"to": ["2025/0059"], "avoid": [name]}, (name,)),
            ("/assignments", {"to": [name]}, (name,)),
        ]
    bodies += [
        (
            path,
            {"query": text, "parameters": {"id": names[0], "name": names[-1]}, "limit": 10_000},
            tuple(names),
        )
        for path in ("/cypher", "/cypher/explain")
        for text in CYPHER
    ]
    # Last: what is written has the engine hold the graph anew.
    bodies += [("/notes", {"about": one, "text": "Hello there."}, (one,)) for one in names]
    for path, body, sent in bodies:
        answer = client.post(path, json=body)
        assert answer.status_code < 500, (path, answer.text)
        yield Told(f"POST {path} {body}", answer.content, sent, answer.status_code)


def _jobs(client: TestClient) -> Iterator[Told]:
    for kind in ("exports/turtle", "exports/ftm"):
        started = client.post(f"/jobs/{kind}").json()["id"]
        while (done := client.get(f"/jobs/{started}/result")).status_code == 409:
            pass
        yield Told(f"result of job {kind}", done.content)
    yield Told("GET /jobs", client.get("/jobs").content)


def python(client: TestClient, names: Sequence[str]) -> Iterator[Told]:
    """Ask through the client for Python."""
    asked = Client("http://127.0.0.1")
    asked._http.close()
    asked._http = client
    asks: list[tuple[Callable[[], object], tuple[str, ...]]] = [
        (lambda: asked.export("popolo"), ()),
        (lambda: asked.cypher(CYPHER[0], limit=10_000), ()),
    ]
    for name in names:
        asks.append((partial(_found, asked, name), (name,)))
        asks.append((partial(asked.entity, name), (name,)))
    for ask, sent in asks:
        try:
            told = repr(ask())
        except Refused as refused:
            told = str(refused)
        yield Told("client", told.encode(), sent)


def _found(client: Client, name: str) -> object:
    return list(client.search(name))


def assistants(workspace: Workspace, level: Level, names: Sequence[str]) -> Iterator[Told]:
    """Call every tool for assistants."""
    settings = workspace.settings
    server = Server(workspace, level, Audit(settings.audit, settings.key), Clock())
    calls: list[tuple[str, dict[str, object], tuple[str, ...]]] = [
        ("cypher", {"query": text.replace("10000", "200")}, ()) for text in CYPHER[:2]
    ]
    for name in names:
        calls += [
            ("search", {"text": name}, (name,)),
            ("show", {"name": name}, (name,)),
            ("routes", {"to": [name]}, (name,)),
        ]
    for question in questions():
        base = {
            one.name: question.example[one.name] for one in question.parameters if one.required
        }
        plain = {key: list(v) if isinstance(v, tuple) else v for key, v in base.items()}
        calls.append((f"ask-{question.name}", plain, ()))
    for tool, arguments, sent in calls:
        message = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": tool, "arguments": arguments},
        }
        answer = server.answer(json.dumps(message, default=str))
        assert answer is not None
        text = str(answer["result"]["content"][0]["text"])
        yield Told(f"assistant {tool}", text.encode(), sent)


def commands(home: Path, names: Sequence[str], folder: Path) -> Iterator[Told]:
    """Run commands that tell of people, and look at the files that they write."""
    picture = folder / "picture.html"
    asks: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        (("sources", "--json"), ()),
        (("changes", "--since", "2026-11-01", "--json"), ()),
        (("sparql", "SELECT ?n WHERE { ?p foaf:name ?n } LIMIT 5000", "--json"), ()),
        (("render", "LIBE", "--out", str(picture)), ()),
        (("audit", "show", "--last", "2000"), ()),
        (("saved",), ()),
        (("judgements",), ()),
        (("review", "--json"), ()),
        (("retention",), ()),
    ]
    for name in names:
        asks += [(("show", name, "--json"), (name,)), (("route", name, "--json"), (name,))]
    for arguments, sent in asks:
        done = CliRunner(env={"COLUMNS": "250"}).invoke(app, ["--home", str(home), *arguments])
        told = done.output + str(done.exception or "")
        yield Told(f"corridors {' '.join(arguments)}", told.encode(), sent)
    if picture.exists():
        yield Told("picture", picture.read_bytes())


def backed_up(workspace: Workspace, place: Path, clock: Clock) -> Iterator[Told]:
    """Make a backup and give its parts."""
    place.unlink(missing_ok=True)
    backup(
        workspace.settings,
        workspace.ledger,
        place,
        now=clock(),
        passphrase=None,
        progress=lambda done, total, what: None,
    )
    with zipfile.ZipFile(io.BytesIO(place.read_bytes())) as archive:
        for name in archive.namelist():
            yield Told(f"backup {name}", archive.read(name))


def files(home: Path) -> Iterator[Told]:
    """Give every file of a home."""
    for place in sorted(home.rglob("*")):
        if place.is_file():
            yield Told(f"file {place.relative_to(home)}", place.read_bytes())
