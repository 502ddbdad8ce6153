"""The overview: its figures are those of standings and ledger, and a manager's are of the own team."""

from dataclasses import replace
from fractions import Fraction

import pytest

from dashboard import cache
from dashboard.context import Context
from dashboard.pages.overview import data
from dashboard.shared.periods import is_over
from graph.access import Role
from graph.earnings.scope import Scope
from graph.earnings.sums import revenue_by_month
from graph.metrics.window import DAY
from graph.plan.shelf import ceiling
from graph.reads.ledger import ledger
from graph.reads.standings import Standing, standings
from graph.reads.totals import totals
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened

ROLES = [Role.ADMIN, Role.MANAGER]


def team_of(company: Company, who: Role, month: str = "") -> list[Standing]:
    """Return the standings of everybody in scope, by a walk over plain parents."""
    context = company.context(who)
    found = list(standings(company.database, context.run, month=month))
    if who is Role.ADMIN:
        return found
    parents = {one.member_id: one.sponsor_id for one in found}

    def inside(member: str) -> bool:
        while member and member != company.manager_id:
            member = parents[member]
        return bool(member)

    return [one for one in found if inside(one.member_id)]


@pytest.mark.parametrize("who", ROLES)
def test_members_by_rank_are_those_of_the_standings(company: Company, who: Role) -> None:
    context = company.context(who)
    found = data.ranks(context, data.chosen_month(context, ""))
    expected: dict[int, int] = {}
    for one in team_of(company, who):
        expected[one.rank] = expected.get(one.rank, 0) + 1
    assert dict(zip(found["rank"], found["members"], strict=True)) == expected


@pytest.mark.parametrize("who", ROLES)
def test_volume_and_active_members_are_those_of_the_months_standings(company: Company, who: Role) -> None:
    context = company.context(who)
    found = data.ranks(context, data.chosen_month(context, "2026-05"))
    for month, columns in (
        ("2026-05", ("volume", "active")),
        ("2026-04", ("volume_before", "active_before")),
    ):
        team = team_of(company, who, month)
        assert found[columns[0]].sum() == sum(one.personal for one in team)
        assert found[columns[1]].sum() == sum(one.personal > 0 for one in team)


@pytest.mark.parametrize("who", ROLES)
def test_rewards_of_all_months_are_those_of_the_ledger(company: Company, who: Role) -> None:
    context = company.context(who)
    inside = {one.member_id for one in team_of(company, who)}
    expected: dict[tuple[int, str], int] = {}
    for entry in ledger(company.database, context.run):
        if entry.payee_id in inside:
            at = int(entry.day[:4]) * 12 + int(entry.day[5:7]) - 1, entry.kind
            expected[at] = expected.get(at, 0) + entry.amount
    assert expected
    found = data.by_month(context)
    for row in found.to_dict("records"):
        for kind in set(found.columns) - {"month", "revenue"}:
            assert row[kind] == expected.get((row["month"], kind), 0)


def test_revenue_of_all_months_is_that_of_the_run(company: Company) -> None:
    context = company.context()
    found = data.by_month(context)
    rows = revenue_by_month(company.database, context.run, Scope())
    assert sum(row["amount"] for row in rows) == totals(company.database, context.run.number).revenue
    assert found["revenue"].sum() == sum(row["amount"] for row in rows if row["month"] in set(found["month"]))


def test_figures_are_kept_by_run_and_team_and_never_shared_between_teams(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST", 2)
    read: list[str] = []

    def team(context: Context, month: int) -> str:
        read.append(f"{context.team} {month}")
        return read[-1]

    kept = cache.cached_by_run(team)
    admin, manager = company.context(), company.context(Role.MANAGER)
    assert [kept(admin, 1), kept(admin, 1), kept(manager, 1)] == [" 1", " 1", f"{company.manager_id} 1"]
    assert read == [" 1", f"{company.manager_id} 1"]
    kept(admin, 2)
    kept(manager, 1)
    assert len(read) == 3  # the two of most recent use are kept
    kept(admin, 1)
    assert len(read) == 4


def test_the_month_of_an_address_is_taken_only_when_there_is_one(company: Company) -> None:
    context = company.context()
    last = 2026 * 12 + 5
    assert data.chosen_month(context, "") == last
    assert data.month_notes(context, "") == []
    assert data.chosen_month(context, "2026-07") == last + 1
    assert not is_over(context.run, last + 1)
    for wrong in ("1999-01", "nonsense", "2026-13"):
        assert data.chosen_month(context, wrong) == last
        assert data.month_notes(context, wrong) == [
            f"There is no month {wrong} to choose here; Jun 2026 is shown."
        ]


@pytest.mark.parametrize("who", ROLES)
def test_a_company_whose_orders_ended_is_told_so_and_sees_its_last_month(company: Company, who: Role) -> None:
    context = company.context(who)
    later = replace(context.run, number=9, as_of=context.run.as_of + 150 * DAY)  # late in November
    context = replace(context, run=later)
    shown = data.chosen_month(context, "")
    assert shown in {2026 * 12 + 5, 2026 * 12 + 6}
    last = "Jul 2026" if shown % 12 == 6 else "Jun 2026"
    words = f"No orders in Oct 2026, the last finished month. The last one with orders is {last}."
    assert data.month_notes(context, "") == [words]


def test_the_ceiling_is_what_the_plan_sets_aside_of_a_package(company: Company) -> None:
    assert ceiling(company.context().run.plans[-1]) == Fraction(410, 699)


def test_a_manager_reads_the_own_team_only(opened: Opened, company: Company) -> None:
    page = opened(f"/dashboard/?team={company.outside_id}", who="manager")
    quiet(page)
    inside = len(team_of(company, Role.MANAGER))
    assert page.inner_text("#overview-scope") == f"The team of {company.manager_id}, itself included"
    assert page.inner_text("#overview-ranks-words") == f"{inside} members in all."


def test_the_month_lives_in_the_address(opened: Opened) -> None:
    page = opened("/dashboard/?month=2026-04")
    quiet(page)
    assert page.inner_text("#overview-cards h2") == "Apr 2026"
    page.click("#overview-month")
    page.click("[role=option]:has-text('Jul 2026')")
    quiet(page)
    assert page.url.endswith("?month=2026-07")
    assert page.inner_text("#overview-cards h2") == "Jul 2026, unfinished: until 2 Jul 2026"
    page.go_back()
    quiet(page)
    assert page.inner_text("#overview-cards h2") == "Apr 2026"
    assert page.input_value("#overview-month") == "Apr 2026"


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_overview_has_no_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/", language=language, scheme=scheme, width=width)
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
