"""Read-only tools for assistants (Model Context Protocol), over standard input and output.

Ours and not the official package: that brings a web server, an HTTP client and a schema library
for transports that we do not offer, while lines of JSON-RPC with five methods are this module.
Every answer names the sources that it rests on. There is no tool that writes, loads or exports.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TextIO  # JSON values

from pydantic import TypeAdapter, ValidationError

from api import state
from api.ask import RouteAsk, ask_routes
from api.audit import Audit, Deed
from api.questions import Question, answered, asked_of, questions
from api.routers.asks import parameters_model
from api.schemas import HitOut, RouteAnswerOut, TableOut
from api.wiring import Workspace
from graph.errors import CorridorsError, InputError
from graph.levels import Level
from queries.cypher import run

VERSIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
"""Of the protocol, newest first."""
MOST_LINE = 1_000_000
_PARSE, _INVALID, _NO_METHOD, _BAD_PARAMS = -32700, -32600, -32601, -32602


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that an assistant may ask."""

    name: str
    text: str
    schema: Mapping[str, Any]
    call: Callable[[Mapping[str, Any]], Any]


class Wrong(Exception):
    """A message that is not of the protocol: its code and why."""

    def __init__(self, code: int, why: str) -> None:
        """Keep both."""
        super().__init__(why)
        self.code, self.why = code, why


