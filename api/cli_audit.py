"""The line that each command leaves in the audit which changes something or hands it on.

Commands that only ask leave none: whoever runs them holds the ledger's file itself. What it must
not do: keep what was typed; the audit's keyed hash of it is enough to see that two were the same.
"""

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.audit import Audit, Deed
from api.settings import Settings

CHANGE, EXPORT = "change", "export"

ACTIONS: Mapping[str, str] = {
    "load": CHANGE,
    "refresh": CHANGE,
    "demo": CHANGE,
    "same": CHANGE,
    "different": CHANGE,
    "unsure": CHANGE,
    "undo-judgement": CHANGE,
    "restrict": CHANGE,
    "retention": CHANGE,
    "erase": CHANGE,
    "restore": CHANGE,
    "token add": CHANGE,
    "token revoke": CHANGE,
    "database gone": CHANGE,
    "save": CHANGE,
    "forget": CHANGE,
    "export": EXPORT,
    "subject-export": EXPORT,
    "backup": EXPORT,
    "render": EXPORT,
    "sheets": EXPORT,
    "serve": "serve",
    "mcp": "serve",
}
"""Commands that are recorded, by what they do."""


@dataclass(slots=True)
class Watch:
    """What is known of the running command once its settings are read."""

    settings: Settings | None = None
    command: str = ""
    arguments: Sequence[str] = field(default_factory=tuple)

    def begin(self, settings: Settings, command: str | None) -> None:
        """Remember what runs.

        Raises:
            StoreError: the audit cannot be written, so nothing is changed unrecorded.
        """
        self.settings, self.command = settings, self._whole(command or "")
        if self.command in ACTIONS:
            self._add("begin", 0)

    def end(self, status: int) -> None:
        """Record how it ended.

        Raises:
            StoreError: the audit cannot be written.
        """
        if self.settings is not None and self.command in ACTIONS:
            self._add(ACTIONS[self.command], status)

    def _whole(self, command: str) -> str:
        """Give a command with the one of its group that follows it, where it is a group's."""
        at = self.arguments.index(command) + 1 if command in self.arguments else 0
        following = f"{command} {self.arguments[at]}" if 0 < at < len(self.arguments) else ""
        return following if following in ACTIONS else command

    def _add(self, action: str, status: int) -> None:
        assert self.settings is not None
        kept = Audit(self.settings.audit, self.settings.key)
        deed = Deed(
            "cli",
            f"local {_user()}",
            action,
            self.command,
            self.settings.level.label,
            status,
            kept.digest(*self.arguments),
        )
        kept.add(deed, datetime.now(UTC), lasting=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list
        return "unknown"
