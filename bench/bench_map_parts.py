"""Where the time of a map of 2,000 goes: ``python -m bench.bench_map_parts``.

First the service alone, in this process: what each part takes, in seconds of the processor and of
the clock. Then a browser's page from opening its address: when its code, its question, the first
and the last byte of the answer, the drawn map and the frame after it were there.
"""

import argparse
import gzip
import math
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Browser, Page, sync_playwright

from api.schemas_maps import MapOut
from bench.bench_map import (
    CHROMIUM,
    COUNT,
    FLAGS,
    NOW,
    PATIENCE_S,
    SIZE,
    STOP,
    WATCH,
    planted,
    serving,
    worked,
)
from graph.model import MergedGraph
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from viz.layout import packed
from viz.map_choice import chosen
from viz.map_model import EVERYTHING, MapQuestion
from viz.maps import whole_map

ADDRESS = "#/map?of=root&steps=2&most=2000"
HELD_S = 2.0

_Made = TypeVar("_Made")

_TIMES = """() => {
  const all = performance.getEntriesByType("resource");
  const map = all.find((one) => one.name.includes("/maps?"));
  const { drawnAt, painted } = document.documentElement.dataset;
  const code = all.filter(
    (one) => one.name.endsWith(".js") && one.responseEnd < Number(drawnAt),
  );
  return {
    code: Math.max(...code.map((one) => one.responseEnd)),
    sent: map.startTime, first: map.responseStart, last: map.responseEnd,
    drawn: Number(drawnAt), painted: Number(painted),
    requests: all.filter((one) => one.startTime < Number(drawnAt)).length,
    bytes: map.encodedBodySize,
  };
}"""


def service(graph: MergedGraph) -> None:
    """Print what the parts of an answer take."""
    snapshot, rosters = Snapshot.build(graph), Rosters.build(graph)
    question = MapQuestion(("root",), NOW.date(), steps=2, most=2000)
    print("| part of the answer | processor s | clock s |\n| --- | ---: | ---: |")
    _timed("cut, places, names: first of all", lambda: whole_map(snapshot, rosters, question))
    whole = _timed("the same with costs known", lambda: _anew(snapshot, rosters, question))
    _timed("the same with places known", lambda: whole_map(snapshot, rosters, question))
    made = _timed("filters and their counts", lambda: chosen(whole, EVERYTHING))
    out = _timed("columns", lambda: MapOut.of(made))
    text = _timed("JSON", lambda: out.model_dump_json().encode())
    small = _timed("gzip", lambda: gzip.compress(text, 1, mtime=0))
    print(f"\n{len(text) / 1024:,.0f} KiB, {len(small) / 1024:,.0f} as sent\n")


def _anew(snapshot: Snapshot, rosters: Rosters, question: MapQuestion) -> Any:
    packed.cache_clear()
    return whole_map(snapshot, rosters, question)


def _timed(name: str, make: Callable[[], _Made]) -> _Made:
    worked, passed = time.process_time(), time.perf_counter()
    made = make()
    worked, passed = time.process_time() - worked, time.perf_counter() - passed
    print(f"| {name} | {worked:.3f} | {passed:.3f} |", flush=True)
    return made


def page(browser: Browser, address: str, name: str) -> None:
    """Print when the parts of an opened page were there."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.add_init_script(f"({WATCH})()")
    opened.goto(address, wait_until="commit")
    opened.wait_for_selector("html[data-painted]", state="attached", timeout=PATIENCE_S * 1000)
    found = opened.evaluate(_TIMES)
    times = ("code", "sent", "first", "last", "drawn", "painted")
    cells = " | ".join(f"{found[each] / 1000:.2f}" for each in times)
    print(f"| {name} | {cells} | {found['requests']} | {found['bytes'] / 1024:,.0f} |", flush=True)
    context.close()


def hands(browser: Browser, address: str) -> None:
    """Print frames a second, and work for each, while a hand moves, zooms, and drags somebody.

    The chosen one stands in the middle, so that there is somebody to drag.
    """
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(f"{address}&at=root", wait_until="commit")
    opened.wait_for_selector("[data-drawn]", timeout=PATIENCE_S * 1000)
    opened.get_by_role("application").focus()
    for key in ("ArrowRight", "ArrowLeft"):
        opened.keyboard.press(key)
    opened.wait_for_timeout(1500)
    box = opened.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    corner = (box["x"] + 12, box["y"] + box["height"] - 12)
    print("\n| hand | frames/s | work ms/frame |\n| --- | ---: | ---: |")
    for name, start, is_wheel in (
        ("moves the ground", corner, False),
        ("turns the wheel", (x, y), True),
        ("drags an actor", (x, y), False),
    ):
        frames, spent = _moved(browser, opened, start, is_wheel=is_wheel)
        print(f"| {name} | {frames:.0f} | {spent:.0f} |", flush=True)
        opened.wait_for_timeout(600)
    context.close()


def _moved(
    browser: Browser, opened: Page, start: tuple[float, float], *, is_wheel: bool
) -> tuple[float, float]:
    opened.mouse.move(*start)
    opened.wait_for_timeout(300)
    before = worked(browser)
    opened.evaluate(COUNT)
    if not is_wheel:
        opened.mouse.down()
    end = time.monotonic() + HELD_S
    n = 0
    while time.monotonic() < end:
        n += 1
        if is_wheel:
            opened.mouse.wheel(0, 40 if n % 40 < 20 else -40)
        else:
            # There and back again: what was in the middle is there for the next.
            opened.mouse.move(start[0] + 120 * math.sin(n / 12), start[1] - 80 * math.sin(n / 9))
    if not is_wheel:
        opened.mouse.move(*start)
        opened.mouse.up()
    frames: float = opened.evaluate(STOP)
    return frames, (worked(browser) - before) * 1000 / max(frames * HELD_S, 1)


def main() -> None:
    """Print all tables; the load of the machine beside them."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--times", type=int, default=3, help="how often the page is opened")
    times = wanted.parse_args().times
    graph = planted(2_000)
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    service(graph)
    with sync_playwright() as driver, serving(2_000) as origin:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        print("| opened | code | asked | first byte | last | drawn | seen | requests | KiB |")
        for number in range(1, times + 1):
            page(browser, f"{origin}{ADDRESS}", f"time {number}")
        hands(browser, f"{origin}{ADDRESS}")
        browser.close()


if __name__ == "__main__":
    main()
