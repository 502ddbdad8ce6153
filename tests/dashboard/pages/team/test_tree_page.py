"""The drawn tree in a browser: what a click, the wheel, the legend and a phone do."""

from playwright.sync_api import Page

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Opened
from tests.dashboard.pages.team.test_team_page import click_node, drawn

_CY = 'document.getElementById("team-graph")._cyreg.cy'


def zoom(page: Page) -> float:
    found: float = page.evaluate(f"{_CY}.zoom()")
    return found


def test_a_click_shows_a_member_beside_the_tree_that_stays(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    before = drawn(page)
    member = click_node(page, "recruits")
    assert f"show={member}" in page.url
    assert member in page.inner_text("#team-standing .team-name")
    assert member in page.inner_text("#team-node")
    assert drawn(page) == before
    page.go_back()
    quiet(page)
    assert member not in page.inner_text("#team-standing .team-name")


def test_the_wheel_is_the_pages_until_the_drawing_is_clicked_or_ctrl_is_held(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    page.locator("#team-keys").scroll_into_view_if_needed()
    box = page.locator("#team-keys").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] / 2)
    at, top = zoom(page), page.evaluate("scrollY")
    page.mouse.wheel(0, -120)
    page.wait_for_function("(top) => scrollY < top", arg=top)
    assert zoom(page) == at
    page.wait_for_function(f"() => !{_CY}.renderer().scrollingPage")  # it ignores wheels for a moment
    page.keyboard.down("Control")
    page.mouse.wheel(0, 120)
    page.keyboard.up("Control")
    page.wait_for_function(f"(at) => {_CY}.zoom() < at", arg=at)


def test_the_legend_counts_and_puts_out_and_colours_can_be_the_change(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    buttons = page.locator("#team-legend button")
    numbers = [int(text.split()[-1].replace(",", "")) for text in buttons.all_inner_texts()]
    assert sum(numbers) == page.evaluate(f"{_CY}.nodes('[rank]').length")
    buttons.first.click()
    assert buttons.first.get_attribute("aria-pressed") == "false"
    assert page.evaluate(f"{_CY}.nodes('.faint[rank]').length") == numbers[0]
    page.click("#team-colours label:has-text('change')")
    quiet(page)
    assert page.evaluate(f"{_CY}.nodes('.by-change').length") > 0
    assert barriers(page) == []


def test_a_phone_has_a_list_in_place_of_the_drawing(opened: Opened) -> None:
    page = opened("/dashboard/team", width=390, language="zh")
    quiet(page)
    assert not page.locator("#team-keys").is_visible()
    items = page.locator("#team-branches li")
    before = items.count()
    assert before > 1
    page.locator("#team-branches button[data-opened='0'][data-more='0']").first.click()
    quiet(page)
    assert page.locator("#team-branches li").count() > before
    assert page.evaluate("document.documentElement.scrollWidth") == 390
