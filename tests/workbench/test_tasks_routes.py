"""Tasks of an advocate, from what ``make run`` opens, each in at most five actions.

One action is: typing into a field, pressing a key, or a click. The lists are what a person does
who knows only the words of the question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.workbench.served import Visit, in_browser

pytestmark = in_browser

MOST = 5


@dataclass
class Actions:
    """Does what a person does, and counts it."""

    page: Page
    done: list[str] = field(default_factory=list)

    def type(self, question: str, text: str) -> None:
        """Type into the field of a question, and wait until something is found."""
        self.done.append(f"type {text!r} at {question!r}")
        self.page.locator("main").get_by_role("combobox", name=re.compile(question)).fill(text)
        expect(self.page.locator("main").get_by_role("option").first).to_be_visible()

    def press(self, key: str) -> None:
        self.done.append(f"press {key}")
        self.page.keyboard.press(key)

    def click(self, role: str, name: str) -> None:
        self.done.append(f"click {name!r}")
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # a role

    def open(self, text: str) -> None:
        """Click on what opens and closes."""
        self.done.append(f"click {text!r}")
        self.page.locator("summary", has_text=text).first.click()


@pytest.fixture
def actions(visit: Visit) -> Iterator[Actions]:
    made = Actions(visit.open())
    yield made
    assert len(made.done) <= MOST, made.done


def test_how_do_we_reach_her(actions: Actions) -> None:
    actions.type("^How do we reach", "Murielle Laurent")
    actions.press("Enter")
    page = actions.page
    expect(
        page.get_by_text("Best route to Murielle LAURENT: IRCT Brussels office →")
    ).to_be_visible()
    first = page.get_by_role("article").first
    expect(first.get_by_text("weakest step")).to_be_visible()
    actions.open("Evidence (1)")
    expect(first.locator(".grounds").first).to_contain_text("Evidence of 2026-10-01")
    assert len(actions.done) == 3


def test_who_of_the_network_should_go(actions: Actions) -> None:
    actions.type("^Who of us", "2025/0059")
    actions.press("Enter")
    board = actions.page.get_by_role("grid", name="Who approaches whom")
    expect(board.get_by_role("button", name=re.compile(": Lead "))).to_have_count(7)
    expect(actions.page.get_by_text("Nothing better exists under these rules.")).to_be_visible()
    assert len(actions.done) == 2


def test_print_the_sheet_for_ecre(actions: Actions) -> None:
    actions.type("^Who of us", "2025/0059")
    actions.press("Enter")
    actions.click("link", "Sheet of European Council on Refugees and Exiles")
    page = actions.page
    expect(page.get_by_role("article", name="European Council on Refugees")).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    actions.click("button", "Print")
    expect(page).to_have_title("printed")
    assert len(actions.done) == 4


def test_how_do_we_reach_who_shadows_the_return_file_for_a_group(actions: Actions) -> None:
    actions.type("^How do we reach", "2025/0059")
    actions.press("Enter")
    page = actions.page
    expect(page.get_by_label("Political group")).to_be_visible()
    actions.done.append("choose 'S&D'")
    page.get_by_label("Political group").select_option("S&D")
    expect(page.get_by_role("heading", level=2)).to_have_text(["●Murielle LAURENT"])
    expect(page.get_by_text("S&D · France · shadow rapporteur on the file")).to_be_visible()
    assert len(actions.done) == 3
