"""Measure the map in headless Chromium, without a graphics card: ``python -m bench.bench_map``.

The workbench's own page over a real server, on invented graphs of 300, 2,000 and 20,000 actors,
and beside it, in the same run, pyvis as it comes on the same nodes and ties. Needs the workbench
built and Chromium at /usr/bin. Times are from opening the address to the frame after the map
stands; frames are counted while a real mouse drags the map for two seconds.
"""

import argparse
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from api.app import create_app
from api.settings import Settings
from api.wiring import View
from bench.synthetic import _graph, _tie
from graph.collector import settle
from graph.levels import Level
from graph.model import Classification, Entity, Kind, MergedGraph, Relation
from graph.snapshot import Snapshot
from queries.finding.search import SearchIndex
from queries.rosters import Rosters

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZE = {"width": 1440, "height": 900}
PATIENCE_S = 60
PATIENCE_WITH_FEW_S = 150
DRAG_S = 2.0
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

WATCH = """() => {
  const look = () => {
    if (document.querySelector("[data-drawn]")) {
      document.documentElement.dataset.drawnAt = performance.now();
      const told = () => { document.documentElement.dataset.painted = performance.now(); };
      requestAnimationFrame(() => requestAnimationFrame(told));
    } else requestAnimationFrame(look);
  };
  look();
}"""
COUNT = """() => {
  window.frames_ = 0; window.counting = true; window.begun = performance.now();
  const step = () => {
    if (!window.counting) return;
    window.frames_ += 1;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""
STOP = """() => {
  window.counting = false;
  return (window.frames_ * 1000) / (performance.now() - window.begun);
}"""
_STILL = """() => { network.once("stabilizationIterationsDone", () => {
  document.documentElement.dataset.painted = performance.now();
}); }"""


@dataclass(frozen=True, slots=True)
class Row:
    """One measured page; None where it never stood. Bytes are as sent, before compression.

    ``work`` are seconds of the page's main thread until it stood, ``frame_work`` milliseconds of
    all of the browser's threads for one frame: these do not depend on what else the machine does.
    """

    name: str
    first: float | None
    again: float | None
    work: float | None
    frames: float | None
    frame_work: float | None
    heap: float | None
    bytes: int


def planted(actors: int) -> MergedGraph:
    """Give communities of 20 to 120 around a body each, tied to one another by a few contacts.

    Three ties an actor: a seat in the body, and contacts, of which one in eight leads outside.
    """
    rng = random.Random(5)
    kinds = (Classification.MEP, Classification.NGO, Classification.OFFICIAL, None)
    root = Entity("root", Kind.ORGANIZATION, "(invented) Network", (Classification.NETWORK,))
    entities, ties = [root], []
    while len(entities) < actors:
        size = min(rng.randint(20, 120), actors - len(entities) - 1)
        number = len(entities)
        body = Entity(
            f"body:{number:06}",
            Kind.ORGANIZATION,
            f"(invented) Committee on {number}",
            (Classification.COMMITTEE,),
        )
        own = [
            Entity(
                f"actor:{number + n:06}",
                Kind.PERSON,
                f"(invented) Žofia Ångström-{number + n}",
                tuple(kind for kind in (kinds[n % 4],) if kind),
                invented=True,
            )
            for n in range(1, size + 1)
        ]
        ties.append(_tie(body.id, Relation.MEMBER_OF, "root", "MEMBER", date(2024, 7, 16)))
        ties += [
            _tie(one.id, Relation.MEMBER_OF, body.id, "MEMBER", date(2024, 7, 16)) for one in own
        ]
        entities += [body, *own]
        for one in own:
            for _ in range(2):
                near = own if rng.random() < 0.875 else entities[1:]
                other, day = rng.choice(near), NOW.date() - timedelta(days=rng.randrange(900))
                if other.id != one.id:
                    ties.append(_tie(one.id, Relation.CONTACT_OF, other.id, "meeting", day))
    return _graph(entities, list({tie.id: tie for tie in ties}.values()))


@contextmanager
def serving(actors: int) -> Iterator[str]:
    """Serve a planted graph as if it came from a ledger, by a service of its own that is up.

    In another process, as people have it: here the driver of the browser would take its time.
    """
    own = get_context("spawn")
    ours_end, its_end = own.Pipe(duplex=False)
    service = own.Process(target=_serve, args=(actors, its_end), daemon=True)
    service.start()
    try:
        yield ours_end.recv()
    finally:
        service.terminate()
        service.join(20)


def _serve(actors: int, told: Connection) -> None:
    graph = planted(actors)
    view = View(graph, Snapshot.build(graph), SearchIndex.build(graph), Rosters.build(graph))
    view.snapshot.costs(NOW.date())
    settle()
    with tempfile.TemporaryDirectory() as home:
        app = create_app(Settings(Path(home)), clock=lambda: NOW)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        workspace = app.state.serving.workspace
        for level in Level:
            workspace._views[level] = (workspace.ledger.head(level), view)
        told.send(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/")
        thread.join()


def ours(browser: Browser, origin: str, name: str, address: str) -> Row:
    """Measure a page of the workbench: opened twice, the second time with the layout known."""
    first = _opened(browser, name, origin + address, WATCH).again
    return replace(_opened(browser, name, origin + address, WATCH), first=first)


def pyvis(browser: Browser, graph: MergedGraph, folder: Path, actors: int) -> Row:
    """Measure pyvis as it comes: its own template, physics in the browser."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    # Filled directly: add_node and add_edge would take minutes.
    network.nodes = [
        {"id": one.id, "label": one.name, "shape": "dot", "color": "#97c2fc"}
        for one in graph.entities.values()
    ]
    network.edges = [{"from": tie.subject, "to": tie.object} for tie in graph.ties]
    path = folder / f"pyvis-{actors}.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    patience = PATIENCE_WITH_FEW_S if actors <= 300 else PATIENCE_S
    row = _opened(browser, f"pyvis default, {actors:,}", path.as_uri(), None, patience)
    return replace(row, first=row.again, again=None, bytes=path.stat().st_size)


