"""A member's own page: all of it is of the account's member, and an account of a member has no other page."""

import pytest

from dashboard.context import NotForMembersError, current_context, own_context
from graph.access import Role, Viewer, seen_by
from graph.errors import NotFoundError
from graph.explain.visibility import explain_own
from graph.reads.current import Current
from graph.reads.levels import levels
from graph.reads.rewards import Newest, entries
from graph.reads.runs import published_run
from graph.reads.standings import standings
from graph.service import Service
from graph.settings import Settings
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


def test_a_member_is_at_home_on_the_own_page_and_has_no_other(company: Company, opened: Opened) -> None:
    page = opened("/dashboard/", who="member")
    quiet(page)
    assert page.text_content("h1") == "Mine"
    assert page.locator(".mantine-NavLink-root").count() == 1
    assert page.inner_text("#run-told").strip().endswith("as of 2 Jul 2026, 02:00")
    assert page.locator("#run-told a").count() == 0
    run = published_run(company.database)
    own = next(standings(company.database, run, member=company.manager_id))
    shown = page.inner_text("#me-standing")
    assert f"{own.available / 100:,.2f}" in shown
    assert shown.rstrip().endswith(str(own.team_size))
    assert page.locator("#page [role=alert]").count() == 0
    for path in ("team", "payouts", "rewards", "audit"):
        other = opened(f"/dashboard/{path}", who="member")
        quiet(other)
        assert other.inner_text("#page").startswith("There is no such page")


def test_each_reward_says_why_and_an_order_that_paid_others_is_not_there(
    company: Company, opened: Opened
) -> None:
    database, run = company.database, published_run(company.database)
    page = opened("/dashboard/me", who="member")
    quiet(page)
    page.click("#me-rewards tbody a >> nth=0")
    quiet(page)
    assert page.inner_text("#me-why h2").startswith("Why: ")
    assert page.locator("#me-why [role=alert]").count() == 0
    own = {one.order_id for one in entries(database, run, company.manager_id, Newest(), 10_000)}
    others = [one for one in standings(database, run) if one.earned and one.member_id != company.manager_id]
    foreign = next(
        entry
        for one in others
        for entry in entries(database, run, one.member_id, Newest(), 500)
        if entry.order_id and entry.order_id not in own
    )
    page.goto(f"/dashboard/me?why=order:{foreign.order_id}")
    quiet(page)
    assert "there is no order" in page.inner_text("#me-why")


def test_what_an_order_paid_a_member_names_nobody_else(company: Company) -> None:
    database, run = company.database, published_run(company.database)
    viewer = Viewer("member", Role.MEMBER, company.manager_id)
    earned = entries(database, run, company.manager_id, Newest(), 60)
    orders = list(dict.fromkeys(one.order_id for one in earned if one.order_id))[:5]
    assert orders
    for order in orders:
        payments = [
            one for _kind, paid in explain_own(database, run, viewer.member_id, order) for one in paid
        ]
        assert {one.payee_id for one in payments} == {company.manager_id}


def test_levels_add_up_to_the_team(company: Company) -> None:
    run = published_run(company.database)
    own = next(standings(company.database, run, member=company.manager_id))
    below = levels(company.database, run, company.manager_id)
    assert [one.level for one in below] == list(range(1, len(below) + 1))
    assert below[0].people == own.direct_recruits
    assert sum(one.people for one in below) == own.team_size


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MANAGER])
def test_no_other_account_has_the_page(company: Company, settings: Settings, role: Role) -> None:
    service = Service(company.database, Current(company.database), settings)
    with seen_by(Viewer("x", role, company.manager_id)), pytest.raises(NotFoundError):
        own_context(service)
    service.bench.close()


def test_a_member_is_refused_what_other_pages_read(company: Company, settings: Settings) -> None:
    service = Service(company.database, Current(company.database), settings)
    with (
        seen_by(Viewer("x", Role.MEMBER, company.manager_id)),
        pytest.raises(NotForMembersError),
    ):
        current_context(service)
    service.bench.close()


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "light", 390)])
def test_the_page_is_there_without_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/me", who="member", language=language, scheme=scheme, width=width)
    quiet(page)
    assert page.text_content("h1") == ("Mine" if language == "en" else "我的")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []


def test_a_statement_opens_for_whom_it_is_and_for_nobody_else(company: Company, opened: Opened) -> None:
    run = published_run(company.database)
    own, month = company.manager_id, run.day[:7]
    below = next(
        one.member_id for one in standings(company.database, run) if one.sponsor_id == company.manager_id
    )
    page = opened("/dashboard/me", who="member")
    quiet(page)
    link = page.locator("#me-statements a").first
    assert link.inner_text() == month
    seen = {
        (who, member): opened("/dashboard/", who=who)
        .request.get(f"/dashboard/downloads/statement?member={member}&period={month}&form=html")
        .status
        for who in ("member", "manager", "finance", "analyst")
        for member in (own, below, company.outside_id, "nobody")
    }
    assert seen == {
        (who, member): 200 if member != "nobody" and (who in {"finance", "analyst"} or member == own) else 404
        for who, member in seen
    }
    page.goto(str(link.get_attribute("href")))
    assert page.locator("h1").inner_text() == f"Statement of {month}"
    assert page.locator(".closing .amount").inner_text() == (
        f"{next(standings(company.database, run, member=own)).earned / 100:,.2f}"
    )
    assert barriers(page) == []
