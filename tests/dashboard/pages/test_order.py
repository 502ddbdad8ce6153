"""The page of an order: its facts and what it led to, within the scope; why not a certain member."""

import pytest

from graph.access import Role
from graph.errors import NotFoundError
from graph.explain.about import explain_about
from graph.explain.visibility import explain_to
from graph.reads.ledger import Entry, ledger
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened
from tests.dashboard.pages.test_overview import team_of


@pytest.fixture(scope="module")
def entries(company: Company) -> list[Entry]:
    return [one for one in ledger(company.database, company.context().run) if one.order_id and one.payee_id]


@pytest.fixture(scope="module")
def team(company: Company) -> set[str]:
    return {one.member_id for one in team_of(company, Role.MANAGER)}


def test_what_a_member_got_of_an_order_is_what_the_ledger_has(company: Company, entries: list[Entry]) -> None:
    context = company.context()
    order = next(one.order_id for one in reversed(entries) if one.amount > 0)
    for payee in {one.payee_id for one in entries if one.order_id == order}:
        about = explain_about(context.database, context.run, context.viewer, order, payee)
        got = sum(one.amount for kind in about.kinds for one in kind.payments)
        assert got == sum(one.amount for one in entries if (one.order_id, one.payee_id) == (order, payee))


def test_who_got_nothing_of_an_order_is_told_why(company: Company, entries: list[Entry]) -> None:
    context = company.context()
    order = next(one.order_id for one in reversed(entries) if one.amount > 0)
    whole = explain_to(context.database, context.run, context.viewer, order).told
    refused = next(row for kind in whole.kinds for row in kind.not_paid if row.first)
    about = explain_about(context.database, context.run, context.viewer, order, refused.members[0])
    assert about.place == refused.first
    assert refused.reason in {why for kind in about.kinds for why in kind.reasons}
    stranger = next(
        one.member_id
        for one in team_of(company, Role.ADMIN)
        if explain_about(context.database, context.run, context.viewer, order, one.member_id).place is None
    )
    elsewhere = explain_about(context.database, context.run, context.viewer, order, stranger)
    assert not any(kind.payments for kind in elsewhere.kinds)


def test_a_manager_asks_about_the_own_team_only(
    company: Company, entries: list[Entry], team: set[str]
) -> None:
    context = company.context(Role.MANAGER)
    theirs = [one for one in entries if one.payee_id in team - {company.manager_id}]
    order = theirs[-1].order_id
    for member in (company.outside_id, "nobody"):
        with pytest.raises(NotFoundError):
            explain_about(context.database, context.run, context.viewer, order, member)
    inside = {one.order_id for one in theirs}
    outside = next(
        one for one in reversed(entries) if one.payee_id not in team and one.order_id not in inside
    )
    with pytest.raises(NotFoundError):
        explain_about(context.database, context.run, context.viewer, outside.order_id, company.manager_id)
    about = explain_about(context.database, context.run, context.viewer, order, theirs[-1].payee_id)
    assert {one.payee_id for kind in about.kinds for one in kind.payments} <= {theirs[-1].payee_id}


def test_an_order_leads_on_and_is_shown_as_an_earlier_run_had_it(
    opened: Opened, entries: list[Entry]
) -> None:
    late = {one.order_id for one in entries if one.run == 1} & {
        one.order_id for one in entries if one.corrects
    }
    order = min(late)
    page = opened(f"/dashboard/order?order={order}")
    quiet(page)
    assert order in page.inner_text("#order-facts")
    assert "Run 2" in page.inner_text("#order-postings")
    assert "Run 2" in page.inner_text("#order-caused")
    assert barriers(page) == []
    page.goto(f"/dashboard/order?order={order}&run=1")
    quiet(page)
    assert page.inner_text("#run-shown").startswith("You are looking at run 1")
    assert "Run 2" not in page.inner_text("#order-postings")
    page.click("#order-facts a[href*='team?member=']")
    quiet(page)
    assert page.url.endswith("&run=1")
    page.click("#run-shown a")
    quiet(page)
    assert "run=" not in page.url
    page.goto("/dashboard/order?order=nowhere&run=99")
    quiet(page)
    assert page.inner_text("#run-shown").startswith("There is no run 99")
    assert "No order nowhere" in page.inner_text("#order-facts")


def test_an_order_outside_of_the_team_is_not_found_and_a_member_has_no_such_page(
    opened: Opened, entries: list[Entry], team: set[str]
) -> None:
    inside = {one.order_id for one in entries if one.payee_id in team}
    order = next(one.order_id for one in reversed(entries) if one.order_id not in inside)
    page = opened(f"/dashboard/order?order={order}", who="manager")
    quiet(page)
    told = page.inner_text("#order-facts")
    page.goto("/dashboard/order?order=nowhere")
    quiet(page)
    assert told == page.inner_text("#order-facts").replace("nowhere", order)
    page = opened(f"/dashboard/order?order={order}", who="member")
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")


def test_why_not_this_member_is_asked_by_keys_on_a_phone(
    opened: Opened, company: Company, entries: list[Entry]
) -> None:
    page = opened(f"/dashboard/order?order={entries[-1].order_id}", language="zh", scheme="dark", width=390)
    quiet(page)
    page.focus("#order-member")
    page.locator("#order-member").press_sequentially(company.outside_id)
    page.wait_for_selector(f"[role=option]:has-text('{company.outside_id}')")
    quiet(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**&member={company.outside_id}")
    quiet(page)
    assert company.outside_id in page.inner_text("#order-about")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
