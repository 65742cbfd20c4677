"""The map in the hand: mouse, wheel, one finger and two; what costs nothing while it moves."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.workbench.served import PHONE, Visit, in_browser, settled, until

pytestmark = in_browser

Point = tuple[float, float]

MIDDLE = "#/map?of=2025%2F0059&at=ep-procedure%3A2025-0059"
AT = re.compile("at=ep-procedure%3A2025-0059")


@pytest.fixture
def phone(browser: Browser, origin: str) -> Iterator[Visit]:
    visit = Visit(browser, origin, PHONE, has_touch=True)
    yield visit
    visit.close()
    assert visit.complaints == []


class Fingers:
    """Fingers on a screen, by the browser's own protocol: Playwright has taps alone.

    Each touch carries a time of its own, so that none is late because the machine is busy.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.now = time.time()
        self.devtools: CDPSession = page.context.new_cdp_session(page)

    def _tell(self, kind: str, points: list[Point]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.now += 0.01
        told = {"type": kind, "touchPoints": touches, "timestamp": self.now}
        self.devtools.send("Input.dispatchTouchEvent", told)

    def move(self, *fingers: tuple[Point, Point], steps: int = 6) -> None:
        """Put each finger down at its first point, move it to its second, and lift all."""
        self._tell("touchStart", [start for start, _ in fingers])
        for step in range(1, steps + 1):
            part = step / steps
            self._tell(
                "touchMove",
                [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in fingers],
            )
        self._tell("touchEnd", [])

    def rest(self) -> None:
        """Let so much time go by that the next tap is none of two."""
        self.now += 1

    def tap(self, point: Point) -> None:
        self._tell("touchStart", [point])
        self._tell("touchEnd", [])


def centred(visit: Visit) -> tuple[Page, Point]:
    """Open a map with its file in the middle, chosen by nobody; gives where that is."""
    page = visit.open(MIDDLE)
    page.wait_for_selector("[data-drawn]")
    frame = page.get_by_role("application", name=re.compile("Map of"))
    frame.focus()
    for key in ("ArrowRight", "ArrowLeft", "Escape"):
        page.keyboard.press(key)
    expect(page.locator(".map-said")).to_have_text("Left the selection.")
    page.locator(".map-ground").evaluate("(one) => one.scrollIntoView({block: 'center'})")
    box = page.locator(".map-ground").bounding_box()
    assert box is not None
    expect(page).not_to_have_url(AT)
    return page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def corner(page: Page) -> Point:
    """Give a point of the ground where nobody stands."""
    box = page.locator(".map-ground").bounding_box()
    assert box is not None
    return box["x"] + 12, box["y"] + box["height"] - 12


def test_a_tap_chooses_and_two_open_the_record(phone: Visit) -> None:
    page, middle = centred(phone)
    fingers = Fingers(page)
    fingers.tap(middle)
    expect(page).to_have_url(AT)
    fingers.rest()
    box = page.locator(".map-ground").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    fingers.tap(middle)
    fingers.tap(middle)
    page.wait_for_url("**/#/show?id=*")


def test_one_finger_moves_the_ground_as_far_as_it_goes(phone: Visit) -> None:
    page, (x, y) = centred(phone)
    fingers = Fingers(page)
    start = corner(page)
    fingers.move((start, (start[0] + 90, start[1] - 70)))
    expect(page).not_to_have_url(re.compile("pin=|at="))
    fingers.tap((x + 90, y - 70))
    expect(page).to_have_url(AT)


def test_one_finger_on_somebody_pins_them_where_it_lets_go(phone: Visit) -> None:
    page, (x, y) = centred(phone)
    Fingers(page).move(((x, y), (x + 60, y + 50)))
    expect(page).to_have_url(re.compile("pin=ep-procedure%3A2025-0059%40"))


def test_two_fingers_come_closer_to_what_lies_between_them(phone: Visit) -> None:
    page, (x, y) = centred(phone)
    between = (x - 60, y + 40)
    a, b = (between[0] - 30, between[1]), (between[0] + 30, between[1])
    wider = (between[0] - 60, between[1]), (between[0] + 60, between[1])
    fingers = Fingers(page)
    fingers.move((a, wider[0]), (b, wider[1]))
    expect(page).not_to_have_url(re.compile("pin=|at="))
    # Twice as far apart: whoever was beside the fingers is twice as far from them.
    fingers.tap((between[0] + 2 * (x - between[0]), between[1] + 2 * (y - between[1])))
    expect(page).to_have_url(AT)


def test_fingers_on_the_map_do_not_move_the_page(phone: Visit) -> None:
    page, (x, y) = centred(phone)
    before = page.evaluate("[scrollX, scrollY, visualViewport.scale]")
    fingers = Fingers(page)
    fingers.move(((x - 100, y + 120), (x - 100, y - 120)))
    fingers.move(((x - 20, y), (x - 90, y)), ((x + 20, y), (x + 90, y)))
    assert page.evaluate("[scrollX, scrollY, visualViewport.scale]") == before


def test_the_wheel_stretches_what_is_drawn_and_draws_it_anew_at_rest(visit: Visit) -> None:
    page, (x, y) = centred(visit)
    plate = page.locator(".map-ground > canvas").first
    page.mouse.move(x + 150, y + 100)
    page.evaluate(
        "() => { const one = document.querySelector('.map-ground > canvas');"
        "window.seen = [];"
        "new MutationObserver(() => window.seen.push(one.style.transform))"
        ".observe(one, { attributeFilter: ['style'] }); }"
    )
    page.mouse.wheel(0, -150)

    def seen() -> list[str]:
        return list(page.evaluate("window.seen"))

    assert until(page, lambda: len(seen()) > 1 and seen()[-1] == ""), seen()
    assert any("scale(1.2" in one for one in seen())
    assert plate.evaluate("(one) => one.style.transform") == ""
    by = 2.718281828 ** (150 * 0.0016)
    page.mouse.click(x + 150 - 150 * by, y + 100 - 100 * by)
    expect(page).to_have_url(AT)


def test_a_dragged_actor_moves_on_a_sheet_of_its_own(visit: Visit) -> None:
    page, (x, y) = centred(visit)
    page.mouse.move(x, y)
    sheet = page.locator(".map-sheet")
    expect(sheet).to_be_attached()
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=3)
    drawn = "() => document.querySelector('.map-ground > canvas').toDataURL().length"
    before = page.evaluate(drawn)
    page.mouse.move(x + 80, y + 60, steps=3)
    assert page.evaluate(drawn) == before
    page.mouse.up()
    page.wait_for_url("**pin=ep-procedure*")
    page.mouse.move(*corner(page))
    expect(sheet).not_to_be_attached()


def test_one_question_for_one_map_and_it_leaves_with_the_first_code(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda one: asked.append("/" + one.url.removeprefix(visit.origin)))
    page = visit.open("#/map?of=2025%2F0059")
    page.wait_for_selector("[data-drawn]")
    expect(page.get_by_role("table", name=re.compile("^Actors"))).to_be_visible()
    settled(page)
    assert sum(one.startswith("/maps?") for one in asked) == 1
    assert asked.count("/health") == 1
    assert asked.index(next(one for one in asked if one.startswith("/maps?"))) < asked.index(
        "/health"
    )
    assert not [one for one in asked if "vis-network" in one]
