"""What if a member leaves: an admin asks on the team page, a manager has no such question."""

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


def test_an_admin_asks_what_if_a_member_leaves_or_moves(company: Company, opened: Opened) -> None:
    page = opened(f"/dashboard/team?member={company.manager_id}")
    quiet(page)
    page.click("#team-what-if-leave")
    answer = page.locator("#team-what-if table")
    answer.wait_for()
    quiet(page)
    told = page.inner_text("#team-what-if")
    assert "Of those who stay" in told
    assert f"{company.manager_id}" in answer.inner_text()
    assert "gone" in answer.inner_text()
    assert barriers(page) == []
    page.fill("#team-new-sponsor", company.manager_id)
    page.click("#team-what-if-move")
    page.get_by_text("cannot move below itself").wait_for()
    page.click("#team-what-if-most")
    page.get_by_text("Others earned").wait_for()
    quiet(page)
    assert page.locator("#team-what-if tbody tr").count() > 1
    assert barriers(page) == []


def test_a_manager_has_no_such_question(company: Company, opened: Opened) -> None:
    page = opened(f"/dashboard/team?member={company.manager_id}", who="manager")
    quiet(page)
    assert page.query_selector("#team-what-if-leave") is None
