import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.audit import Audit
from api.mcp import MOST_LINE, VERSIONS, Server
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from tests.api.doors import Clock, small_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_home(tmp_path_factory.mktemp("mcp") / "home")


@pytest.fixture(scope="module")
def workspace(home: Path) -> Iterator[Workspace]:
    with Workspace(Settings(home)) as opened:
        yield opened


def server(workspace: Workspace, level: Level = Level.OFFICE) -> Server:
    settings = workspace.settings
    return Server(workspace, level, Audit(settings.audit, settings.key), Clock())


def asked(served: Server, method: str, **params: object) -> dict[str, Any]:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
    answer = served.answer(json.dumps(message))
    assert answer is not None
    assert answer["id"] == 7
    return answer


def called(served: Server, tool: str, /, **arguments: object) -> dict[str, Any]:
    result = asked(served, "tools/call", name=tool, arguments=arguments)["result"]
    told: dict[str, Any] = json.loads(result["content"][0]["text"])
    assert result["isError"] is ("problem" in told)
    return told


def test_it_agrees_on_a_version_and_offers_tools_that_only_read(workspace: Workspace) -> None:
    served = server(workspace)
    for version, expected in (*((one, one) for one in VERSIONS), ("1999-01-01", VERSIONS[0])):
        begun = asked(served, "initialize", protocolVersion=version)["result"]
        assert begun["protocolVersion"] == expected
    tools = asked(served, "tools/list")["result"]["tools"]
    names = {tool["name"] for tool in tools}
    assert {"search", "show", "routes", "cypher", "ask-messengers"} <= names
    assert all(tool["annotations"]["readOnlyHint"] for tool in tools)
    assert all(tool["inputSchema"]["type"] == "object" for tool in tools)
    assert not [name for name in names if "load" in name or "add" in name or "export" in name]


def test_every_answer_names_its_sources_and_level(workspace: Workspace) -> None:
    served = server(workspace)
    for told in (
        called(served, "search", text="ada"),
        called(served, "show", name="DROI"),
        called(served, "routes", to=["Ada Lovelace"], sources=["ECRE"]),
        called(served, "ask-rules"),
    ):
        assert told["level"] == "office"
        assert told["answer"]
        (source,) = told["sources"]
        assert (source["id"], source["licence"]) == ("register", "CC0")


def test_at_a_lower_level_the_hidden_are_nobody(workspace: Workspace) -> None:
    served = server(workspace, Level.PUBLIC)
    hidden = called(served, "show", name="Zelda Hidden")
    nobody = called(served, "show", name="Zelda Nobody")
    assert hidden["problem"].replace("Hidden", "Nobody") == nobody["problem"]
    assert "Zelda" not in json.dumps(called(served, "show", name="DROI"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", -32700),
        ("[" * 100_000, -32700),
        ("[]", -32600),
        ('{"id": 1, "method": "ping"}', -32600),
        ('{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}', -32601),
        ('{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "rm"}}', -32602),
        ('{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}', -32602),
        ("x" * (MOST_LINE + 1), -32600),
    ],
)
def test_what_is_not_of_the_protocol_is_told_so(
    workspace: Workspace, line: str, code: int
) -> None:
    answer = server(workspace).answer(line)
    assert answer is not None
    assert answer["error"]["code"] == code


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("search", {}),
        ("search", {"text": 3}),
        ("routes", {"to": "ada"}),
        ("ask-messengers", {"colour": "red"}),
        ("ask-rules", {"as_of": "someday"}),
    ],
)
def test_arguments_of_no_use_are_a_problem_in_words(
    workspace: Workspace, name: str, arguments: dict[str, object]
) -> None:
    assert called(server(workspace), name, **arguments)["problem"]


def test_it_reads_lines_until_they_end_and_says_nothing_to_notifications(
    workspace: Workspace, home: Path
) -> None:
    lines = [
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": "a", "method": "ping"},
        {
            "jsonrpc": "2.0",
            "id": "b",
            "method": "tools/call",
            "params": {"name": "search", "arguments": {"text": "Zelda"}},
        },
    ]
    out = io.StringIO()
    server(workspace).serve(io.StringIO("\n".join(map(json.dumps, lines)) + "\n"), out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one["id"] for one in answers] == ["a", "b"]
    *_, last = Audit(Settings(home).audit, Settings(home).key).lines()
    assert (last.deed.door, last.deed.what) == ("mcp", "search")
    assert "Zelda" not in "".join(path.read_text() for path in (home / "audit").glob("*.jsonl"))
