"""No dead ends: cells and bars lead on, and what a grid sorts and filters is in the address."""

from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Opened


def test_a_run_a_bar_and_an_entry_lead_on(opened: Opened) -> None:
    page = opened("/dashboard/runs")
    quiet(page)
    page.click("#runs-history .ag-row[row-index='1'] .ag-cell[col-id=number] a")
    page.wait_for_url("**/dashboard/runs?run=1")
    quiet(page)
    page.locator("#runs-posted .bars path").first.click(force=True)
    page.wait_for_url("**/dashboard/rewards?kind=*&run=1")
    quiet(page)
    assert page.inner_text("#run-shown").startswith("You are looking at run 1")
    assert page.get_attribute("#to-rewards", "data-active") == "true"
    page.click("#rewards-ledger .ag-row .ag-cell[col-id=payee_id] a")
    page.wait_for_url("**/dashboard/team?member=*&run=1")
    quiet(page)
    page.goto("/dashboard/")
    quiet(page)
    page.click("#overview-cards a[href*='/dashboard/rewards']")
    page.wait_for_url("**/dashboard/rewards?from=*&until=*")


def test_what_a_grid_sorts_and_filters_is_kept_in_the_address(opened: Opened) -> None:
    page = opened("/dashboard/rewards")
    quiet(page)
    page.click("#rewards-top .ag-header-cell[col-id=entries] .ag-header-cell-label")
    quiet(page)
    sorted_by = page.locator("#rewards-top .ag-cell[col-id=entries]").all_inner_texts()
    assert "rewards-top=" in page.url
    page.reload()
    quiet(page)
    assert page.locator("#rewards-top .ag-cell[col-id=entries]").all_inner_texts() == sorted_by
    assert page.get_attribute("#rewards-top .ag-header-cell[col-id=entries]", "aria-sort") == "ascending"
    page.click("#rewards-top .ag-cell[col-id=member_id] a")
    quiet(page)
    page.go_back()
    quiet(page)
    assert "rewards-top=" in page.url
    assert page.get_attribute("#rewards-top .ag-header-cell[col-id=entries]", "aria-sort") == "ascending"


def test_a_wrong_month_and_run_are_told_on_the_team_page(opened: Opened) -> None:
    page = opened("/dashboard/team?month=banana&run=99")
    quiet(page)
    assert page.inner_text("#team-told-month").startswith("There is no month banana")
    assert page.inner_text("#run-shown").startswith("There is no run 99")
    assert "month=banana" in page.url
