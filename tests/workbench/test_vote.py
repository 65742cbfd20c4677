from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workbench.axe import findings
from tests.workbench.record_world import BODY, FILE, HURTING, world
from tests.workbench.served import PHONE, Visit, in_browser, service

pytestmark = in_browser


LIBE = "#/vote?body=LIBE"
COUNCIL = "#/vote?body=Council&file=2025/0059"
BIG = ("FR", "DE", "IT", "ES", "PL", "NL", "BE", "AT", "SE", "PT")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over the small world: six members, reference votes, one stated position."""
    with service(world(tmp_path_factory.mktemp("small"))) as address:
        yield address


def counted(page: Page, *numbers: str, case: str = "Low") -> None:
    """Expect needed, for and missing of a case."""
    card = page.locator(".case").filter(has_text=f"{case}:")
    expect(card.locator("dd")).to_have_text(list(numbers))


def settled(page: Page) -> None:
    expect(page.locator(".asking")).to_have_count(0)


def test_a_group_set_by_a_click_moves_what_is_had_and_missing(visit: Visit) -> None:
    page = visit.open(LIBE)
    expect(page.locator(".verdict")).to_contain_text("hangs on 75 open votes: 38 more")
    counted(page, "38", "0", "38")
    page.get_by_role("button", name="S&D: for").click()
    expect(page.locator(".verdict")).to_contain_text("hangs on 62 open votes: 25 more")
    counted(page, "38", "13", "25")
    counted(page, "38", "75", "0", case="High")
    expect(page).to_have_url(f"{visit.origin}#/vote?body=LIBE&stance=S%26D%3Dfor")
    page.get_by_role("button", name="S&D: for").click()
    expect(page.locator(".verdict")).to_contain_text("75 open votes")


def test_a_board_that_was_sent_opens_as_it_was_left(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&stance=S%26D%3Dfor&stance=EPP%3Dagainst&rule=two-thirds")
    expect(page.locator(".legend")).to_contain_text("for: 13")
    expect(page.locator(".legend")).to_contain_text("against: 20")
    counted(page, "50", "13", "37")
    expect(page.get_by_label("Rule")).to_have_value("two-thirds")


def test_a_click_on_a_seat_goes_through_all_stances_and_undo_goes_back(visit: Visit) -> None:
    page = visit.open(LIBE)
    seat = page.get_by_role("option", name="Murielle LAURENT")
    for word in ("for", "against", "abstains", "absent", "open"):
        seat.click()
        expect(seat).to_have_accessible_name(
            f"Murielle LAURENT, S&D: {word} (set here for the member)"
        )
    page.get_by_role("button", name="Undo").click()
    expect(seat).to_have_accessible_name("Murielle LAURENT, S&D: absent (set here for the member)")


def test_the_hemicycle_is_worked_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&stance=The+Left%3Dagainst")
    expect(page.locator(".legend")).to_contain_text("against: 5")
    board = page.get_by_role("listbox", name="Hemicycle of 75 votes")
    board.focus()
    page.keyboard.press("f")
    expect(page.locator(".legend")).to_contain_text("for: 1")
    expect(page.locator(".legend")).to_contain_text("against: 4")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".legend")).to_contain_text("for: 2")
    expect(page.get_by_role("option", selected=True).locator("title")).to_contain_text("NI: for")
    expect(page.locator(".current")).to_contain_text("NI: for")


def test_the_table_is_the_picture_s_twin(visit: Visit) -> None:
    page = visit.open(LIBE)
    table = page.get_by_role("table", name="Members who vote")
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(75)
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(75)
    names = [text.split(",")[0] for text in page.locator(".seat title").all_text_contents()]
    assert names == [
        row.split("\n")[0].strip(" ●\t")
        for row in rows.locator("td:first-child a").all_inner_texts()
    ]
    page.get_by_label("Stance of Javier ZARZALEJOS").select_option("for")
    row = rows.filter(has_text="ZARZALEJOS")
    expect(row).to_contain_text("EPP")
    expect(row).to_contain_text("Spain")
    expect(row).to_contain_text("chair")
    expect(row).to_contain_text("set here for the member")
    expect(page.get_by_role("option", name="Javier ZARZALEJOS, EPP: for")).to_be_visible()


def test_groups_stand_from_left_to_right_and_where_that_order_is_from(visit: Visit) -> None:
    page = visit.open(LIBE)
    expect(page.locator(".groups li")).to_have_count(9)
    names = [text.split("\n")[0] for text in page.locator(".groups .group").all_inner_texts()]
    letters = [name.split()[0] for name in names]
    assert letters == ["L", "S", "G", "R", "E", "C", "P", "N", "–"]
    lefts = [
        float(page.get_by_role("option", name=f", {group}: open").first.bounding_box()["x"])  # type: ignore[index]  # it is in sight
        for group in ("S&D", "EPP", "ESN")
    ]
    assert lefts == sorted(lefts)
    expect(page.get_by_text("as in the Parliament's own chart")).to_be_visible()


def test_a_substitute_votes_for_an_absent_member(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&stance=ep-person%3A256899%3Dabsent")
    expect(page.locator(".legend")).to_contain_text("absent: 1")
    page.get_by_label("Substitutes vote for absent members").check()
    expect(page.locator(".legend")).to_contain_text("absent: 0")
    expect(page.get_by_role("table", name="Members who vote")).to_contain_text(
        "for Murielle LAURENT"
    )


def test_the_swing_list_has_our_routes_beside_it(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&stance=EPP%3Dagainst")
    table = page.get_by_role("table", name="Swing list")
    expect(table.locator("tbody tr").first).to_contain_text("IRCT Brussels office →")
    first = table.locator("tbody tr").first
    expect(first.locator(".band")).to_be_visible()
    expect(table).not_to_contain_text("EPP")
    first.get_by_role("link", name="Routes").click()
    page.wait_for_url("**/#/routes?to=ep-person*")


def test_the_plenary_has_a_seat_for_everybody_and_its_vacancies(visit: Visit) -> None:
    page = visit.open("#/vote?body=EP&rule=component&stance=EPP%3Dfor")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(718)
    expect(page.locator(".result")).to_contain_text("Vacant seats: 2")
    expect(page.locator(".case").filter(has_text="Low:").locator("dd").first).to_have_text("361")


def test_the_council_counts_states_and_population(visit: Visit) -> None:
    page = visit.open(COUNCIL)
    expect(page.locator(".tile")).to_have_count(27)
    page.get_by_role("button", name="France: unknown").click()
    page.get_by_role("button", name="Germany: unknown").click()
    expect(page.locator(".verdict")).to_contain_text("13 more members and 31.35 %")
    low = page.locator(".case").filter(has_text="Low:")
    expect(low).to_contain_text("33.66 %")
    table = page.get_by_role("table", name="Members of the Council")
    expect(table.locator("tbody tr")).to_have_count(27)
    page.get_by_label("Stance of Hungary").select_option("against")
    expect(page.get_by_role("button", name="Hungary: against")).to_be_visible()


def test_states_can_take_no_part_and_the_rule_follows(visit: Visit) -> None:
    page = visit.open(COUNCIL)
    page.get_by_label("Justice and home affairs").check()
    expect(page.locator(".result")).to_contain_text("Take no part: Denmark, Ireland")
    page.get_by_label("Ireland opted in").check()
    expect(page.locator(".result")).to_contain_text("Take no part: Denmark.")
    page.get_by_label("Stance of Hungary").select_option("absent")
    away = page.get_by_role("button", name="HU takes no part")
    expect(away).to_be_visible()
    away.click()
    expect(away).to_have_count(0)


def test_sets_of_states_are_looked_for_when_wanted(visit: Visit) -> None:
    most = "&".join(f"stance={code}%3Dfor" for code in BIG)
    page = visit.open(f"{COUNCIL}&{most}")
    expect(page.locator(".tile")).to_have_count(27)
    page.get_by_role("button", name="Look for sets").click()
    table = page.get_by_role("table", name="Smallest sets that complete a majority")
    expect(table.locator("tbody tr").first).to_be_visible()


def test_the_council_asks_on_which_file_it_votes(visit: Visit) -> None:
    page = visit.open("#/vote?body=Council")
    page.get_by_role("link", name="Establishing a common system for the return").click()
    expect(page.locator(".tile")).to_have_count(27)


def test_a_body_that_nobody_sits_in_says_so(visit: Visit) -> None:
    page = visit.open("#/vote?body=ECRE")
    expect(page.locator(".problem")).to_contain_text("no majority can be counted")


def test_known_positions_count_and_estimates_only_where_somebody_says_so(
    browser: Browser, small: str
) -> None:
    visit = Visit(browser, small)
    page = visit.open(f"#/vote?body={BODY}&file={FILE}")
    expect(page.locator(".legend")).to_contain_text("against: 1")
    expect(page.get_by_role("table", name="Members who vote")).to_contain_text("known on the file")
    page.get_by_label("Our position on the file").select_option("for")
    table = page.get_by_role("table", name="Estimates from votes (no positions)")
    expect(table.locator("tbody tr")).to_have_count(6)
    expect(table).to_contain_text("estimate: reference votes")
    expect(page.locator(".legend")).to_contain_text("open: 4")
    page.get_by_label("Use estimates as stances").select_option("60")
    expect(page.locator(".legend")).to_contain_text("for: 3")
    expect(page.get_by_text("ESTIMATED: ")).to_be_visible()
    expect(page.locator(".legend")).to_contain_text("against: 3")
    page.get_by_role("button", name="S&D: against").click()
    expect(page.locator(".legend")).to_contain_text("against: 5")
    visit.close()
    assert (visit.outside, visit.complaints) == ([], [])


def test_a_position_of_the_office_does_not_count_below_its_level(
    browser: Browser, small: str
) -> None:
    visit = Visit(browser, small)
    page = visit.open(f"#/vote?body={BODY}&file={FILE}")
    expect(page.locator(".legend")).to_contain_text("for: 1")
    page.get_by_label("Answer as for").select_option("public")
    expect(page.locator(".legend")).to_contain_text("for: 0")
    expect(page.locator(".legend")).to_contain_text("against: 1")
    expect(page.get_by_role("option", name="Member 5, S&D: open (nothing known)")).to_be_visible()
    visit.close()
    assert (visit.outside, visit.complaints) == ([], [])


def test_a_scenario_is_called_one_and_follows_the_chances_stated(visit: Visit) -> None:
    page = visit.open(LIBE)
    page.get_by_role("button", name="Open the scenario").click()
    said = page.get_by_text("Under these chances a majority comes about in")
    expect(said).to_be_visible()
    before = said.inner_text()
    field = page.get_by_label("Chance of a vote for, of EPP")
    field.fill("95")
    field.press("Tab")
    expect(said).not_to_have_text(before)
    expect(page).to_have_url(f"{visit.origin}#/vote?body=LIBE&chance=EPP%3D0.95&whatif=yes")


def test_the_table_is_kept_as_csv(visit: Visit) -> None:
    page = visit.open(f"{LIBE}&stance=S%26D%3Dfor")
    section = page.locator(".table").filter(has_text="Whose word")
    with page.expect_download() as saved:
        section.get_by_role("button", name="Table as CSV").click()
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "Who,Group,Country,Role,Stance,Whose word"
    assert len(lines) == 76
    assert sum(",S&D," in line and ",for," in line for line in lines) == 13


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["#/vote", f"{LIBE}&stance=S%26D%3Dfor&file=2025/0059&whatif=yes", COUNCIL]
)
def test_axe_finds_nothing_serious(visit: Visit, address: str, theme: str) -> None:
    page = visit.open(address)
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    settled(page)
    assert findings(page) == []


@pytest.mark.parametrize("address", [LIBE, COUNCIL])
def test_the_board_fits_a_phone(browser: Browser, origin: str, address: str) -> None:
    visit = Visit(browser, origin, PHONE)
    page = visit.open(address)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert findings(page) == []
    visit.close()


def test_hostile_texts_are_texts(browser: Browser, tmp_path: Path) -> None:
    with service(world(tmp_path / "home", HURTING)) as address:
        visit = Visit(browser, address)
        page = visit.open(f"#/vote?body={BODY}&file={FILE}&ours=for&sure=60&whatif=yes")
        settled(page)
        expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(6)
        page.get_by_role("button", name="EPP").first.hover()
        assert page.locator("img").count() == 0
        visit.close()
    assert (visit.dialogs, visit.outside, visit.complaints) == ([], [], [])
