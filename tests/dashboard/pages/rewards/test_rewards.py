"""The rewards page: sums tie out with the ledger, and an order is a waterfall down to what is kept."""

from collections import defaultdict
from datetime import date

import pandas as pd
import pytest

from dashboard.pages.rewards import data, figures
from dashboard.pages.rewards.ratio import two_months
from dashboard.shared.day_ranges import days_in_words, period_before
from dashboard.shared.filters import Filters
from dashboard.shared.order_explained import steps, waterfall
from graph.access import Role
from graph.errors import UserError
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


def ratios() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": [JANUARY, JANUARY + 1],
            "revenue": [100_00, 200_00],
            "direct": [20_00, 20_00],
            "pool": [0, 10_00],
            "rewards": [20_00, 30_00],
            "rate": [0.2, 0.15],
            "unfinished": [False, True],
        }
    )


def test_the_ratio_is_stacked_by_kind_in_percent_of_revenue_and_an_unfinished_month_is_hatched() -> None:
    drawn = figures.payout(ratios())
    bars = {one.name: one for one in drawn.data if one.type == "bar"}
    assert {name: list(one.y) for name, one in bars.items()} == {"direct referral": [20, 10], "pool": [0, 5]}
    assert list(bars["pool"].marker.pattern.shape) == ["", "/"]
    assert list(drawn.data[-1].y) == [20, 15]


def test_a_bridge_says_by_how_many_points_each_kind_moved_the_ratio() -> None:
    moved = figures.moves(ratios(), JANUARY, JANUARY + 1)
    assert moved is not None
    assert {kind: round(points, 6) for kind, points in moved.items()} == {"direct": -10, "pool": 5}
    drawn = figures.bridge(ratios(), JANUARY, JANUARY + 1).data[0]
    assert list(drawn.text) == ["20.0%", "-10.00", "+5.00", "15.0%"]
    assert figures.moves(ratios(), JANUARY, JANUARY + 5) is None


def test_the_two_months_are_those_of_the_address_or_the_last_finished_ones() -> None:
    frame = pd.concat([ratios().assign(unfinished=False), ratios().assign(month=[JANUARY + 2, JANUARY + 3])])
    assert two_months(frame, "") == (JANUARY + 1, JANUARY + 2)
    assert two_months(frame, "?after=2026-02") == (JANUARY, JANUARY + 1)
    assert two_months(frame, "?before=2026-01&after=2026-03") == (JANUARY, JANUARY + 2)
    for search in ("?before=2026-03&after=2026-02", "?before=banana"):
        with pytest.raises(UserError):
            two_months(frame, search)


def test_days_add_up_to_their_month_and_each_has_a_row(company: Company) -> None:
    context, filters = company.context(Role.MANAGER), Filters(date(2026, 5, 1), date(2026, 6, 1))
    days = data.by_day(context, filters)
    months = data.by_month(data.earned(context, filters), data.revenue(context, filters))
    assert [days["day"].iloc[0], days["day"].iloc[-1], len(days)] == ["2026-05-01", "2026-05-31", 31]
    assert days.drop(columns="day").sum().to_dict() == months.drop(columns="month").sum().to_dict()


def test_the_period_before_is_as_many_whole_months_or_days(company: Company) -> None:
    run = company.context().run

    def before(first: date, end: date | None) -> str:
        found = period_before(Filters(first, end), run)
        return days_in_words(found) if found else ""

    assert before(date(2026, 6, 1), date(2026, 7, 1)) == "May 2026"
    assert before(date(2026, 4, 1), date(2026, 6, 1)) == "1 Feb 2026 to 31 Mar 2026"
    assert before(date(2026, 6, 11), date(2026, 6, 21)) == "1 Jun 2026 to 10 Jun 2026"
    assert period_before(Filters(), run) is None


@pytest.mark.parametrize(
    "drawn",
    [
        figures.by_kind(pd.DataFrame()),
        figures.by_rank(pd.DataFrame(), PLAN),
        figures.payout(pd.DataFrame()),
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