def _opened(
    browser: Browser, name: str, address: str, watch: str | None, patience: float = PATIENCE_S
) -> Row:
    context = browser.new_context(viewport=SIZE, offline=watch is None)  # type: ignore[arg-type]
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sent = [0]
    devtools.send("Network.enable")
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    devtools.on("Network.dataReceived", lambda event: sent.append(event["dataLength"]))
    if watch:
        page.add_init_script(f"({watch})()")
    try:
        page.goto(address, wait_until="commit" if watch else "load")
        if not watch:
            page.evaluate(_STILL)
        # Waited for by an attribute: the page's policy lets no text be run as code.
        page.wait_for_selector("html[data-painted]", state="attached", timeout=patience * 1000)
    except PlaywrightError:
        # It never stood; what it worked meanwhile is told.
        work = _work(devtools)
        context.close()
        return Row(name, None, None, work, None, None, None, sum(sent))
    stood = float(page.evaluate("document.documentElement.dataset.painted")) / 1000
    work = _work(devtools)
    page.wait_for_timeout(1500)
    before = worked(browser)
    frames = _dragged(page)
    spent = (worked(browser) - before) * 1000
    devtools.send("HeapProfiler.collectGarbage")
    heap = devtools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    context.close()
    per_frame = spent / max(frames * DRAG_S, 1)
    return Row(name, None, stood, work, frames, per_frame, heap, sum(sent))


def _work(devtools: CDPSession) -> float:
    listed = devtools.send("Performance.getMetrics")["metrics"]
    found: float = next(one["value"] for one in listed if one["name"] == "TaskDuration")
    return found


def worked(browser: Browser) -> float:
    """Give the seconds that all threads that draw pages have worked."""
    listed = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(one["cpuTime"] for one in listed if one["type"] in ("renderer", "GPU"))


def _dragged(page: Page) -> float:
    """Drag the ground to and fro by mouse and count the frames."""
    page.wait_for_timeout(500)
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + 12, box["y"] + box["height"] - 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT)
    end = time.monotonic() + DRAG_S
    n = 0
    while time.monotonic() < end:
        n += 1
        page.mouse.move(x + 150 + 140 * ((n % 40) / 20 - 1), y - 80 - (n % 25))
    frames: float = page.evaluate(STOP)
    page.mouse.up()
    return frames


def _told(value: float | None, form: str) -> str:
    return form.format(value) if value is not None else "–"


def _print(row: Row) -> None:
    cells = (
        _told(row.first, "{:.2f}"),
        _told(row.again, "{:.2f}"),
        _told(row.work, "{:.2f}"),
        _told(row.frames, "{:.0f}"),
        _told(row.frame_work, "{:.0f}"),
        _told(row.heap, "{:.0f}"),
    )
    print(f"| {row.name} | {' | '.join(cells)} | {row.bytes / 1024:,.0f} |", flush=True)


def main() -> None:
    """Measure all and print the rows of docs/performance.md."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--no-pyvis", action="store_true", help="the workbench alone")
    with_pyvis = not wanted.parse_args().no_pyvis
    print("| page | first s | again s | work s | frames/s | work ms/frame | heap MB | KiB |")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser: Any = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for actors in (300, 2_000, 20_000):
            with serving(actors) as origin:
                if actors <= 2_000:
                    address = f"#/map?of=root&steps=2&most={actors}"
                    _print(ours(browser, origin, f"map, {actors:,}", address))
                else:
                    _print(ours(browser, origin, f"overview of {actors:,}", "#/map"))
                    address = "#/map?of=root&steps=2&most=2000"
                    _print(ours(browser, origin, f"2,000 cut out of {actors:,}", address))
            if with_pyvis:
                _print(pyvis(browser, planted(actors), Path(folder), actors))
        browser.close()


if __name__ == "__main__":
    main()
