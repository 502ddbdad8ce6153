"""The page of adjustments: for admins alone; what it takes is kept, and who decided it cannot approve it."""

import pytest

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


def test_what_an_admin_decides_waits_for_another_and_can_be_taken_back(
    company: Company, opened: Opened
) -> None:
    page = opened("/dashboard/adjustments")
    quiet(page)
    cells = {"member": company.manager_id, "day": "2026-1-31", "amount": "-20.00", "reason": "sent back"}
    for name, text in cells.items():
        page.fill(f"#adjustments-{name}", text)
    page.click("#adjustments-enter")
    quiet(page)
    assert 'day "2026-1-31" is no day' in page.inner_text("#adjustments-said")
    assert page.input_value("#adjustments-amount") == "-20.00"
    page.fill("#adjustments-day", "2026-01-31")
    page.click("#adjustments-enter")
    quiet(page)
    assert page.input_value("#adjustments-amount") == ""
    row = page.inner_text("#adjustments-list tbody tr")
    assert all(words in row for words in (company.manager_id, "sent back", "admin", "waits for approval"))
    assert "Approve" not in row
    page.click("#adjustments-list tbody button")
    quiet(page)
    assert "retracted" in page.inner_text("#adjustments-list tbody tr")
    assert page.query_selector("#adjustments-list tbody button") is None


@pytest.mark.parametrize("who", ["manager", "analyst"])
def test_others_have_no_such_page(opened: Opened, who: str) -> None:
    page = opened("/dashboard/adjustments", who=who)
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")
    assert page.query_selector("#to-adjustments") is None


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_page_is_there_without_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/adjustments", language=language, scheme=scheme, width=width)
    quiet(page)
    assert page.text_content("h1") == ("Adjustments" if language == "en" else "人工调整")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []
