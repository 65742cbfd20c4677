"""What route functions are given: the workspace, the moment, and common parameters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import Depends, Header, Query, Request

from api.access import Caller
from api.jobs import Jobs
from api.questions import Asked, asked_of
from api.settings import Settings
from api.wiring import View, Workspace
from graph.levels import Level, parse_level
from graph.moment import parse_moment
from queries.parameter_labels import called


def moment_known(known_at: str | None) -> datetime | None:
    """Read the moment whose knowledge is asked for; None: now.

    Raises:
        NotADate: the text names no moment.
    """
    return parse_moment(known_at, called("known_at")) if known_at else None


@dataclass(frozen=True, slots=True)
class Serving:
    """What a running application holds, and what a request gets of it.

    A request gets settings and workspace of the level that its caller may see: whatever a route
    does with them, it cannot look higher. ``caller`` is None only where there is no request.
    """

    settings: Settings
    workspace: Workspace
    clock: Callable[[], datetime]
    jobs: Jobs
    caller: Caller | None = None

    def lent(self, caller: Caller, asked: Level | None) -> "Serving":
        """Give what a caller gets who asks at a level: the lower of that and the caller's own."""
        level = caller.level if asked is None else min(asked, caller.level)
        return replace(
            self,
            settings=replace(self.settings, level=level),
            workspace=self.workspace.at(level),
            caller=caller,
        )

    @property
    def known_caller(self) -> Caller:
        """Who asks."""
        assert self.caller is not None, "no request"
        return self.caller

    @property
    def today(self) -> date:
        """The running day."""
        return self.clock().date()

    def view(self, known_at: str | None = None) -> View:
        """Give the graph as it stands, or as it was known at a moment that a text names.

        Raises:
            NotADate: the text names no moment.
            InvalidQuestion: nothing was loaded at that moment.
        """
        return self.workspace.view(known_at=moment_known(known_at))

    def day(self, as_of: date | None) -> date:
        """Give the day asked about: today unless another is named."""
        return as_of or self.today

    def asked(self, as_of: date | None, known_at: str | None = None) -> Asked:
        """Give what a described question is asked with.

        Raises:
            NotADate: ``known_at`` names no moment.
            InvalidQuestion: nothing was loaded at that moment.
        """
        moment = moment_known(known_at)
        return asked_of(self.workspace, self.settings.level, self.day(as_of), moment)


LevelWord = Annotated[
    Literal["public", "network", "office", "protected"] | None,
    Header(
        alias="Corridors-Level",
        description="Answer as for this level (public, network, office, protected), if it is "
        "lower than the caller's own.",
        examples=["public"],
    ),
]


def _serving(request: Request, level: LevelWord = None) -> Serving:
    serving, caller = request.app.state.serving, request.scope["corridors.caller"]
    assert isinstance(serving, Serving)
    assert isinstance(caller, Caller)
    return serving.lent(caller, parse_level(level) if level else None)


ServingDep = Annotated[Serving, Depends(_serving)]


KnownAt = Annotated[
    str | None,
    Query(
        max_length=40,
        description="As known at the end of a day, or at a moment (UTC); now if none.",
        examples=["2026-03-04"],
    ),
]


def _view(serving: ServingDep, known_at: KnownAt = None) -> View:
    return serving.view(known_at)


ViewDep = Annotated[View, Depends(_view)]

AsOf = Annotated[
    date | None, Query(description="The day asked about; today if none.", examples=["2026-03-04"])
]