class Server:
    """Answers messages at one level."""

    def __init__(
        self, workspace: Workspace, level: Level, audit: Audit, clock: Callable[[], datetime]
    ) -> None:
        """Offer the tools over a workspace; whoever asks sees no more than ``level``."""
        self._workspace, self._level = workspace.at(level), level
        self._audit, self._clock = audit, clock
        self._tools = {tool.name: tool for tool in self._made()}

    def serve(self, lines: TextIO, out: TextIO) -> None:
        """Answer line by line until the input ends."""
        while line := lines.readline(MOST_LINE + 1):
            answer = self.answer(line)
            if answer is not None:
                out.write(json.dumps(answer, ensure_ascii=True) + "\n")
                out.flush()

    def answer(self, line: str) -> dict[str, Any] | None:
        """Answer one message; None where it is a notification."""
        number: Any = None
        try:
            message = _parsed(line)
            number = message.get("id")
            if "id" not in message:
                return None
            return {"jsonrpc": "2.0", "id": number, "result": self._result(message)}
        except Wrong as wrong:
            told = {"code": wrong.code, "message": wrong.why}
            return {"jsonrpc": "2.0", "id": number, "error": told}

    def _result(self, message: Mapping[str, Any]) -> dict[str, Any]:
        params = message.get("params") or {}
        if not isinstance(params, dict):
            raise Wrong(_BAD_PARAMS, "params is no object.")
        match message.get("method"):
            case "initialize":
                asked = params.get("protocolVersion")
                return {
                    "protocolVersion": asked if asked in VERSIONS else VERSIONS[0],
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "corridors", "version": "0.1.0"},
                    "instructions": "Scores rank; they are never probabilities. Name the sources.",
                }
            case "ping":
                return {}
            case "tools/list":
                return {"tools": [_listed(tool) for tool in self._tools.values()]}
            case "tools/call":
                return self._called(params)
            case other:
                raise Wrong(_NO_METHOD, f"No method {other!r} here.")

    def _called(self, params: Mapping[str, Any]) -> dict[str, Any]:
        name, given = params.get("name"), params.get("arguments") or {}
        tool = self._tools.get(name) if isinstance(name, str) else None
        if tool is None or not isinstance(given, dict):
            raise Wrong(_BAD_PARAMS, f"No tool {name!r} here, or its arguments are no object.")
        status = 0
        try:
            told = {
                "answer": tool.call(given),
                "sources": self._sources(),
                "level": self._level.label,
            }
        except (CorridorsError, ValidationError) as error:
            status = 2
            told = {"problem": str(error) if isinstance(error, CorridorsError) else _words(error)}
        self._record(tool.name, given, status)
        text = json.dumps(told, ensure_ascii=False)
        return {"content": [{"type": "text", "text": text}], "isError": bool(status)}

    def _record(self, name: str, given: Mapping[str, Any], status: int) -> None:
        digest = self._audit.digest(name, json.dumps(given, sort_keys=True))
        deed = Deed("mcp", "local", "call", name, self._level.label, status, digest)
        self._audit.add(deed, self._clock())

    def _sources(self) -> list[dict[str, Any]]:
        """Name every source that anything at this level rests on, with age and licence."""
        listed = state.sources(self._workspace.ledger, self._level, self._today)
        kept = {"id", "publisher", "title", "url", "licence", "invented", "age_days"}
        return [one.model_dump(mode="json", include=kept) for one in listed]

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _made(self) -> Iterator[Tool]:
        text = {"type": "string", "minLength": 1, "maxLength": 300}
        names = {"type": "array", "items": text, "minItems": 1, "maxItems": 200}
        yield Tool(
            "search",
            "Find people, bodies, files and countries; misspellings are forgiven.",
            _object({"text": text}, "text"),
            lambda given: [
                HitOut.from_domain(hit).model_dump(mode="json")
                for hit in self._workspace.view().index.search(_text(given, "text"), 10)
            ],
        )
        yield Tool(
            "show",
            "Show one entity, by identifier or name, with facts, ties and evidence.",
            _object({"name": text}, "name"),
            lambda given: state.entity(self._workspace.view(), _text(given, "name")).model_dump(
                mode="json"
            ),
        )
        yield Tool(
            "routes",
            "Give the best routes from us to somebody, each step with its evidence.",
            _object({"to": names, "sources": names}, "to"),
            self._routes,
        )
        yield Tool(
            "cypher",
            "Ask the graph in Cypher, read-only; at most 200 rows.",
            _object({"query": {"type": "string", "minLength": 1, "maxLength": 20_000}}, "query"),
            lambda given: TableOut.from_domain(
                run(self._workspace.reader(), _text(given, "query"), {}, limit=200)
            ).model_dump(mode="json"),
        )
        for question in questions():
            yield self._question(question)

    def _routes(self, given: Mapping[str, Any]) -> Any:
        ask = RouteAsk(to=_names(given, "to"), sources=_names(given, "sources"))
        office = self._workspace.settings.office
        answer = ask_routes(self._workspace.view(), ask, office=office, as_of=self._today)
        return RouteAnswerOut.from_domain(answer).model_dump(mode="json")

    def _question(self, question: Question) -> Tool:
        model = parameters_model(question)

        def call(given: Mapping[str, Any]) -> Any:
            wanted = model.model_validate(given).model_dump()
            ask = question.ask(
                **{
                    one.name: tuple(wanted[one.name]) if one.many else wanted[one.name]
                    for one in question.parameters
                }
            )
            day = wanted["as_of"] or self._today
            asked = asked_of(self._workspace, self._level, day)
            answer, _ = answered(question, asked, ask)
            return TypeAdapter(question.result).dump_python(answer, mode="json")

        schema = model.model_json_schema()
        for left in ("csv", "sheet", "known_at"):
            schema.get("properties", {}).pop(left, None)
        return Tool(f"ask-{question.name}", question.title, schema, call)


def _parsed(line: str) -> dict[str, Any]:
    if len(line) > MOST_LINE:
        raise Wrong(_INVALID, "The message is too long.")
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        raise Wrong(_PARSE, "The line is no JSON.") from None
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise Wrong(_INVALID, "The line is no JSON-RPC 2.0 message.")
    return message


def _listed(tool: Tool) -> dict[str, Any]:
    return {
        "name": tool.name,
        "description": tool.text,
        "inputSchema": dict(tool.schema),
        "annotations": {"readOnlyHint": True, "openWorldHint": False},
    }


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > 20_000:
        msg = f"{name} is no text, or empty."
        raise InputError(msg)
    return value


def _names(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = given.get(name, [])
    if not isinstance(value, list) or len(value) > 200:
        msg = f"{name} is no list of at most 200 names."
        raise InputError(msg)
    return tuple(_text({name: one}, name) for one in value)


def _words(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()
    )
