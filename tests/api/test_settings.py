from datetime import date
from pathlib import Path

import pytest

from api.gate import require_safe_bind
from api.settings import Settings, read_settings
from graph.errors import InputError
from graph.levels import Level

TODAY = date(2026, 11, 24)


def test_home_given_wins_over_the_environment(tmp_path: Path) -> None:
    assert read_settings({"CORRIDORS_HOME": "/elsewhere"}, tmp_path).home == tmp_path


def test_defaults_are_loopback_and_office() -> None:
    settings = read_settings({})
    assert (settings.is_loopback, settings.level, settings.token) == (True, Level.OFFICE, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CORRIDORS_PORT", "eighty"),
        ("CORRIDORS_KERNELS", "fast"),
        ("CORRIDORS_PORT", "70000"),
        ("CORRIDORS_HEAP_MB", "1"),
        ("CORRIDORS_LEVEL", "secret"),
        ("CORRIDORS_TOKEN", "short"),
        ("CORRIDORS_TOKEN", "ümlautümlautümlaut"),
    ],
)
def test_setting_that_makes_no_sense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(InputError, match=value if name != "CORRIDORS_TOKEN" else name):
        read_settings({name: value})


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("x.org", False),
    ],
)
def test_only_loopback_serves_without_a_token(tmp_path: Path, host: str, loopback: bool) -> None:
    settings = Settings(tmp_path, host=host)
    assert settings.is_loopback is loopback
    if not loopback:
        with pytest.raises(InputError, match="CORRIDORS_TOKEN"):
            require_safe_bind(settings, TODAY)
        require_safe_bind(Settings(tmp_path, host=host, token="x" * 16), TODAY)
