"""The rewards page: sums tie out with the ledger, and an order is a waterfall down to what is kept."""

from collections import defaultdict

import pandas as pd
import pytest

from dashboard.pages.rewards import data, figures
from dashboard.shared.filters import Filters
from dashboard.shared.order_explained import steps, waterfall
from graph.access import Role
from graph.explain.visibility import explain_to
from graph.plan.loading import load_plan
from graph.reads.ledger import ledger
from graph.reads.totals import totals
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened
from tests.dashboard.pages.test_overview import team_of

PLAN = load_plan("chain_699")
JANUARY = 2026 * 12


@pytest.mark.parametrize("who", [Role.ADMIN, Role.MANAGER])
def test_sums_by_month_kind_rank_and_member_are_those_of_the_ledger(company: Company, who: Role) -> None:
    context = company.context(who)
    ranks = {one.member_id: one.rank for one in team_of(company, who)}
    expected: dict[tuple[int, str, int], int] = defaultdict(int)
    members: dict[str, int] = defaultdict(int)
    for entry in ledger(company.database, context.run):
        if entry.payee_id in ranks:
            month = int(entry.day[:4]) * 12 + int(entry.day[5:7]) - 1
            expected[month, entry.kind, ranks[entry.payee_id]] += entry.amount
            members[entry.payee_id] += entry.amount
    found = data.earned(context, Filters())
    assert {tuple(row[:3]): row[3] for row in found.itertuples(index=False)} == expected
    top = data.earners(context, Filters())
    assert list(top["amount"]) == sorted(members.values(), reverse=True)[: len(top)]


def test_revenue_by_month_is_that_of_the_run(company: Company) -> None:
    context = company.context()
    found = data.revenue(context, Filters())
    assert found["amount"].sum() == totals(company.database, context.run.number).revenue


def test_a_month_without_rewards_has_a_row_and_the_ratio_is_of_each_month() -> None:
    earned = pd.DataFrame(
        [(JANUARY, "direct", 1, 50_00), (JANUARY + 2, "pool", 3, 10_00)],
        columns=["month", "kind", "rank", "amount"],
    )
    sold = pd.DataFrame([(JANUARY, 100_00)], columns=["month", "amount"])
    found = data.by_month(earned, sold)
    assert found.to_dict("list") == {
        "month": [JANUARY, JANUARY + 1, JANUARY + 2],
        "revenue": [100_00, 0, 0],
        "direct": [50_00, 0, 0],
        "pool": [0, 0, 10_00],
    }


def test_the_ceiling_of_the_plan_is_a_line() -> None:
    found = pd.DataFrame(
        {"month": [JANUARY], "rewards": [50], "revenue": [100], "rate": [0.5], "unfinished": [True]}
    )
    drawn = figures.payout(found, 0.587)
    assert [round(one.y0, 1) for one in drawn.layout.shapes] == [58.7]


@pytest.mark.parametrize(
    "drawn",
    [
        figures.by_kind(pd.DataFrame()),
        figures.by_rank(pd.DataFrame(), PLAN),
        figures.payout(pd.DataFrame(), 0.5),
        figures.pools(pd.DataFrame(), PLAN),
    ],
)
def test_without_data_a_figure_says_so(drawn: object) -> None:
    assert drawn.layout.annotations[0].text  # type: ignore[attr-defined]


def package_orders(company: Company, payees: set[str]) -> list[str]:
    """Return orders that somebody of `payees` was paid for, newest first."""
    entries = ledger(company.database, company.context().run)
    return [one.order_id for one in entries if one.order_id and one.payee_id in payees and one.amount > 0][
        ::-1
    ]


def test_an_orders_steps_lead_from_its_packages_to_what_the_company_keeps(company: Company) -> None:
    context = company.context()
    branches = {one.member_id for one in team_of(company, Role.ADMIN)}
    orders = package_orders(company, branches)
    assert len(orders) >= 5
    for order in orders[:5]:
        shown = explain_to(company.database, context.run, context.viewer, order)
        found = steps(shown)
        sums = shown.told.sums
        assert found["amount"].iloc[0] == sums.package_lines
        assert found["amount"].iloc[-1] == sums.kept
        assert found["amount"].iloc[:-1].sum() == sums.kept
        drawn = waterfall(found, "{} {}".format).data[0]
        assert [drawn.measure[0], drawn.measure[-1]] == ["absolute", "total"]


def test_a_managers_steps_tell_nothing_of_others(company: Company) -> None:
    context = company.context(Role.MANAGER)
    inside = {one.member_id for one in team_of(company, Role.MANAGER)}
    orders = package_orders(company, inside - {company.manager_id})
    assert orders
    for order in orders[:5]:
        found = steps(explain_to(company.database, context.run, context.viewer, order))
        assert set(found["who"]) - {""} <= inside
        assert found["amount"].iloc[:-1].sum() == found["amount"].iloc[-1]
        if "rest" in set(found["step"]):
            assert "breakage" not in set(found["step"])


def test_names_in_a_waterfall_are_text() -> None:
    found = pd.DataFrame([("packages", "", "", 100), ("paid", "direct", "<b>", -40), ("kept", "", "", 60)])
    found.columns = pd.Index(["step", "kind", "who", "amount"])
    drawn = waterfall(found, "{} {}".format)
    assert drawn.layout.yaxis.ticktext[1] == "paid direct · &lt;b&gt;"


def test_an_address_with_an_order_explains_it_in_both_languages(opened: Opened, company: Company) -> None:
    order = package_orders(company, {one.member_id for one in team_of(company, Role.ADMIN)})[0]
    page = opened(f"/dashboard/rewards?order={order}")
    quiet(page)
    assert page.evaluate("document.activeElement.id") == "rewards-explained"
    assert page.evaluate("scrollY") > 0
    assert page.inner_text("#rewards-waterfall-words").startswith(f"{order}: of CN¥")
    assert page.input_value("#rewards-order") == order
    page.click("button[value=zh]")
    quiet(page)
    assert "公司留存" in page.inner_text("#rewards-waterfall-words")


def test_an_order_outside_of_the_team_is_as_if_it_did_not_exist(opened: Opened, company: Company) -> None:
    inside = {one.member_id for one in team_of(company, Role.MANAGER)}
    outside = package_orders(company, {one.member_id for one in team_of(company, Role.ADMIN)} - inside)
    theirs = set(package_orders(company, inside))
    order = next(one for one in outside if one not in theirs)
    page = opened(f"/dashboard/rewards?order={order}", who="manager")
    quiet(page)
    told = page.inner_text("#rewards-explained")
    page.fill("#rewards-order", "no-such-order")
    page.wait_for_url("**order=no-such-order")
    quiet(page)
    assert page.inner_text("#rewards-explained") == told.replace(order, "no-such-order")


@pytest.mark.parametrize(
    ("language", "scheme", "width", "who"), [("en", "light", 1440, "admin"), ("zh", "dark", 390, "manager")]
)
def test_the_rewards_page_has_no_barriers(
    opened: Opened, language: str, scheme: str, width: int, who: str
) -> None:
    page = opened("/dashboard/rewards", language=language, scheme=scheme, width=width, who=who)
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
