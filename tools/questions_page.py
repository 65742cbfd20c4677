"""Write ``docs/questions.md`` from the descriptions that commands and forms are made of.

``python -m tools.questions_page`` writes it; a test says when it no longer tells the truth.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from api.questions import Question, questions
from api.sheets import shown
from queries.describe import Parameter

PAGE = Path(__file__).parents[1] / "docs/questions.md"

HEAD = """# Questions

Each is a command (`corridors NAME`), a form (`/questions/NAME` of `corridors serve`) and an
address for programs (`/ask/NAME`, with `csv=true` for one table). All take
`--as-of`, `--known-at`, `--level`, `--json`, `--csv` and
`--sheet TABLE`. Those in Cypher (`corridors named NAME`) are in
[cypher](cypher.md). This page is written by `python -m tools.questions_page`.
"""


def page(asked: Sequence[Question]) -> str:
    """Write the page."""
    alone = [question for question in asked if not question.group]
    return HEAD + "".join("\n" + "\n".join(_section(question)) + "\n" for question in alone)


def _section(question: Question) -> Iterator[str]:
    yield f"## {question.name}"
    yield f"\n{question.title}\n"
    yield f"```sh\n{question.command(question.example)}\n```\n"
    yield "| parameter | meaning | default |"
    yield "| --- | --- | --- |"
    for one in question.parameters:
        name = f"`{one.name}`{' (several)' if one.many else ''}"
        yield f"| {name} | {_meaning(one)} | {_default(one)} |"


def _meaning(one: Parameter) -> str:
    text = one.text.replace("|", "\\|")
    return f"{text} One of: {', '.join(one.choices)}." if one.choices else text


def _default(one: Parameter) -> str:
    if one.required:
        return "needed"
    return shown(one.default) if one.default not in (None, ()) else "none"  # type: ignore[arg-type]  # a plain value


if __name__ == "__main__":
    PAGE.write_text(page(questions()), encoding="utf-8")
