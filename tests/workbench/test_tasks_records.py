"""Tasks of an advocate who knows no documentation, with every action counted: five at most."""

import re

from playwright.sync_api import Page, expect

from tests.workbench.served import Visit, in_browser

pytestmark = in_browser


class Hands:
    """What a person does to a page: each click and each thing typed is one action."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, role: str, name: str | re.Pattern[str]) -> None:
        self.actions += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # a role's name

    def type(self, label: str, text: str) -> None:
        self.actions += 1
        self.page.locator("main").get_by_role("combobox", name=label).fill(text)

    def enter(self) -> None:
        self.actions += 1
        self.page.keyboard.press("Enter")


def test_who_shadows_the_return_file_for_a_group(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.click("link", "2025/0059(COD)")
    hands.click("button", "S&D 1")
    row = hands.page.get_by_role("table", name="Rapporteurs and shadows: S&D").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Murielle LAURENT")
    assert hands.actions == 2


def test_the_same_by_its_number(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.type("Find a person, body, file, country or question", "2025/0059")
    expect(hands.page.locator("main [role=option]").first).to_be_visible()
    hands.enter()
    hands.click("button", "S&D 1")
    expect(hands.page.get_by_role("table", name="Rapporteurs and shadows: S&D")).to_contain_text(
        "Murielle LAURENT"
    )
    assert hands.actions == 3


def test_can_it_pass_libe(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.click("link", "Vote")
    hands.click("link", "LIBE")
    expect(hands.page.locator(".verdict")).to_contain_text("hangs on 75 open votes: 38 more")
    hands.click("button", "S&D: for")
    hands.click("button", "EPP: for")
    hands.click("button", "Greens/EFA: for")
    expect(hands.page.locator(".verdict")).to_contain_text("It carries")
    assert hands.actions == 5


def test_can_it_pass_from_the_file(visit: Visit) -> None:
    hands = Hands(visit.open())
    hands.click("link", "2025/0059(COD)")
    hands.click("link", "Can it pass?")
    expect(hands.page.locator(".verdict")).to_contain_text("open votes")
    expect(hands.page.locator(".file")).to_contain_text("return of third-country nationals")
    assert hands.actions == 2
