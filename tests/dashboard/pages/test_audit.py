"""The audit page: what managers looked at and took is told to admins, and to nobody else."""

import pytest

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


def test_what_a_manager_looks_at_and_takes_is_told_to_admins(company: Company, opened: Opened) -> None:
    looked = opened(f"/dashboard/team?member={company.manager_id}", who="manager")
    quiet(looked)
    looked.goto(f"/dashboard/team?member={company.outside_id}")
    quiet(looked)
    address = "/dashboard/downloads/ledger.csv?search=%3Ffrom%3D2026-01-01"
    assert looked.context.request.get(address).status == 200
    page = opened("/dashboard/audit?account=manager")
    quiet(page)
    shown = page.inner_text("#audit-events")
    for words in (
        "not shown",
        company.outside_id,
        "/dashboard/downloads/ledger.csv",
        "127.0.0.1",
    ):
        assert words in shown
    page.goto("/dashboard/audit?account=manager&event=download")
    quiet(page)
    assert "filter: ?from=2026-01-01" in page.inner_text("#audit-events")
    assert "signed in" not in page.inner_text("#audit-events")
    assert page.inner_text("#audit-words").endswith("events")
    page.goto("/dashboard/audit?account=manager&event=sign-in")
    quiet(page)
    assert "signed in" in page.inner_text("#audit-events")


@pytest.mark.parametrize("who", ["manager", "analyst"])
def test_others_have_no_such_page_and_no_way_to_it(opened: Opened, who: str) -> None:
    page = opened("/dashboard/audit", who=who)
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")
    assert page.query_selector("#to-audit") is None
    assert page.query_selector("#to-runs") is not None


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 1440), ("zh", "light", 390)]
)
def test_the_page_is_there_for_admins_without_barriers(
    opened: Opened, language: str, scheme: str, width: int
) -> None:
    page = opened("/dashboard/audit", language=language, scheme=scheme, width=width)
    quiet(page)
    assert page.text_content("h1") == ("Audit" if language == "en" else "审计")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []
