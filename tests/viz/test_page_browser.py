"""The page as Chromium sees it, with the network cut."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, sync_playwright

from tests.viz.scenes import HOSTILE, around, crowd, hostile, routes
from tests.workbench.served import CHROMIUM, FLAGS
from viz.layout import place
from viz.page import render, write
from viz.scene import Scene

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="no Chromium at /usr/bin"
    ),
]


class Visit:
    """One open page and everything it asked for or complained about."""

    def __init__(self, browser: Browser, path: Path, width: int, height: int) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True
        )
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.goto(path.as_uri())
        self.page.wait_for_function("window.corridors && window.corridors.ready")
        self.page.wait_for_timeout(150)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield opened
        opened.close()


def visit(
    browser: Browser, folder: Path, scene: Scene, width: int = 1440, height: int = 900
) -> Visit:
    path = folder / "page.html"
    write(path, render(scene, place(scene), generated_on=date(2026, 6, 1)))
    return Visit(browser, path, width, height)


@pytest.mark.parametrize("scene", [around(), routes(), routes(reachable=False), hostile()])
def test_nothing_is_asked_for_and_nothing_complains(
    browser: Browser, tmp_path: Path, scene: Scene
) -> None:
    opened = visit(browser, tmp_path, scene)
    assert opened.asked == [(tmp_path / "page.html").as_uri()]
    assert opened.complaints == []
    opened.context.close()


def test_hostile_name_shows_as_text_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    opened = visit(browser, tmp_path, hostile())
    page = opened.page
    page.fill("#q", "ours")
    page.press("#q", "Enter")
    page.wait_for_selector("#details:not([hidden])")
    page.click("summary")
    assert HOSTILE in page.inner_text("#details h3")
    assert HOSTILE in page.inner_text("#table")
    assert HOSTILE in page.inner_text("h1")
    assert page.query_selector_all("img, #details a, [onerror]") == []
    assert opened.dialogs == []
    assert opened.complaints == []
    opened.context.close()


def test_search_ignores_accents_and_says_when_nobody_fits(
    browser: Browser, tmp_path: Path
) -> None:
    opened = visit(browser, tmp_path, around())
    opened.page.fill("#q", "ÀDA")
    opened.page.press("#q", "Enter")
    assert opened.page.evaluate("window.corridors.focused()") == "ada"
    opened.page.fill("#q", "Zoe")
    opened.page.press("#q", "Enter")
    assert "Nobody on this map is called Zoe" in opened.page.inner_text("#said")
    opened.context.close()


def test_keyboard_walks_the_route_and_leaves(browser: Browser, tmp_path: Path) -> None:
    opened = visit(browser, tmp_path, routes())
    page = opened.page
    page.fill("#q", "OURS")
    page.press("#q", "Enter")
    page.focus("#canvas")
    seen = []
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        seen.append(page.evaluate("window.corridors.focused()"))
    page.keyboard.press("Escape")
    assert seen == ["ada", "target"]
    assert page.evaluate("window.corridors.focused()") is None
    assert page.is_hidden("#details")
    opened.context.close()


@pytest.mark.parametrize("scene", [around(), routes(), crowd(120), hostile()])
def test_phone_shows_it_without_sideways_scrolling(
    browser: Browser, tmp_path: Path, scene: Scene
) -> None:
    opened = visit(browser, tmp_path, scene, 390, 844)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.context.close()


WRITTEN = """() => {
  const seen = [];
  const plain = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { a, e } = this.getTransform();
    const half = this.measureText(text).width / 2;
    const [left, right] = [x - half, x + half].map((each) => (a * each + e) / devicePixelRatio);
    seen.push([text, left, right]);
    return plain.call(this, text, x, y);
  };
  window.written = seen;
}"""


@pytest.mark.parametrize("scene", [around(), crowd(120)])
def test_no_name_is_cut_at_the_rim_of_a_phone(
    browser: Browser, tmp_path: Path, scene: Scene
) -> None:
    opened = visit(browser, tmp_path, scene, 390, 844)
    opened.page.evaluate(WRITTEN)
    opened.page.get_by_role("button", name="Closer").click()
    # Asked again and again: the page's policy lets no text be run as code, so none can wait in it.
    for _ in range(100):
        opened.page.wait_for_timeout(100)
        if opened.page.evaluate("window.written.length"):
            break
    opened.page.wait_for_timeout(300)
    written = opened.page.evaluate("window.written")
    assert written
    assert [one for one in written if one[0].strip() and (one[1] < 0 or one[2] > 390)] == []
    opened.context.close()


def test_legend_counts_what_is_drawn(browser: Browser, tmp_path: Path) -> None:
    opened = visit(browser, tmp_path, around())
    assert "Person (2)" in opened.page.inner_text("#legend")
    assert "Committee (1)" in opened.page.inner_text("#legend")
    opened.context.close()
