"""What route functions are given: the workspace, the moment, and common parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Query, Request

from api.questions import Asked, below
from api.settings import Settings
from api.wiring import View, Workspace


@dataclass(frozen=True, slots=True)
class Serving:
    """What a running application holds."""

    settings: Settings
    workspace: Workspace
    clock: Callable[[], datetime]

    @property
    def today(self) -> date:
        """The running day."""
        return self.clock().date()

    def day(self, as_of: date | None) -> date:
        """Give the day asked about: today unless another is named."""
        return as_of or self.today

    def asked(self, as_of: date | None) -> Asked:
        """Give what a described question is asked with."""
        view, level = self.workspace.view(), self.settings.level
        return Asked(view, self.settings.office, self.day(as_of), below(self.workspace, level))


def _serving(request: Request) -> Serving:
    serving = request.app.state.serving
    assert isinstance(serving, Serving)
    return serving


ServingDep = Annotated[Serving, Depends(_serving)]


def _view(serving: ServingDep) -> View:
    return serving.workspace.view()


ViewDep = Annotated[View, Depends(_view)]

AsOf = Annotated[
    date | None, Query(description="The day asked about; today if none.", examples=["2026-03-04"])
]
