"""The search of every page: what it finds for whom, and that it needs no mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from dashboard.search import choices
from graph.access import Role, Viewer
from graph.access.scope import may_see_order
from graph.access.viewer import seen_by
from graph.reads.ledger import ledger
from graph.service import Service
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


@pytest.fixture(scope="module")
def service(company: Company) -> Iterator[Service]:
    made = company.service()
    yield made
    made.bench.close()


def found(company: Company, service: Service, who: Role, text: str) -> list[str]:
    member = company.manager_id if who in {Role.MANAGER, Role.MEMBER} else ""
    with seen_by(Viewer(who.value, who, member)):
        return [one["value"] for group in choices(service, text) for one in group["items"]]


def test_a_search_stays_within_the_scope_of_the_account(company: Company, service: Service) -> None:
    outside, own = (f"/dashboard/team?member={one}" for one in (company.outside_id, company.manager_id))
    assert outside in found(company, service, Role.ADMIN, company.outside_id[1:])
    assert outside not in found(company, service, Role.MANAGER, company.outside_id)
    assert own in found(company, service, Role.MANAGER, company.manager_id.lower())
    assert found(company, service, Role.MEMBER, company.manager_id) == ["/dashboard/me"]
    assert found(company, service, Role.MEMBER, company.outside_id) == []
    assert found(company, service, Role.MEMBER, "2") in ([], ["/dashboard/me"])
    assert "/dashboard/runs?run=2" in found(company, service, Role.MANAGER, "2")
    assert found(company, service, Role.ADMIN, "") == []


def test_orders_are_found_by_who_may_see_them(company: Company, service: Service) -> None:
    context = company.context(Role.MANAGER)
    entries = ledger(company.database, context.run)
    orders = list(dict.fromkeys(one.order_id for one in entries if one.order_id))
    inside = [may_see_order(company.database, context.run, context.viewer, one) for one in orders[:150:5]]
    assert len(set(inside)) == 2
    for order, mine in zip(orders[:150:5], inside, strict=True):
        address = f"/dashboard/order?order={order}"
        assert found(company, service, Role.ADMIN, order.lower()) == [address]
        assert found(company, service, Role.MANAGER, order) == ([address] if mine else [])
        assert found(company, service, Role.MEMBER, order) == []


def search(page: Page, text: str) -> None:
    page.locator("#search-text").press_sequentially(text)
    page.wait_for_function("document.querySelectorAll('[role=option]').length > 0")
    quiet(page)


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_a_search_is_opened_and_followed_by_keys(
    opened: Opened, company: Company, language: str, scheme: str, width: int
) -> None:
    page = opened("/dashboard/runs", language=language, scheme=scheme, width=width)
    quiet(page)
    page.keyboard.press("Control+k")
    page.wait_for_selector("#search-text")
    quiet(page)
    assert page.evaluate("document.activeElement.id") == "search-text"
    search(page, company.manager_id)
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_selector("#search-text", state="detached")
    page.click("#search-open")
    page.wait_for_selector("#search-text")
    quiet(page)
    page.locator("#search-text").press_sequentially(company.manager_id)
    page.keyboard.press("Enter")  # before the server has answered
    page.wait_for_url(f"**/dashboard/team?member={company.manager_id}")
    quiet(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
