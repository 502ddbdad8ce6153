"""The ledger of the rewards page: rows on demand, filters, the file, and whose entries a manager gets."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from python_calamine import CalamineWorkbook

from dashboard.pages.rewards import ledger_data as data
from dashboard.pages.rewards.data import earned
from dashboard.shared.filters import Filters, filters_in
from graph.access import Role
from graph.earnings.entries import COLUMNS, EntryFilter
from graph.errors import UserError
from graph.metrics.window import DAY
from graph.money import to_decimal
from graph.reads.ledger import Entry, ledger
from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Company, Opened
from tests.dashboard.pages.test_overview import team_of

EVER = filters_in("?from=2020-01-01")
FILE = "/dashboard/downloads/ledger.csv"


def entries_of(company: Company, who: Role) -> list[Entry]:
    """Return the ledger in scope: a manager's without breakage."""
    found = list(ledger(company.database, company.context().run))
    inside = {one.member_id for one in team_of(company, who)}
    return found if who is Role.ADMIN else [one for one in found if one.payee_id in inside]


@pytest.mark.parametrize("who", [Role.ADMIN, Role.MANAGER])
def test_pages_are_the_ledger_in_scope_each_entry_once(company: Company, who: Role) -> None:
    context, expected = company.context(who), entries_of(company, who)
    rows = [
        row
        for start in range(0, len(expected) + 700, 700)
        for row in data.page(context, EVER, data.Block(EntryFilter(), range(start, start + 700)))
    ]
    assert len(rows) == len(expected)
    assert {(row["key"], row["amount"], row["payee_id"]) for row in rows} == {
        (one.key, one.amount, one.payee_id) for one in expected
    }
    assert [row["day"] for row in rows] == sorted((one.day for one in expected), reverse=True)
    counted = data.total(context, EVER, EntryFilter())
    assert (counted.entries, counted.amount) == (len(expected), sum(one.amount for one in expected))


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_both_ways(company: Company, column: str) -> None:
    context = company.context(Role.MANAGER)

    def keys(direction: str) -> list[Any]:
        wanted = data.entry_filter_of([{"colId": column, "sort": direction}], None, "?kind=direct")
        return [row[column] for row in data.page(context, EVER, data.Block(wanted, range(5000)))]

    assert keys("asc") == sorted(keys("asc"))
    assert keys("desc") == keys("asc")[::-1]


def test_filters_narrow_as_they_say(company: Company) -> None:
    payee = next(one.payee_id for one in entries_of(company, Role.ADMIN) if one.payee_id)
    filtering = {
        "payee_id": {"type": "startsWith", "filter": payee},
        "amount": {"type": "inRange", "filter": 1, "filterTo": 50.5},
    }
    wanted = data.entry_filter_of(None, filtering, "?kind=pool")
    assert (wanted.least, wanted.most) == (100, 5050)
    expected = [
        one.key
        for one in entries_of(company, Role.ADMIN)
        if one.payee_id.startswith(payee) and one.kind == "pool" and 100 <= one.amount <= 5050
    ]
    rows = data.page(company.context(), EVER, data.Block(wanted, range(1000)))
    assert sorted(row["key"] for row in rows) == sorted(expected)


def test_without_days_the_ledger_shows_the_last_ones(company: Company) -> None:
    context = company.context()

    def days(search: str) -> tuple[str, str]:
        filters = filters_in(search)
        first, last = data.days(context, data.recent(context, filters, earned(context, filters)))
        return str(first), str(last)

    assert days("") == ("2026-06-01", "2026-07-02")
    assert days("?until=2026-03-31") == ("2026-03-01", "2026-03-31")
    assert data.beginning(context, Filters(), earned(context, Filters())) is not None
    assert data.beginning(context, EVER, earned(context, EVER)) is None


def test_a_ledger_whose_entries_ended_long_ago_begins_with_the_last_month_that_has_any(
    company: Company,
) -> None:
    context = company.context()
    later = replace(context.run, as_of=context.run.as_of + 150 * DAY)
    context = replace(context, run=later)
    filters = data.recent(context, Filters(), earned(context, Filters()))
    assert data.total(context, filters, EntryFilter()).entries > 0
    newest = max(one.day for one in entries_of(company, Role.ADMIN) if one.payee_id)
    assert str(filters.from_day) == f"{newest[:7]}-01"


