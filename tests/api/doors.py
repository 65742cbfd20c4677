"""Applications over small homes, for tests of who may do what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from api.access import Role
from api.app import create_app
from api.settings import Settings
from api.tokens import TokenBook, Wanted
from graph.levels import Level
from tests.api.workplace import NOW


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def token_for(
    home: Path,
    role: Role,
    level: Level = Level.OFFICE,
    *,
    days: int = 30,
    questions: tuple[str, ...] = (),
    name: str | None = None,
) -> str:
    """Make a token on the day that tests take for today; gives its text."""
    named = name or f"{role.label} {level.label} {len(TokenBook(home_tokens(home)).listed())}"
    wanted = Wanted(named, role, level, days, questions)
    return TokenBook(home_tokens(home)).add(wanted, NOW.astimezone(UTC).date())[1]


def home_tokens(home: Path) -> Path:
    return Settings(home).tokens


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@contextmanager
def serving(settings: Settings, clock: Clock | None = None) -> Iterator[TestClient]:
    """Serve an application of some settings to a test."""
    app = create_app(settings, clock=clock or Clock())
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client
