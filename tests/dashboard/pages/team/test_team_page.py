"""The team page in a browser: search, open, explain, sort, download; and nothing of another team."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened

_PLACE = """
(field) => {
  const cy = document.getElementById("team-graph")._cyreg.cy;
  const node = cy.nodes().filter((one) => one.data("up") && one.data(field))[0];
  const at = node.renderedPosition(), box = cy.container().getBoundingClientRect();
  return {x: box.x + at.x, y: box.y + at.y, member: node.data("member")};
}
"""
_INSIDE = """
(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return 0 < box.left && box.left < box.right && box.right <= window.innerWidth;
}
"""
_DRAWN = """document.getElementById("team-graph")._cyreg.cy.nodes().map((one) => one.data("member"))"""


def click_node(page: Page, field: str) -> str:
    """Click the first node with some data, and return its member."""
    page.locator("#team-keys").scroll_into_view_if_needed()
    at: dict[str, Any] = page.evaluate(_PLACE, field)
    page.mouse.move(at["x"], at["y"])
    page.mouse.click(at["x"], at["y"])
    quiet(page)
    return str(at["member"])


def drawn(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_DRAWN)
    return found


def test_a_member_is_found_opened_and_closed(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    page.click("#team-search")
    page.keyboard.type(company.manager_id)
    page.click(f".mantine-Select-option:has-text('{company.manager_id}')")
    page.wait_for_url(f"**/dashboard/team?member={company.manager_id}")
    quiet(page)
    assert company.manager_id in page.inner_text("#team-upline [aria-current]")
    before = drawn(page)
    member = click_node(page, "sign")
    assert page.url.endswith(f"&open={member}")
    assert len(drawn(page)) > len(before)
    assert page.inner_text("#team-node").startswith("open ")
    page.go_back()
    quiet(page)
    assert drawn(page) == before
    page.focus("#team-keys")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    quiet(page)
    assert f"open={member}" in page.url
    page.keyboard.press("Enter")
    quiet(page)
    assert drawn(page) == before


def test_more_children_are_drawn_when_asked_for(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    before = drawn(page)
    member = click_node(page, "more")
    assert page.url.endswith(f"open={member}%3A2")
    assert len(drawn(page)) > len(before)


def test_a_reward_is_explained_one_click_away(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    page.click("#team-panel a[href*='why=order']")
    page.wait_for_selector("#team-told section")
    quiet(page)
    assert "R3" in page.inner_text("#team-told")
    page.wait_for_function(_INSIDE, arg="#team-told")  # it slides in
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("#team-told", state="hidden")
    quiet(page)
    assert "why" not in page.url


def test_legs_are_sorted_and_all_of_them_downloaded_so(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    page.click("#team-legs .ag-header-cell[col-id=team_size] .ag-header-cell-label")
    quiet(page)
    cells = page.locator("#team-legs .ag-cell[col-id=team_size]").all_inner_texts()
    sizes = [int(text.replace(",", "")) for text in cells]
    assert sizes == sorted(sizes, reverse=True)
    with page.expect_download() as download:
        page.click("#team-csv")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("member_id,name,rank,joined_at,direct_recruits,team_size,")
    assert [int(line.split(",")[5]) for line in lines[1:]][: len(sizes)] == sizes


def test_a_manager_reaches_no_other_team_by_the_address(opened: Opened, company: Company) -> None:
    page = opened(f"/dashboard/team?member={company.outside_id}", who="manager", allowed=("404",))
    quiet(page)
    assert "no such member" in page.inner_text("#team-panel")
    assert drawn(page) == []
    assert page.inner_text("#team-upline") == ""
    answer = page.request.get(f"/dashboard/downloads/legs.csv?member={company.outside_id}")
    assert answer.status == 404
    assert "member_id,name" not in answer.text()


def test_a_manager_reaches_no_other_team_by_a_forged_callback(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/team", who="manager")
    bodies: list[dict[str, Any]] = []
    page.on(
        "request",
        lambda request: (
            bodies.append(json.loads(request.post_data or "{}")) if request.method == "POST" else None
        ),
    )
    page.reload()
    quiet(page)
    forged = 0
    for body in bodies:
        for part in (*body.get("inputs", []), *body.get("state", [])):
            if isinstance(part, dict) and part.get("id") in {"team-member", "team-show"}:
                part["value"] = company.outside_id
                forged += 1
            if isinstance(part, dict) and part.get("id") == "team-open":
                part["value"] = f"{company.outside_id}:9"
            if isinstance(part, dict) and part.get("id") == "team-search-asked":
                part["value"] = company.outside_id
        if str(body.get("output", "")).count("team-"):
            answer = page.request.post(
                "/dashboard/_dash-update-component", data=body, headers={"Origin": page.url.split("/dash")[0]}
            )
            assert answer.ok
            assert company.outside_id not in answer.text()
    assert forged >= 5


def test_a_manager_sees_nothing_above_the_own_member(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/team", who="manager")
    quiet(page)
    assert page.locator("#team-upline li").count() == 1
    assert company.manager_id in page.inner_text("#team-upline")


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_team_page_has_no_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/team", language=language, scheme=scheme, width=width)
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
