"""The commands as a group that imports a command's module when it runs, and none for help."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any  # typer's own base of commands has no public name

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from api.cli_list import LISTED

_QUESTIONS = "api.asks."

_SETTINGS: Mapping[str, dict[str, Any]] = {
    "save": {"allow_extra_args": True, "ignore_unknown_options": True},
}
"""What ``save`` needs to take the words of another command."""


class Commands(TyperGroup):
    """All commands: named with a line of help each, made when they are called."""

    def __init__(self, **attributes: Any) -> None:
        """List the commands beside those that the application brings."""
        super().__init__(**attributes)
        for lines in LISTED.values():
            for name, line in lines.items():
                self.add_command(TyperCommand(name, help=line))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Give the command that is called, whole."""
        name, command, rest = super().resolve_command(ctx, args)
        home = next((module for module, lines in LISTED.items() if name in lines), None)
        return name, made(home)[name] if home and name else command, rest


def made(module: str) -> Mapping[str, Any]:
    """Make the commands of a module, by name, in its order."""
    app = typer.Typer()
    if module.startswith(_QUESTIONS):
        commands = import_module("api.cli_questions").commands(module.removeprefix(_QUESTIONS))
    else:
        commands = import_module(module).COMMANDS
    for name, command in commands.items():
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, context_settings=_SETTINGS.get(name))(command)
    return get_group(app).commands
