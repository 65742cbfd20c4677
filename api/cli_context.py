"""What commands share: options, JSON, progress."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any  # an answer is of the type its question names

import typer
from pydantic import BaseModel, TypeAdapter
from rich.progress import Progress as Bar
from rich.text import Text

from api.cli_door import make_console, show
from loaders.base import Progress

JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Write one table as CSV.")]
CreditsOption = Annotated[
    Path | None,
    typer.Option(
        "--credits", help="Also write sources and licences to this file, to go with the answer."
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The day asked about, such as 2026-03-04.")
]
KnownAtOption = Annotated[
    str | None,
    typer.Option("--known-at", help="As known at the end of a day, or at a moment (UTC)."),
]
LevelOption = Annotated[
    str | None, typer.Option(help="See no more than: public, network, office, protected.")
]
ToArgument = Annotated[
    list[str], typer.Argument(help="Names, identifiers or files such as 2025/0059.")
]
PictureOption = Annotated[Path | None, typer.Option(help="Also write the picture to this file.")]
InventedOption = Annotated[
    bool, typer.Option("--invented/--no-invented", help="Use the invented demonstration ties.")
]


def show_json(answer: BaseModel | tuple[BaseModel, ...] | dict[str, object]) -> None:
    """Write JSON, UTF-8, indented."""
    written = TypeAdapter(type(answer)).dump_json(answer, indent=2).decode()
    if isinstance(answer, tuple):
        written = "[" + ",\n".join(one.model_dump_json(indent=2) for one in answer) + "]"
    sys.stdout.write(written + "\n")


def show_answer(kind: type[Any], answer: Any) -> None:
    """Write a frozen dataclass as JSON, UTF-8, indented."""
    sys.stdout.write(TypeAdapter(kind).dump_json(answer, indent=2).decode() + "\n")


def say_written(picture: Path | None) -> None:
    """Say where a picture was written, if one was."""
    if picture:
        show(Text(f"Picture: {picture.absolute()}"))


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> Iterator[Progress]:
    """Show progress on standard error, in a terminal only."""
    console = make_console(errors=True)
    with Bar(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int | None, text: str) -> None:
            bar.update(task, completed=done, total=total, description=text)

        yield report
