"""A wheel is made only with the workbench in it: whoever installs one needs no Node."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WorkbenchHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic
    """Stops the making of a wheel whose page was not built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Look for the page; an editable install builds it later.

        Raises:
            RuntimeError: it is not there.
        """
        page = Path(self.root) / "api" / "static" / "workbench" / "index.html"
        if version != "editable" and not page.is_file():
            msg = (
                f"{page} is missing; run `python -m tools.workbench_build` before making a wheel."
            )
            raise RuntimeError(msg)
