"""Two runs compared on the runs page: what differs, as far as the account may see; wrong runs in words."""

import pytest

from dashboard.pages.runs import comparison, data
from dashboard.pages.runs.parts import run_options
from graph.access import Role
from graph.comparison import compare, two_runs
from graph.errors import UserError
from graph.reads.runs import run_numbered
from graph.reads.standings import standings
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened
from tests.statements import run_test_statement


def test_the_rows_are_the_differences_of_the_standings(company: Company) -> None:
    older, newer = two_runs(company.database, 1, 2)
    before, after = (
        {one.member_id: one.earned for one in standings(company.database, run)} for run in (older, newer)
    )
    found = comparison.rows(company.context(), compare(company.database, older, newer))
    assert found
    for row in found:
        earned = before.get(row["member"], 0), after[row["member"]]
        assert (row["earned_before"], row["earned_after"]) == earned
        assert row["because"]


def test_a_manager_is_shown_the_own_team(company: Company) -> None:
    older, newer = two_runs(company.database, 1, 2)
    context = company.context(Role.MANAGER)
    found = comparison.rows(context, compare(company.database, older, newer, team=context.team))
    assert company.outside_id not in {row["member"] for row in found}
    assert not any(company.outside_id in row["because"].split() for row in found)


@pytest.mark.parametrize("numbers", [("1", "1"), ("1", "9"), ("x", ""), ("9" * 30, "1")])
def test_wrong_runs_are_refused_in_words(company: Company, numbers: tuple[str, str]) -> None:
    with pytest.raises(UserError, match=r"name two runs|there is no published run"):
        comparison.compared(company.context(), *numbers)


def test_runs_are_chosen_by_number_and_date(company: Company) -> None:
    options = run_options(data.history_table(data.history(company.context())))
    assert [one["value"] for one in options] == ["2", "1"]
    assert all(str(run_numbered(company.database, 1).as_of_time.year) in one["label"] for one in options)


def test_the_page_compares_two_runs_and_tells_wrong_ones(opened: Opened) -> None:
    page = opened("/dashboard/runs?run=2&since=1")
    quiet(page)
    assert page.inner_text("#runs-comparison h2") == "Run 2 compared with run 1"
    page.wait_for_selector("#runs-compared .ag-row")
    assert barriers(page) == []
    page.goto("/dashboard/runs?run=2&since=2")
    quiet(page)
    assert "name two runs" in page.inner_text("#runs-comparison")


def test_a_run_that_is_kept_no_longer_is_told_on_its_page(opened: Opened, company: Company) -> None:
    run_test_statement(company.database, "a_run_is_dropped", number=1)
    try:
        page = opened("/dashboard/runs?run=1", language="zh")
        quiet(page)
        assert "这次结算的数字不再保留" in page.inner_text("#runs-changes")
        page.goto("/dashboard/runs?since=1")
        quiet(page)
        assert "不再保留" in page.inner_text("#runs-comparison")
    finally:
        run_test_statement(company.database, "a_run_is_back", number=1)
