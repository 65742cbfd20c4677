import re

from playwright.sync_api import expect

from tests.workbench.served import Visit, in_browser
from tests.workbench.test_coalition import (
    BOARD,
    HER,
    HRW,
    LEADS,
    PICUM,
    board,
    cell,
    drag,
    fold,
    grid,
)

pytestmark = in_browser

OFFICE = "IRCT Brussels office"


def test_two_of_which_not_both_take_part_are_chosen_and_dropped(visit: Visit) -> None:
    page = board(visit)
    fold(page)
    apart = page.get_by_role("group", name="Two of which not both take part")
    apart.get_by_role("combobox", name="One", exact=True).select_option(label=HRW)
    other = apart.get_by_role("combobox", name="and the other", exact=True)
    expect(other.locator("option", has_text=OFFICE)).to_have_count(1)
    expect(other.locator("option", has_text=HRW)).to_have_count(0)
    other.select_option(label=OFFICE)
    apart.get_by_role("button", name="Add").click()
    chips = page.get_by_role("region", name="Conditions in force")
    expect(chips).to_contain_text(f"Not both {HRW} and {OFFICE}")
    heads = page.get_by_role("columnheader")
    both = heads.filter(has_text=re.compile(f"{HRW}|{OFFICE}"))
    expect(both.filter(has_text="idle")).to_have_count(1)
    chips.get_by_role("button", name="Drop the condition: Not both").click()
    expect(chips).to_have_count(0)
    expect(both.filter(has_text="idle")).to_have_count(0)


def test_so_many_of_several_networks_and_countries_must_take_part(visit: Visit) -> None:
    page = board(visit)
    fold(page)
    need = page.get_by_role("group", name="At least so many of a network or a country")
    chips = page.get_by_role("region", name="Conditions in force")
    for name, count in (("Belgium", "3"), ("European Platform on Asylum and Migration", "2")):
        need.get_by_role("combobox", name="At least", exact=True).select_option(count)
        need.get_by_role("combobox", name="of this network or country").fill(name)
        expect(need.get_by_role("option", name=name).first).to_be_visible()
        page.keyboard.press("Enter")
        expect(chips).to_contain_text(f"At least {count} of {name}")
    expect(page).to_have_url(re.compile("need=.*need="))
    expect(grid(page).get_by_role("button", name=LEADS)).to_have_count(7)


def test_languages_close_pairs_and_the_empty_plan_says_so_and_offers_a_way(visit: Visit) -> None:
    page = board(visit)
    fold(page)
    languages = page.get_by_role("group", name="Languages")
    languages.get_by_role("combobox", name="Organisation", exact=True).select_option(label=HRW)
    languages.get_by_role("combobox", name="speaks", exact=True).select_option(label="French")
    languages.get_by_role("button", name="Add: Organisation").click()
    expect(page).to_have_url(re.compile("speaks=org%3Ahrw%3Dfr"))
    languages.get_by_role("combobox", name="Target or file", exact=True).select_option("2025/0059")
    languages.get_by_role("combobox", name="is spoken to in", exact=True).select_option(
        label="German"
    )
    languages.get_by_role("button", name="Add: Target").click()
    expect(cell(page, HRW)).to_have_accessible_name(re.compile("they share no language"))
    languages.get_by_label("Only pairs whose languages are both known").check()
    expect(page.get_by_text("0 approaches, 14 gaps.")).to_be_visible()
    most = page.get_by_text("Most is excluded because of “their languages are not both known”")
    expect(most).to_be_visible()
    page.get_by_role("button", name="Drop it: their languages are not both known").click()
    expect(grid(page).get_by_role("button", name=LEADS)).to_have_count(7)
    expect(page).not_to_have_url(re.compile("strict"))
    expect(page).to_have_url(re.compile("speaks="))


def test_dragging_shows_the_cost_at_once_under_conditions_and_sheets_follow(visit: Visit) -> None:
    conditions = (
        "&apart=org:hrw > org:irct-brussels-office&most=6&speaks=org:picum=fr"
        "&language=ep-person:256899=fr"
    )
    page = board(visit, BOARD + conditions)
    drag(page, cell(page, HRW), cell(page, PICUM))
    expect(cell(page, PICUM)).to_contain_text("decided")
    expect(page.get_by_text("Your decisions cost")).to_be_visible()
    expect(page.get_by_role("region", name="Conditions in force")).to_contain_text("Not both")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.get_by_role("link", name=f"Sheet of {PICUM}").click()
    paper = page.get_by_role("article", name=f"Action sheet: {PICUM}")
    expect(paper).to_contain_text(HER)
    (sheet,) = [url for url in asked if "/ask/sheets?" in url]
    wanted = ("apart=", "most_organizations=6", "speaks=", "language=", "lead=org%3Apicum")
    assert [each for each in wanted if each not in sheet] == []


def test_a_drop_on_a_pair_without_a_common_language_is_not_taken(visit: Visit) -> None:
    page = board(visit, f"{BOARD}&speaks=org:picum=fr&language=ep-person:256899=de")
    before = page.url
    drag(page, cell(page, HRW), cell(page, PICUM))
    assert page.url == before
    expect(cell(page, PICUM)).to_have_accessible_name(re.compile("they share no language"))


def test_a_limit_that_leaves_places_empty_is_named_and_dropped(visit: Visit) -> None:
    page = board(visit, f"{BOARD}&most=2")
    most = page.get_by_text("Most is excluded because of “a limit on who takes part”")
    expect(most).to_be_visible()
    page.get_by_role("button", name="Drop it: a limit on who takes part").click()
    expect(page.get_by_text("14 approaches, no gap.")).to_be_visible()


def test_questions_beside_the_plan_are_put_with_what_the_board_says(visit: Visit) -> None:
    page = board(visit, f"{BOARD}&org=org:hrw&org=org:ecre&hops=3")
    page.get_by_role("link", name="Who of us must go?").click()
    expect(page).to_have_url(re.compile("hops=3.*name=messengers.*ours=org%3Ahrw"))
    expect(page.get_by_role("table").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Whom should we win?").click()
    expect(page).to_have_url(re.compile("name=recruit"))
    page.go_back()
    page.get_by_role("link", name="Whom to approach first?").click()
    expect(page).to_have_url(re.compile("audience=2025%2F0059"))


def test_the_routes_of_a_pair_are_asked_for_as_the_plan_counts_them(visit: Visit) -> None:
    page = board(visit, f"{BOARD}&hops=1")
    cell(page, HRW).click()
    page.get_by_role("dialog").get_by_role("link", name="Its routes").click()
    expect(page.get_by_role("article", name="Route 1")).to_contain_text("1 step, direct")
    expect(page.get_by_label("Steps at most")).to_have_value("1")
