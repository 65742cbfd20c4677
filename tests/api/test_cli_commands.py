"""What help lists is what the commands are, and nobody waits for what a command does not need."""

import json
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path

import pytest

from api.cli_commands import made
from api.cli_list import LISTED
from api.questions import TOPICS

ROOT = Path(__file__).parents[2]
CODE = """
import json, sys
from api.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print(json.dumps([ended.code, sorted(sys.modules)]), file=sys.stderr)
"""
PICTURES = {"jinja2", "pyvis", "reportlab"}
SERVICE = {"fastapi", "starlette", "uvicorn", "httpx"}
SOLVERS = {"ortools", "scipy", "numba", "networkx"}
FORMATS = {"rdflib", "pyshacl", "openpyxl", "lxml", "vobject"}
ENGINES = {"arcadedb_embedded", "jpype", "neo4j"}
ARRAYS = {"numpy", "sqlalchemy"}


def imported(*words: str) -> set[str]:
    """Give the modules that a process holds after a command that ended well."""
    ran = subprocess.run(
        [sys.executable, "-c", CODE, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        timeout=600,
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )
    code, modules = json.loads(ran.stderr.splitlines()[-1])
    assert code == 0, ran.stderr
    return set(modules)


@pytest.mark.parametrize("module", LISTED)
def test_help_says_of_each_command_what_it_says_itself(module: str) -> None:
    told = {name: command.help for name, command in made(module).items()}
    firsts = {name: cleandoc(text).split("\n\n")[0] for name, text in told.items()}
    assert firsts == dict(LISTED[module])
    assert list(firsts) == list(LISTED[module])


def test_every_module_of_commands_is_listed() -> None:
    found = {f"api.asks.{topic}" for topic in TOPICS}
    for path in (ROOT / "api").glob("cli_*.py"):
        if "\nCOMMANDS = {" in path.read_text(encoding="utf-8"):
            found.add(f"api.{path.stem}")
    assert set(LISTED) == found


def test_no_command_is_listed_twice() -> None:
    names = [name for lines in LISTED.values() for name in lines]
    assert len(names) == len(set(names))


def test_help_imports_no_command_and_nothing_large() -> None:
    there = imported("--help")
    heavy = PICTURES | SERVICE | SOLVERS | FORMATS | ENGINES | ARRAYS | {"pydantic"}
    assert there & heavy == set()
    assert there & set(LISTED) == set()


def test_showing_an_entity_imports_only_what_reads_the_graph(home: Path) -> None:
    there = imported("--home", str(home), "show", "LIBE")
    assert there & (PICTURES | SERVICE | SOLVERS | FORMATS | ENGINES) == set()
    assert there & set(LISTED) == {"api.cli_look"}


def test_a_route_without_a_picture_imports_nothing_that_draws(home: Path) -> None:
    there = imported("--home", str(home), "route", "2025/0059")
    assert there & (PICTURES | SERVICE | SOLVERS | FORMATS | ENGINES) == set()
    assert there & set(LISTED) == {"api.cli_ask"}


def test_a_question_imports_no_other_topic(home: Path) -> None:
    there = imported("--home", str(home), "deadlines")
    assert there & (PICTURES | SERVICE | SOLVERS | FORMATS | ENGINES) == set()
    assert there & set(LISTED) == {"api.asks.deadlines"}


def test_a_misspelt_command_is_told_the_nearest() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "api.cli", "rout"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        timeout=600,
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"},
    )
    assert ran.returncode == 2
    assert "Did you mean 'route'" in " ".join(ran.stderr.split())
