"""Every named question as a form with its answer; saved, copied, taken along."""

import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, Route, expect

from api.questions import questions
from tests.viz.scenes import HOSTILE
from tests.workbench.axe import findings
from tests.workbench.served import Visit, in_browser

pytestmark = in_browser


def test_every_question_stands_under_a_topic(visit: Visit) -> None:
    page = visit.open("#/questions")
    for question in questions():
        expect(page.get_by_role("link", name=question.title, exact=True)).to_be_visible()
    assert findings(page) == []


def test_a_question_is_found_though_misspelt_and_the_search_is_one_step(visit: Visit) -> None:
    page = visit.open("#/questions")
    page.get_by_label("Find a question").press_sequentially("presidncy")
    expect(page.get_by_role("status").filter(has_text="1 of")).to_be_visible()
    expect(page).to_have_url(re.compile("q=presidncy$"))
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_what_is_typed_and_sent_is_asked(visit: Visit) -> None:
    page = visit.open("#/questions?name=messengers")
    page.get_by_role("combobox", name="Whom to reach").fill("2025/0059")
    # The list that came up lies over nothing, and the button is still there when it is pressed.
    offered = page.get_by_role("listbox", name="Whom to reach").get_by_role("option")
    expect(offered.first).to_be_visible()
    page.get_by_role("button", name="Ask", exact=True).click()  # nobody pressed Enter in the field
    expect(page.get_by_role("table", name="Messengers")).to_contain_text("Human Rights Watch")
    expect(page.get_by_text("corridors messengers 2025/0059")).to_be_visible()
    order = page.get_by_role("region", name="Answer").inner_text()
    assert order.index("Human Rights Watch") < order.index("No smaller set meets this demand")
    expect(page.get_by_role("link", name="org:hrw")).to_be_visible()
    page.get_by_role("link", name="Human Rights Watch").click()
    page.wait_for_url("**/#/show?id=org%3Ahrw")
    page.go_back()
    expect(page.get_by_role("table", name="Messengers")).to_be_visible()


def test_a_moment_is_written_not_searched_for(visit: Visit) -> None:
    page = visit.open("#/questions?name=changes")
    field = page.get_by_role("textbox", name="Since")
    expect(field).to_have_attribute("placeholder", "2026-03-04")
    field.fill("2026-11-24")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**since=2026-11-24**")


def test_all_changes_can_be_asked_on_the_day_of_the_first_load(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("link", name="All changes of the last days").click()
    answer = page.get_by_role("region", name="Answer")
    expect(answer).to_contain_text("The ledger knows from")


def test_a_question_says_what_it_lacks(visit: Visit) -> None:
    page = visit.open("#/questions?name=country-in-bodies")
    page.get_by_role("button", name="Ask", exact=True).click()
    lacking = "Fill in first: Country, Members of these bodies."
    expect(page.get_by_role("alert").filter(has_text=lacking)).to_be_visible()
    page.get_by_role("button", name="Fill in the example").click()
    expect(page.get_by_role("table")).to_have_count(1)


def test_a_parameter_that_is_called_like_one_of_the_page_is_kept_apart(visit: Visit) -> None:
    page = visit.open("#/questions?name=one-source")
    page.get_by_role("combobox", name="Name").fill("Murielle Laurent")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**p.name=Murielle+Laurent**")
    expect(page.get_by_role("region", name="Answer")).to_be_visible()


def test_an_unknown_name_is_said_in_the_services_words(visit: Visit) -> None:
    page = visit.open("#/questions?name=messengers&to=Nobody+Atall")
    expect(page.get_by_text("Nobody and nothing here is called “Nobody Atall”")).to_be_visible()
    assert findings(page) == []


def test_a_question_is_saved_asked_again_and_forgotten(visit: Visit) -> None:
    page = visit.open("#/questions?name=file-shadows&file=2025%2F0059")
    # The answer, once it comes, moves what stands below it.
    expect(page.get_by_role("region", name="Answer")).to_be_visible()
    page.get_by_text("Save this question").first.click()
    page.get_by_label("Save it as").fill("the return file")
    page.get_by_role("button", name="Save this question").click()
    expect(page.get_by_text("Saved as 'the return file'")).to_be_visible()
    page.get_by_role("link", name="All questions").click()
    page.get_by_role("link", name="the return file").click()
    expect(page.get_by_role("heading", level=1, name="the return file")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("7 rows")
    expect(page.get_by_text("corridors again 'the return file'")).to_be_visible()
    expect(page.get_by_role("link", name="Change and ask")).to_have_attribute(
        "href", "#/questions?ask=yes&file=2025%2F0059&name=file-shadows"
    )
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("button", name="Really forget").click()
    page.wait_for_url("**/#/questions")
    expect(page.get_by_role("link", name="the return file")).to_have_count(0)


def test_tables_are_taken_along_as_csv_and_workbook(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("#/questions?name=messengers&to=2025%2F0059")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Table as CSV").first.click()
    assert waited.value.suggested_filename == "messengers-1.csv"
    page.get_by_text("Take along").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="All tables (XLSX)").click()
    waited.value.save_as(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "book.xlsx").read_bytes()))
    assert book.sheetnames == ["Messengers", "Gaps", "Sources and licences"]
    assert book["Messengers"]["A2"].value == "Human Rights Watch"


def asked(page: Page) -> None:
    expect(page.get_by_role("region", name="Answer")).to_be_visible()


def test_questions_of_every_kind_answer_their_example(visit: Visit) -> None:
    for name in ("changes", "positions", "council", "rules", "deadlines", "group-balance"):
        page = visit.open(f"#/questions?name={name}")
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        if page.get_by_role("button", name="Fill in the example").count():
            page.get_by_role("button", name="Fill in the example").click()
        else:
            page.get_by_role("button", name="Ask", exact=True).click()
        asked(page)
        assert findings(page) == [], name


def test_hostile_answers_are_text(visit: Visit) -> None:
    def answer(route: Route) -> None:
        table = {
            "title": HOSTILE,
            "columns": [HOSTILE, "b"],
            "rows": [[HOSTILE, f"javascript:alert(1){HOSTILE}"]],
            "notes": [HOSTILE],
        }
        route.fulfill(
            json={
                "question": "file-shadows",
                "title": HOSTILE,
                "as_of": "2026-11-24",
                "level": HOSTILE,
                "command": HOSTILE,
                "tables": [table],
            }
        )

    visit.page.route("**/ask/file-shadows*", answer)
    page = visit.open("#/questions?name=file-shadows&file=x")
    expect(page.get_by_role("table")).to_contain_text(HOSTILE)
    expect(page.locator("img")).to_have_count(0)
    assert page.locator("a[href^='javascript']").count() == 0
    assert visit.dialogs == []
