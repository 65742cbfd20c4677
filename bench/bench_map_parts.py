"""Where the time of a map of 2,000 goes: ``python -m bench.bench_map_parts``.

First the service alone, in this process: what each part takes, in seconds of the processor and of
the clock. Then a browser's page from opening its address: when its code, its question, the first
and the last byte of the answer, the drawn map and the frame after it were there.
"""

import argparse
import gzip
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Browser, sync_playwright

from api.schemas_maps import MapOut
from bench.bench_map import CHROMIUM, FLAGS, NOW, PATIENCE_S, SIZE, WATCH, planted, serving
from graph.model import MergedGraph
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from viz.layout import packed
from viz.map_choice import chosen
from viz.map_model import EVERYTHING, MapQuestion
from viz.maps import whole_map

_Made = TypeVar("_Made")

_TIMES = """() => {
  const all = performance.getEntriesByType("resource");
  const map = all.find((one) => one.name.includes("/maps?"));
  const code = all.filter((one) => one.name.endsWith(".js") && one.startTime < map.startTime);
  const { drawnAt, painted } = document.documentElement.dataset;
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


def main() -> None:
    """Print both tables; the load of the machine beside them."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--times", type=int, default=3, help="how often the page is opened")
    times = wanted.parse_args().times
    graph = planted(2_000)
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    service(graph)
    packed.cache_clear()
    with sync_playwright() as driver, serving(graph) as origin:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        print("| opened | code | asked | first byte | last | drawn | seen | requests | KiB |")
        for number in range(1, times + 1):
            page(browser, f"{origin}#/map?of=root&steps=2&most=2000", f"time {number}")
        browser.close()


if __name__ == "__main__":
    main()
