"""The openCypher TCK's reading scenarios on the embedded engine, with the guard and without.

    python -m tools.opencypher_tck            fetch the scenarios once, run them, print figures
    python -m tools.opencypher_tck --all      and name those that fail or are refused

What a scenario sets up is written through the engine directly. More lenient than the official
runner: any error stands for the error that is expected, errors need not come before the first
row, side effects are not looked at (nothing writes), directions within paths neither.
"""

import argparse
import math
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any  # a Java object has no type that Python could check

from platformdirs import user_cache_path

from graph.budget import Budget
from graph.errors import CorridorsError, QueryRefused
from graph.store import Cell
from graph.stores.arcadedb import Engine
from queries.guard.check import check
from tools.tck_features import Scenario, Step, scenarios, value

VERSION = "1.0.0-M23"
WRITES = frozenset(("CREATE", "MERGE", "SET", "DELETE", "REMOVE", "FOREACH"))
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//.*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one scenario: passed, failed or refused, without and with the guard."""

    name: str
    engine: str
    guarded: str
    said: str


def fetched() -> Path:
    """Give the folder of the scenarios; Maven fetches them where they are missing."""
    folder = user_cache_path("corridors") / f"opencypher-tck-{VERSION}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise SystemExit(
            "The scenarios are not in the cache, and there is no Maven to fetch them."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as made:
        artifact = f"-Dartifact=org.opencypher:tck:{VERSION}"
        subprocess.run(
            [maven, "-B", "-q", "dependency:copy", artifact, f"-DoutputDirectory={made}"],
            cwd=made,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        with zipfile.ZipFile(Path(made) / f"tck-{VERSION}.jar") as archive:
            archive.extractall(Path(made) / "out")
        (Path(made) / "out").rename(folder)
    return folder


class Runner:
    """Runs scenarios one after the other in one database, emptied between them."""

    def __init__(self, folder: Path, place: Path) -> None:
        """Open an empty database at a place."""
        self._folder = folder
        self._engine = Engine.start(512)
        self._database = self._engine.factory(str(place)).create()
        self._engine.limit_time(self._database, 10.0)

    def run(self, scenario: Scenario) -> Outcome | None:
        """Run one scenario; None where it writes or needs procedures of its own."""
        asked = [step for step in scenario.steps if step.words.startswith("executing")]
        if any(writes(step.text) for step in asked) or any(
            "there exists a procedure" in step.words for step in scenario.steps
        ):
            return None
        self._empty()
        parameters: dict[str, Cell] = {}
        for step in scenario.steps:
            if step.words.startswith("having executed"):
                self._write(step.text)
            elif found := re.fullmatch(r"the (\S+) graph", step.words):
                file = self._folder / "graphs" / found[1] / f"{found[1]}.cypher"
                self._write(file.read_text(encoding="utf-8"))
            elif step.words.startswith("parameters are"):
                parameters = {row[0]: value(row[1]) for row in step.table}
        outcomes = [
            self._outcome(scenario.steps, parameters, guarded) for guarded in (False, True)
        ]
        said = outcomes[1][1] or outcomes[0][1]
        return Outcome(scenario.name, outcomes[0][0], outcomes[1][0], said)

    def _outcome(
        self, steps: list[Step], parameters: dict[str, Cell], guarded: bool
    ) -> tuple[str, str]:
        """Ask and judge; gives what came of it and what was said."""
        expected = next(
            step
            for step in steps
            if step.words.startswith("the result") or "should be raised" in step.words
        )
        text = next(step.text for step in steps if step.words.startswith("executing query"))
        wants_error = "should be raised" in expected.words
        try:
            columns, rows = self._ask(
                check(text, parameters).text if guarded else text, parameters
            )
        except QueryRefused as error:
            return ("passed", "") if wants_error else ("refused", str(error))
        except CorridorsError as error:
            return ("passed", "") if wants_error else ("failed", str(error))
        if wants_error:
            return "failed", f"no error, but {rows}"
        is_same = _judged(expected, columns, rows)
        return ("passed", "") if is_same else ("failed", f"{columns} {rows}")

    def _ask(
        self, text: str, parameters: dict[str, Cell]
    ) -> tuple[tuple[str, ...], list[list[Cell]]]:
        cells, budget = self._engine.cells, Budget()
        with self._engine.translated("the TCK's database"):
            results = self._database.query("opencypher", text, cells.write_map(parameters))
            rows: list[list[Cell]] = []
            columns: tuple[str, ...] = ()
            while results.hasNext():
                row = results.next()
                columns = tuple(str(name) for name in row.getPropertyNames())
                rows.append([cells.read(row.getProperty(name), budget) for name in columns])
            return columns, rows

    def _write(self, text: str) -> None:
        with self._engine.translated("the TCK's database"):
            self._database.begin()
            self._database.command("opencypher", text, self._engine.cells.write_map({}))
            self._database.commit()

    def _empty(self) -> None:
        """Remove what the scenario before left, and its types: all kinds share their names."""
        if self._database.isTransactionActive():
            self._database.rollback()
        self._write("MATCH (n) DETACH DELETE n")
        schema = self._database.getSchema()
        left: list[Any] = list(schema.getTypes())
        while left:  # a type of several labels goes before those it is made of
            for kind in list(left):
                if not list(kind.getSubTypes()):
                    schema.dropType(kind.getName())
                    left.remove(kind)


def writes(text: str) -> bool:
    """Say whether a query writes, by its words."""
    return not WRITES.isdisjoint(re.findall(r"\w+", _QUOTED.sub(" ", text).upper()))


def _judged(expected: Step, columns: tuple[str, ...], rows: list[list[Cell]]) -> bool:
    if not expected.table:
        return not rows
    names, *listed = expected.table
    wanted = [
        [_plain(value(cell), "element order" in expected.words) for cell in row] for row in listed
    ]
    if not rows:
        return not wanted
    if sorted(names) != sorted(columns):
        return False
    places = [columns.index(name) for name in names]
    given = [[_plain(row[at], "element order" in expected.words) for at in places] for row in rows]
    if ", in order" not in expected.words:
        wanted, given = sorted(wanted, key=repr), sorted(given, key=repr)
    return wanted == given


def _plain(cell: Cell, any_order: bool) -> object:
    """Give a value as it is compared: days as texts, fractions rounded, all with their type."""
    if isinstance(cell, dict):
        return {key: _plain(cell[key], any_order) for key in sorted(cell)}
    if isinstance(cell, list):
        parts = [_plain(part, any_order) for part in cell]
        return sorted(parts, key=repr) if any_order else parts
    if isinstance(cell, float):
        return ("float", "NaN" if math.isnan(cell) else f"{cell:.12g}")
    return (
        str(cell)
        if isinstance(cell, date)
        else (type(cell).__name__, cell)
        if not isinstance(cell, str)
        else cell
    )


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Run all reading scenarios."""
    with TemporaryDirectory() as made:
        runner = Runner(folder, Path(made) / "tck")
        for file in sorted((folder / "features").rglob("*.feature")):
            for scenario in scenarios(file):
                try:
                    found = runner.run(scenario)
                except CorridorsError as error:
                    found = Outcome(scenario.name, "failed", "failed", f"setting up: {error}")
                if found is not None:
                    yield found


def main() -> None:
    """Run the scenarios and print how many passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="name what fails or is refused")
    asked = parser.parse_args()
    found = list(outcomes(fetched()))
    for each in found:
        if asked.all and (each.engine, each.guarded) != ("passed", "passed"):
            print(
                f"{each.name}\n  engine {each.engine}, guarded {each.guarded}: {each.said[:300]}"
            )
    for what, counts in (
        ("the engine", Counter(each.engine for each in found)),
        ("behind the guard", Counter(each.guarded for each in found)),
    ):
        share = 100 * counts["passed"] / len(found)
        print(f"{what}: {len(found)} reading scenarios, {share:.1f} % passed, {dict(counts)}")


if __name__ == "__main__":
    main()
