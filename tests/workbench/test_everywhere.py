"""What holds on every page: for everyone, and without a network.

Each page is opened once and looked at by all tests here; none of them changes what it shows.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.served import CHROMIUM, DESK, FLAGS, PHONE, Visit, in_browser, settled, until

pytestmark = in_browser

SHADOWS = quote("MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN m, r, d")
CYPHER = f"q={SHADOWS}&p={quote('file=ep-procedure:2025-0059')}"

PAGES = {
    "start": "#/start",
    "start at another day and level": "#/start?day=2026-03-04&level=public",
    "map": "#/map",
    "map with an answer": "#/map?of=ep-procedure%3A2025-0059",
    "routes": "#/routes",
    "routes with an answer": "#/routes?to=ep-procedure%3A2025-0059",
    "coalition": "#/coalition",
    "coalition with an answer": "#/coalition?to=ep-procedure%3A2025-0059",
    "vote": "#/vote",
    "vote with an answer": "#/vote?body=LIBE&file=ep-procedure%3A2025-0059",
    "record of nobody": "#/show",
    "record of a file": "#/show?id=ep-procedure%3A2025-0059",
    "questions": "#/questions",
    "question": "#/questions?name=sheets",
    "question with an answer": "#/questions?name=messengers&to=2025%2F0059",
    "question refused": "#/questions?name=messengers&to=Nobody+Atall",
    "cypher": "#/cypher",
    "cypher with an answer": f"#/cypher?{CYPHER}",
    "cypher drawn": f"#/cypher?{CYPHER}&view=graph",
    "no page": "#/nothing",
}
CHROMIUMS_OWN = (".googleapis.com", ".google.com", ".gvt1.com")
"""What Chromium asks of its maker by itself, on whatever page; none of it is asked by a page."""


@pytest.fixture(scope="module")
def logged(
    browser: Browser, origin: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser that logs what it asks for; when all is done, nobody but the service was asked."""
    log = tmp_path_factory.mktemp("log") / "net.json"
    own = browser.browser_type.launch(
        executable_path=str(CHROMIUM), args=[*FLAGS, f"--log-net-log={log}"]
    )
    yield own
    own.close()
    here = urlsplit(origin).netloc
    asked = _asked(log)
    by_pages = [url for initiator, url in asked if initiator.startswith("http")]
    assert by_pages
    assert {urlsplit(url).netloc for url in by_pages} == {here}
    hosts = {str(urlsplit(url).hostname) for _, url in asked if urlsplit(url).netloc != here}
    assert {host for host in hosts if not host.endswith(CHROMIUMS_OWN)} == set()


def _asked(log: Path) -> list[tuple[str, str]]:
    """Read what a browser asked for over the network, and who wanted it, from its log."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    params = [event.get("params", {}) for event in events]
    return [
        (str(one.get("initiator", "")), one["url"])
        for one in params
        if one.get("url", "").startswith(("http:", "https:", "ws:", "wss:", "ftp:"))
    ]


@pytest.fixture(scope="module", params=list(PAGES.values()), ids=list(PAGES))
def shared(request: pytest.FixtureRequest, logged: Browser, origin: str) -> Iterator[Visit]:
    """Each page once, for whoever wants no motion, open and with all its answers."""
    visit = Visit(logged, origin)
    visit.page.emulate_media(reduced_motion="reduce")
    settled(visit.open(request.param))
    yield visit
    visit.close()
    assert visit.outside == []
    assert visit.complaints == []


@pytest.fixture
def page(shared: Visit) -> Page:
    """The open page as it was at first."""
    shared.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    shared.page.emulate_media(color_scheme="light")
    shared.page.evaluate("() => document.activeElement?.blur()")
    shared.page.evaluate("() => window.scrollTo(0, 0)")
    return shared.page


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours; all others find the same in light and dark."""


def test_axe_finds_nothing_serious_light_dark_and_on_a_phone(page: Page) -> None:
    found = {}
    for place, (width, height) in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        found[f"{place}, light"] = findings(page)
        page.emulate_media(color_scheme="dark")
        found[f"{place}, dark"] = findings(page, COLOURS)
    assert {where: what for where, what in found.items() if what} == {}


_TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const right = document.documentElement.clientWidth;
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > right + 1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120)).concat([`${wide} px too wide`]);
}"""


def test_nothing_scrolls_sideways_at_320_px_or_twice_the_size(page: Page) -> None:
    for width, height in ((320, 640), (720, 450)):  # 720 × 450: 1440 × 900 at 200 %
        page.set_viewport_size({"width": width, "height": height})
        # What is painted is as wide as its place from the next frame on.
        fits = until(page, lambda: page.evaluate(_TOO_WIDE) == [])
        assert fits, (width, page.evaluate(_TOO_WIDE))


_FOCUSED = """() => {
  let one = document.activeElement;
  while (one && one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const seen = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const framed = one.closest(".cm-editor") ?? one;
  return {
    html: one.outerHTML.slice(0, 120),
    visible: box.width > 0 && box.height > 0,
    marked: seen(one) || seen(framed),
  };
}"""


def test_tab_goes_through_all_of_it_with_the_focus_in_sight(page: Page) -> None:
    poor, stops = [], 0
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        for _ in range(20):  # an editor marks its frame a moment later
            if found is None or found["marked"]:
                break
            page.wait_for_timeout(100)
            found = page.evaluate(_FOCUSED)
        if found is None:
            break
        stops += 1
        if not (found["visible"] and found["marked"]):
            poor.append(found["html"])
    assert poor == []
    assert stops > 10


def test_nothing_moves_for_whoever_wants_no_motion(page: Page) -> None:
    assert page.evaluate("() => document.getAnimations().map((one) => one.animationName)") == []


def test_focus_and_buttons_stay_in_sight_in_forced_colours(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    page = visit.open("#/questions?name=messengers&to=2025%2F0059")
    settled(page)
    button = page.get_by_role("button", name="Ask", exact=True)
    button.focus()
    border = button.evaluate("(one) => getComputedStyle(one).borderTopStyle")
    outline = button.evaluate("(one) => getComputedStyle(one).outlineStyle")
    assert (border, outline) == ("solid", "solid")
    assert findings(page) == []


def test_every_page_is_reached_by_the_palette(visit: Visit) -> None:
    page = visit.open()
    for name, where in (("Routes", "routes"), ("Cypher", "cypher"), ("Start", "start")):
        page.keyboard.press("Control+k")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/#/{where}")
        expect(page.locator("main h1")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("Muriel Laurant")
    page.get_by_role("option", name="Murielle LAURENT").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/show?id=ep-person*")
    page.keyboard.press("Control+k")
    page.keyboard.type("fewest of us")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#/questions?name=messengers")


def test_every_page_has_one_heading_and_says_itself(page: Page) -> None:
    assert page.locator("main h1").count() == 1
    assert page.get_by_role("main").count() == 1
