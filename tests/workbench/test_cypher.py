"""The Cypher console: written, completed, asked, stopped, refused, drawn, kept."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.api.workplace import NOW
from tests.viz.scenes import HOSTILE
from tests.workbench.axe import findings
from tests.workbench.served import Visit, in_browser

pytestmark = in_browser

SHADOWS = "MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN m, r, d"
FILE = "p=" + quote("file=ep-procedure:2025-0059")


def address(query: str, more: str = "") -> str:
    return f"#/cypher?q={quote(query)}{'&' if more else ''}{more}"


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Query in Cypher")


def test_a_query_is_written_completed_and_asked_by_keyboard(visit: Visit) -> None:
    page = visit.open("#/cypher")
    expect(page.get_by_text("Labels and relations")).to_be_visible()
    editor(page).click()
    page.keyboard.type("MATCH (m:Pol")
    expect(page.get_by_role("option", name="PoliticalGroup")).to_be_visible()
    page.wait_for_timeout(150)  # a list that just appeared does not take Enter yet, on purpose
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type(") RETURN m.name AS name ORDER BY name", delay=1)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("table")).to_contain_text("European Conservatives and Reformists")
    expect(page).to_have_url(re.compile("q=MATCH"))


def test_whoever_uses_the_keyboard_gets_out_of_the_editor(visit: Visit) -> None:
    page = visit.open("#/cypher")
    editor(page).click()
    page.keyboard.type("MATCH (m:ME")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor(page)).not_to_be_focused()
    expect(page.get_by_role("button", name="Ask")).to_be_focused()


def test_a_parameter_gets_a_field_and_takes_a_name(visit: Visit) -> None:
    page = visit.open(address(SHADOWS, "draft=yes"))
    field = page.get_by_role("combobox", name="$file")
    field.fill("2025/0059")
    page.get_by_role("option", name="Establishing a common system").click()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("table")).to_contain_text("7 rows")
    page.reload()
    expect(page.get_by_role("table")).to_contain_text("7 rows")


def test_a_day_is_asked_as_a_day(visit: Visit) -> None:
    text = (
        "MATCH (m:MEP)-[r:MEMBER_OF]->() WHERE r.valid_from <= $as_of RETURN count(*) > 99 AS many"
    )
    page = visit.open(address(text))
    expect(page.get_by_label("$as_of", exact=True)).to_have_value(str(NOW.date()))
    expect(page.get_by_role("cell", name="yes")).to_be_visible()


def test_an_answer_is_drawn_with_its_tables(visit: Visit) -> None:
    page = visit.open(address(SHADOWS, FILE + "&view=graph"))
    page.wait_for_selector("[data-drawn]")
    expect(page.get_by_role("application", name=re.compile("8 actors and 7 ties"))).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("^Actors 8 rows"))).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("^Ties 7 rows"))).to_be_visible()
    assert findings(page) == []


def test_whoever_is_drawn_is_walked_to_chosen_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit.open(address(SHADOWS, FILE + "&view=graph"))
    page.wait_for_selector("[data-drawn]")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-said")).to_contain_text("neighbours here")
    page.wait_for_url("**at=ep-procedure*")
    chosen = page.get_by_role("region", name="Chosen")
    expect(chosen.get_by_text(re.compile("→.*rapporteur for")).first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(chosen).to_contain_text("Member of the Parliament")
    page.reload()
    expect(chosen).to_contain_text("Member of the Parliament")
    page.get_by_role("application").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#/show?id=ep-person*")


def test_heads_of_arrows_are_painted_at_those_whom_ties_lead_to(visit: Visit) -> None:
    page = visit.open(address(SHADOWS, FILE + "&view=graph"))
    page.wait_for_selector("[data-drawn]")
    page.wait_for_timeout(400)
    with_heads = page.locator(".map-ground canvas").screenshot()
    plain = address(SHADOWS, FILE + "&view=graph")

    def without(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        for link in told["drawing"]["links"]:
            link["arrow"] = False
        route.fulfill(response=answer, json=told)

    page.route("**/cypher/drawn", without)
    page.goto("about:blank")
    page.goto(visit.origin + plain)
    page.wait_for_selector("[data-drawn]")
    page.wait_for_timeout(400)
    assert page.locator(".map-ground canvas").screenshot() != with_heads


@pytest.mark.parametrize(
    ("button", "name", "holds"),
    [
        ("Page (HTML)", "answer.html", b"CC BY"),
        ("SVG", "answer.svg", b"CC BY"),
        ("PDF", "answer.pdf", b"%PDF"),
        ("Tables (XLSX)", "answer.xlsx", b"PK"),
        ("Ties (CSV)", "answer.ties.csv", b"CC BY"),
        ("GEXF", "answer.gexf", b"CC BY"),
        ("GraphML", "answer.graphml", b"CC BY"),
        ("Picture (PNG)", "answer.png", b"\x89PNG"),
    ],
)
def test_a_drawn_answer_can_be_taken_along(
    visit: Visit, button: str, name: str, holds: bytes
) -> None:
    page = visit.open(address(SHADOWS, FILE + "&view=graph"))
    page.wait_for_selector("[data-drawn]")
    page.get_by_text("Take along").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name=button, exact=True).click()
    assert waited.value.suggested_filename == name
    assert holds in Path(waited.value.path()).read_bytes()


def test_a_refusal_is_marked_where_it_is(visit: Visit) -> None:
    page = visit.open(address("MATCH (n)\nSET n.x = 1 RETURN n"))
    expect(page.get_by_text("the graph is only read")).to_be_visible()
    expect(page.locator(".editor .cm-lintRange-error")).to_have_text("SET")
    page.get_by_role("button", name="Go to line 2, column 1").click()
    expect(editor(page)).to_be_focused()
    assert findings(page) == []


def test_the_plan_is_shown_and_nothing_is_run(visit: Visit) -> None:
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.url))
    page = visit.open(address("MATCH (m:MEP) RETURN m.name", "view=plan"))
    expect(page.locator(".plan")).to_contain_text("MEP")
    assert not any(url.endswith(("/cypher", "/cypher/drawn")) for url in sent)


def test_a_question_that_takes_long_is_stopped(visit: Visit) -> None:
    waiting: list[Route] = []
    visit.page.route("**/cypher/drawn", lambda route: waiting.append(route))
    page = visit.open(address("MATCH (m:MEP) RETURN m.name"))
    with page.expect_event("requestfailed") as dropped:
        page.get_by_role("button", name="Stop").click()
    assert (dropped.value.failure, len(waiting)) == ("net::ERR_ABORTED", 1)
    expect(page.get_by_text("Stopped.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_disabled()


def test_named_questions_give_their_text_and_work(visit: Visit) -> None:
    page = visit.open("#/cypher?named=file-shadows")
    side = page.get_by_role("complementary", name="Texts to take")
    expect(side.locator("li")).to_have_count(34)
    side.get_by_label("Find among 34").fill("rapporteur shadow")
    side.get_by_role("link", name="Take into the editor").click()
    expect(editor(page)).to_contain_text("RAPPORTEUR_FOR")
    expect(page.get_by_role("table")).to_have_count(0)  # nothing is asked yet
    page.get_by_role("combobox", name="$file").fill("ep-procedure:2025-0059")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("table")).to_contain_text("7 rows")


def test_own_queries_are_kept_in_the_browser_and_dropped(visit: Visit) -> None:
    page = visit.open(address(SHADOWS, FILE))
    page.get_by_text("My queries").click()
    page.get_by_label("Name", exact=True).fill("shadows")
    page.get_by_role("button", name="Keep this query").click()
    page.goto(visit.origin + "#/cypher")
    page.get_by_role("link", name="shadows", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("7 rows")
    page.get_by_role("button", name="Drop shadows").click()
    expect(page.get_by_role("link", name="shadows", exact=True)).to_have_count(0)


def test_hostile_answers_are_text(visit: Visit) -> None:
    def answer(route: Route) -> None:
        node = {"_labels": ["MEP"], "uid": f"x:1{HOSTILE}", "name": HOSTILE}
        actor = {
            "id": HOSTILE,
            "name": HOSTILE,
            "kind": "Person",
            "classification": "MEP",
            "invented": False,
        }
        table = {"columns": [HOSTILE], "rows": [[node], [HOSTILE]], "truncated": False}
        said = {"text": HOSTILE, "source": HOSTILE, "url": "javascript:alert(1)"}
        drawing = {
            "title": HOSTILE,
            "subtitle": HOSTILE,
            "as_of": "2026-11-24",
            "level": "office",
            "nodes": [{"actor": actor, "x": 0, "y": 0, "focus": False, "routes": 2}],
            "links": [
                {
                    "id": HOSTILE,
                    "tail": HOSTILE,
                    "head": HOSTILE,
                    "label": HOSTILE,
                    "band": HOSTILE,
                    "invented": False,
                    "arrow": True,
                    "said": [said],
                }
            ],
            "lanes": False,
            "notes": [HOSTILE],
            "attribution": [HOSTILE],
            "left_out": 0,
        }
        route.fulfill(json={"table": table, "drawing": drawing})

    visit.page.route("**/cypher/drawn", answer)
    page = visit.open(address(f"RETURN '{HOSTILE}'"))
    expect(page.get_by_role("table")).to_contain_text(HOSTILE)
    page.get_by_label("View").select_option("graph")
    page.wait_for_selector("[data-drawn]")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("region", name="Chosen")).to_contain_text(HOSTILE)
    expect(page.locator("main img, main a[href^='javascript']")).to_have_count(0)
    assert visit.dialogs == []


def test_a_kept_query_of_no_form_is_left_aside(visit: Visit) -> None:
    page = visit.open("#/cypher")
    kept = json.dumps([{"name": 1}, None, {"name": "ok", "query": "RETURN 1", "given": []}])
    page.evaluate("kept => localStorage.setItem('corridors.cypher', kept)", kept)
    page.reload()
    expect(page.get_by_role("link", name="ok", exact=True)).to_be_visible()
