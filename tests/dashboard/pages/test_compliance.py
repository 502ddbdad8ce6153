"""The compliance page: an analyst finds the test, its trend, and the members behind it."""

import pytest

from dashboard.pages.compliance import data, figures, parts
from dashboard.words import spoken_in
from graph.access import Role
from graph.compliance import FLAGS, Figure
from graph.errors import NotFoundError
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened

BY_ID = {flag.id: flag for flag in FLAGS}


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(BY_ID["people"], 31, None, "m"), "1 beyond the threshold of 30"),
        (Figure(BY_ID["levels"], 2, None, "m"), "1 left to the threshold of 3"),
        (Figure(BY_ID["team_pay"], 1, 4), "25.0 points beyond the threshold of 0.0%"),
        (Figure(BY_ID["retail_revenue"], 3, 4), "25.0 points left to the threshold of 50.0%"),
        (Figure(BY_ID["retail_revenue"], 1, 4), "25.0 points short of the threshold of 50.0%"),
        (Figure(BY_ID["retail_revenue"], 0, 0), ""),
    ],
)
def test_the_distance_is_told_with_its_side(figure: Figure, words: str) -> None:
    assert parts.distance_words(figure) == words
    with spoken_in("zh"):
        assert "threshold" not in parts.distance_words(figure)


def test_a_test_by_month_has_its_threshold_as_a_line(company: Company) -> None:
    whole = data.panel(company.context())
    for flag in FLAGS:
        drawn = figures.by_month(data.by_month(whole, flag.id), flag)
        share = flag.unit in {"members", "money"}
        assert [one.y0 for one in drawn.layout.shapes] == [float(flag.threshold) * (100 if share else 1)]


def test_a_manager_has_no_such_page_and_no_figures(company: Company, opened: Opened) -> None:
    with pytest.raises(NotFoundError):
        data.panel(company.context(Role.MANAGER))
    page = opened("/dashboard/compliance", who="manager")
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")
    assert page.query_selector("#to-compliance") is None


def test_an_analyst_goes_from_a_test_to_the_members_behind_it(opened: Opened) -> None:
    page = opened("/dashboard/compliance", who="analyst")
    quiet(page)
    assert "no legal advice" in page.inner_text("#page")
    assert "beyond the threshold" in page.inner_text("#compliance-team_pay")
    page.click("#compliance-flag")
    page.get_by_role("option", name="Rewards not from the payee's own sales").click()
    page.wait_for_url("**flag=team_pay")
    quiet(page)
    assert page.inner_text("#compliance-trend-words").startswith("Rewards not from the payee's own sales, ")
    member = page.locator("#compliance-roots-rows .ag-center-cols-container a").first
    name = member.inner_text()
    member.click()
    page.wait_for_url(f"**/dashboard/team?member={name}")
    quiet(page)
    assert name in page.inner_text("#team-upline") or name in page.inner_text("#team-standing")
    page.go_back()
    page.wait_for_url("**flag=team_pay")
    quiet(page)
    assert page.input_value("#compliance-flag") == "Rewards not from the payee's own sales"


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 1440), ("zh", "light", 390)]
)
def test_the_page_has_no_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/compliance", language=language, scheme=scheme, width=width)
    quiet(page)
    assert page.text_content("h1") == ("Compliance" if language == "en" else "合规")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []
