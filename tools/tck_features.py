"""Reading the feature files of the openCypher TCK: scenarios, and values as they write them.

Only what those files use of Gherkin is read. A node is given as its properties with ``_labels``, a
relationship with ``_type``, a path as a list of both in turn, as ``graph.store.Cell`` has them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.store import Cell

_EXAMPLE = re.compile(r"<([^<>]+)>")
_STEP = re.compile(r"(?:Given|When|Then|And|But) (.*)")
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*')|(?P<number>-?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+))"
    r"|(?P<name>-?[A-Za-z_]\w*|`[^`]*`)|(?P<sign><-|->|[-\[\](){}<>:,]))"
)
_WORDS: dict[str, Cell] = {
    "null": None,
    "true": True,
    "false": False,
    "NaN": float("nan"),
    "Inf": float("inf"),
    "-Inf": float("-inf"),
}


@dataclass(slots=True)
class Step:
    """One step: its words, the text below it, the table below it."""

    words: str
    text: str = ""
    table: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Scenario:
    """One scenario, of an outline filled in."""

    name: str
    steps: list[Step]


def scenarios(file: Path) -> Iterator[Scenario]:
    """Read the scenarios of one file, each row of an outline's examples as one."""
    lines = file.read_text(encoding="utf-8").splitlines()
    background: list[Step] = []
    found: list[tuple[str, list[Step], list[list[str]]]] = []
    steps = background
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        at += 1
        if line.startswith(("Scenario:", "Scenario Outline:")):
            steps = []
            found.append((line.partition(":")[2].strip(), steps, []))
        elif line.startswith("Examples:"):
            at = _table(lines, at, found[-1][2])
        elif step := _STEP.fullmatch(line):
            steps.append(Step(step[1]))
            at = _table(lines, _text(lines, at, steps[-1]), steps[-1].table)
    for name, own, examples in found:
        for row in examples[1:] or [[]]:
            given = dict(zip(examples[0], row, strict=True)) if examples else {}
            yield Scenario(
                f"{file.stem} {name}", [_filled(step, given) for step in (*background, *own)]
            )


def value(written: str) -> Cell:
    """Read a value as the files write it."""
    return _Values(written).whole()


def _text(lines: list[str], at: int, step: Step) -> int:
    """Read the text between three quotes, if it stands here."""
    if at >= len(lines) or lines[at].strip() != '"""':
        return at
    stop = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == '"""')
    step.text = "\n".join(lines[at + 1 : stop])
    return stop + 1


def _table(lines: list[str], at: int, table: list[list[str]]) -> int:
    """Read the rows between bars that stand here."""
    while at < len(lines):
        line = lines[at].strip()
        if line and not line.startswith(("|", "#")):
            break
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            table.append([cell.strip().replace("\\|", "|") for cell in cells])
        at += 1
    return at


def _filled(step: Step, given: dict[str, str]) -> Step:
    def fill(text: str) -> str:
        return _EXAMPLE.sub(lambda found: given.get(found[1], found[0]), text)

    table = [[fill(cell) for cell in row] for row in step.table]
    return Step(fill(step.words), fill(step.text), table)


class _Values:
    """Reads one value, token by token."""

    def __init__(self, written: str) -> None:
        self._tokens = [
            (str(found.lastgroup), found[str(found.lastgroup)])
            for found in _TOKEN.finditer(written)
        ]
        self._at = 0

    def whole(self) -> Cell:
        return self._value()

    def _next(self) -> tuple[str, str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is(self, sign: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] == ("sign", sign)

    def _took(self, sign: str) -> bool:
        found = self._is(sign)
        self._at += found
        return found

    def _value(self) -> Cell:
        kind, text = self._next()
        if kind == "text":
            return re.sub(r"\\(.)", r"\1", text[1:-1])
        if kind == "number":
            return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
        if kind == "name":
            return _WORDS[text]
        if text == "{":
            return self._map()
        if text == "(":
            return self._node()
        if text == "<":
            return self._path()
        if text == "[" and self._is(":"):
            return self._tie()
        return self._list()

    def _list(self) -> Cell:
        parts: list[Cell] = []
        while not self._took("]"):
            parts.append(self._value())
            self._took(",")
        return parts

    def _map(self) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        while not self._took("}"):
            key = self._next()[1].strip("`")
            self._took(":")
            found[key] = self._value()
            self._took(",")
        return found

    def _node(self) -> Cell:
        labels: list[Cell] = []
        properties: dict[str, Cell] = {}
        while not self._took(")"):
            if self._took(":"):
                labels.append(self._next()[1].strip("`"))
            elif self._took("{"):
                properties = self._map()
        return {"_labels": sorted(labels, key=str), **properties}

    def _tie(self) -> Cell:
        self._took(":")
        kind = self._next()[1].strip("`")
        properties = self._map() if self._took("{") else {}
        self._took("]")
        return {"_type": kind, **properties}

    def _path(self) -> Cell:
        parts: list[Cell] = []
        while not self._took(">"):
            _, text = self._next()
            if text == "(":
                parts.append(self._node())
            elif text == "[":
                parts.append(self._tie())
        return parts
