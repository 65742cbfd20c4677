"""A running service and a real browser on it; what is asked of anybody else is recorded."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Page,
    Route,
    expect,
    sync_playwright,
)

from api.app import create_app
from api.settings import Settings
from tests.api.workplace import NOW

CHROMIUM = Path("/usr/bin/chromium")
BUILT = Path(__file__).parent.parent.parent / "api" / "static" / "workbench" / "index.html"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
DESK, PHONE = (1440, 900), (390, 844)
PATIENCE_MS = 90_000
"""The first question makes the graph, the first in Cypher the projection: that takes as long as it
takes on a busy machine."""

in_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="no Chromium at /usr/bin"
    ),
    pytest.mark.skipif(
        not BUILT.exists() and not os.environ.get("CI"),
        reason="the workbench is not built: python -m tools.workbench_build",
    ),
]
"""Marks of every module that opens the workbench: ``pytestmark = in_browser``."""


@contextmanager
def service(home: Path) -> Iterator[str]:
    """Serve a home on loopback, at a free port, on the day that tests take for today."""
    # Neither a busy machine nor a quick one may make the service refuse what tests ask.
    app = create_app(Settings(home, rate=1_000_000, seconds=600), clock=lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            thread.join(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(20)


class Visit:
    """One open page, with everything that it asked for, complained about, or asked of a person."""

    def __init__(
        self,
        browser: Browser,
        origin: str,
        size: tuple[int, int] = DESK,
        *,
        has_touch: bool = False,
    ) -> None:
        self.origin = origin
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            accept_downloads=True,
            has_touch=has_touch,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self.context.route("**/*", self._watch)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)

    def open(self, address: str = "") -> Page:
        """Open an address such as ``#/routes?to=DROI``; gives the page once it shows something."""
        self.page.goto(self.origin + address)
        self.page.wait_for_selector("main h1")
        return self.page

    def close(self) -> None:
        self.context.close()

    def _watch(self, route: Route) -> None:
        url = route.request.url
        if url.startswith((self.origin, "data:", "blob:")):
            route.continue_()
            return
        self.outside.append(url)
        route.abort()

    def _heard(self, kind: str, text: str) -> None:
        # Chromium reports every answer of 400 and more by itself.
        if kind in ("error", "warning") and "the server responded with a status" not in text:
            self.complaints.append(text)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def settled(page: Page) -> None:
    """Wait until nothing is asked any more."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".asking")).to_have_count(0)


def until(page: Page, holds: Callable[[], bool]) -> bool:
    """Wait for what no locator can wait for; says whether it came about.

    The page's policy lets no text be run as code, so no condition can wait within it.
    """
    for _ in range(PATIENCE_MS // 50):
        if holds():
            return True
        page.wait_for_timeout(50)
    return False


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's own Chromium, without a window."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