def test_all_entries_are_one_click_from_the_last_ones(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/rewards")
    quiet(page)
    page.click(".all-entries")
    quiet(page)
    everything = len(entries_of(company, Role.ADMIN))
    assert page.inner_text("#rewards-ledger-words").startswith(f"{everything:,} entries from ")
    assert page.query_selector(".all-entries") is None


@pytest.mark.parametrize(
    ("sorting", "filtering"),
    [
        ([{"colId": "name); MATCH (n) RETURN n //", "sort": "asc"}], None),
        ("day", None),
        ([1], None),
        (None, {"password": {"type": "startsWith", "filter": "a"}}),
        (None, {"payee_id": {"type": "startsWith", "filter": ["a"]}}),
        (None, {"payee_id": {"type": "contains", "filter": "a"}}),
        (None, {"amount": {"type": "equals", "filter": "much"}}),
        (None, {"amount": {"type": "equals", "filter": "NaN"}}),
        (None, [1]),
    ],
)
def test_what_is_not_understood_is_refused(sorting: object, filtering: object) -> None:
    with pytest.raises(UserError, match="cannot be filtered or sorted"):
        data.entry_filter_of(sorting, filtering, "")


@pytest.mark.parametrize("request_", [{}, {"startRow": 0, "endRow": 100_000}, {"startRow": -1, "endRow": 5}])
def test_a_block_that_is_none_is_refused(request_: dict[str, int]) -> None:
    with pytest.raises(UserError):
        data.block_of(request_, "")


def test_a_filter_leaves_as_many_rows_as_its_file_has(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/rewards?from=2025-01-01")
    quiet(page)
    page.click("#rewards-kind")
    page.click("[role=option]:has-text('override')")
    quiet(page)
    assert page.url.endswith("?from=2025-01-01&kind=override")
    expected = [one for one in entries_of(company, Role.ADMIN) if one.kind == "override"]
    assert page.inner_text("#rewards-ledger-words").startswith(f"{len(expected):,} entries from 1 Jan 2025")
    with page.expect_download() as download:
        page.click("#rewards-csv")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert {(row["key"], row["amount"], row["posted_on"]) for row in rows} == {
        (one.key, to_decimal(one.amount), one.posted_on) for one in expected
    }
    assert len(rows) == len(expected)
    with page.expect_download() as download:
        page.click("#rewards-xlsx")
    head, *cells = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0).to_python()
    amount, key = head.index("amount"), head.index("key")
    assert {(row[key], f"{row[amount]:.2f}") for row in cells} == {
        (one.key, to_decimal(one.amount)) for one in expected
    }


def test_choosing_an_entry_explains_its_order(opened: Opened) -> None:
    page = opened("/dashboard/rewards?kind=override")
    quiet(page)
    cell = page.locator("#rewards-ledger .ag-cell[col-id=order_id]", has_text=re.compile(r"\S")).first
    order = cell.text_content() or ""
    cell.click()
    page.wait_for_url("**order=**")
    quiet(page)
    assert page.inner_text("#rewards-waterfall-words").startswith(f"{order}: of CN¥")
    assert page.evaluate("document.activeElement.id") == "rewards-explained"


def test_a_forged_callback_gives_a_manager_entries_of_the_own_team(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/rewards?from=2020-01-01", who="manager")
    with page.expect_request(
        lambda request: (
            "_dash-update-component" in request.url and "getRowsRequest" in (request.post_data or "")
        )
    ) as context:
        quiet(page)
    body = json.loads(context.value.post_data or "")
    body["inputs"][0]["value"] = {
        "startRow": 0,
        "endRow": 1000,
        "sortModel": [],
        "filterModel": {"payee_id": {"type": "startsWith", "filter": company.outside_id}},
    }
    forged = page.request.post(
        "/dashboard/_dash-update-component", data=body, headers={"origin": page.url.split("/dashboard")[0]}
    )
    answer = forged.json()["response"]["rewards-ledger"]["getRowsResponse"]
    assert answer["rowCount"] == 0
    body["inputs"][0]["value"]["filterModel"] = {}
    body["state"][0]["value"] = f"?from=2020-01-01&team={company.outside_id}"
    forged = page.request.post(
        "/dashboard/_dash-update-component", data=body, headers={"origin": page.url.split("/dashboard")[0]}
    )
    answer = forged.json()["response"]["rewards-ledger"]["getRowsResponse"]
    inside = {one.member_id for one in team_of(company, Role.MANAGER)}
    assert answer["rowCount"] == len(entries_of(company, Role.MANAGER))
    assert {row["payee_id"] for row in answer["rowData"]} <= inside


def test_the_file_is_of_the_own_team_for_who_is_signed_in(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/runs", who="manager")
    asked = urlencode({"search": f"?from=2020-01-01&team={company.outside_id}", "grid": "{}"})
    rows = list(csv.DictReader(io.StringIO(page.request.get(f"{FILE}?{asked}").text())))
    assert {row["payee_id"] for row in rows} == {one.payee_id for one in entries_of(company, Role.MANAGER)}
    assert page.request.get(f"{FILE}?grid=nonsense").status == 422
    nobody = opened("/login", who="")
    assert nobody.request.get(FILE, headers={"accept": "*/*"}).status == 401


@pytest.mark.parametrize("who", [Role.ADMIN, Role.MANAGER])
def test_chips_tell_corrections_with_their_cause_from_what_is_new(company: Company, who: Role) -> None:
    context, everything = company.context(who), range(100_000)
    rows = {
        posted: data.page(
            context, EVER, data.Block(data.entry_filter_of(None, None, f"?posted={posted}"), everything)
        )
        for posted in ("", "new", "corrections")
    }
    assert {row["key"] for row in rows["new"]}.isdisjoint(row["key"] for row in rows["corrections"])
    assert len(rows["new"]) + len(rows["corrections"]) == len(rows[""])
    assert {row["key"] for row in rows[""] if row["corrects"]} <= {row["key"] for row in rows["corrections"]}
    assert rows["corrections"] or who is Role.MANAGER
    assert all(row["cause"] for row in rows["corrections"])
    assert not any(row["cause"] for row in rows["new"])
    large = data.entry_filter_of(None, None, "?large=1")
    assert {row["key"] for row in data.page(context, EVER, data.Block(large, everything))} == {
        row["key"] for row in rows[""] if abs(row["amount"]) >= 1_00
    }
    corrected = [row["corrects"] for row in rows["corrections"] if row["corrects"]]
    first = corrected[0] if corrected else rows[""][0]["key"]
    grain = data.page(
        context, EVER, data.Block(data.entry_filter_of(None, None, f"?entry={first}"), everything)
    )
    assert {row["key"] for row in grain} == {
        row["key"] for row in rows[""] if first in {row["key"], row["corrects"]}
    }


def test_chips_order_and_filters_of_the_ledger_are_in_the_address(opened: Opened) -> None:
    page = opened("/dashboard/rewards?from=2020-01-01")
    quiet(page)
    page.click("label[for=rewards-corrections]")
    quiet(page)
    assert "posted=corrections" in page.url
    page.locator("#rewards-ledger .ag-header-cell[col-id=amount] .ag-header-cell-label").click()
    quiet(page)
    assert "sort=amount.asc" in page.url
    again = page.url
    page.goto("about:blank")
    page.goto(again)
    quiet(page)
    assert page.is_checked("#rewards-corrections")
    assert page.get_attribute("#rewards-ledger .ag-header-cell[col-id=amount]", "aria-sort") == "ascending"
    cause = page.locator("#rewards-ledger .ag-row .ag-cell[col-id=cause]").first
    assert cause.text_content()
    page.locator("#rewards-ledger .ag-cell[col-id=corrects] a").first.click()
    page.wait_for_url("**entry=**")
    quiet(page)
    assert page.is_visible("label[for=rewards-entry]")
    assert page.locator("#rewards-ledger .ag-row").count() >= 2
