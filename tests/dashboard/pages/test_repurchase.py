"""The repurchase page: its figures without a browser, and communities of the own team."""

import pandas as pd
import pytest

from dashboard.pages.repurchase import data, figures
from dashboard.pages.repurchase.cohorts import averages, cell_words, cohort_table
from dashboard.shared.filters import Filters
from graph.access import Role
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened
from tests.dashboard.pages.test_overview import team_of

JANUARY = 2026 * 12


def test_the_reference_of_half_of_the_buyers_is_a_line() -> None:
    found = pd.DataFrame(
        {"month": [JANUARY], "buyers": [4], "repeat_buyers": [1], "rate": [0.25], "unfinished": [False]}
    )
    drawn = figures.by_month(found)
    assert [one.y0 for one in drawn.layout.shapes] == [50]
    assert list(drawn.data[0].y) == [25]


def test_new_and_returning_buyers_stand_apart_below_the_rate() -> None:
    found = pd.DataFrame(
        {"month": [JANUARY], "buyers": [4], "repeat_buyers": [1], "rate": [0.25], "unfinished": [True]}
    )
    returning, new = (one for one in figures.by_month(found).data if one.type == "bar")
    assert [list(returning.y), list(new.y)] == [[1], [3]]
    assert list(new.marker.pattern.shape) == ["/"]


def cohorts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cohort": [JANUARY, JANUARY, JANUARY + 1, JANUARY + 1, JANUARY + 2],
            "offset": [1, 2, 1, 2, 1],
            "buyers": [3, 1, 1, 1, 0],
            "cohort_size": [4, 4, 12, 12, 3],
            "rate": [0.75, 0.25, 1 / 12, 1 / 12, 0.0],
            "unfinished": [False, False, False, True, True],
            "begins": [False, False, False, False, True],
        }
    )


def test_the_average_of_a_column_is_of_finished_cells_and_large_cohorts_count_more() -> None:
    assert averages(cohorts()) == {1: 0.25, 2: 0.25}


def test_an_unfinished_month_is_hatched_and_not_judged_and_a_cell_far_below_the_average_is_marked() -> None:
    table = cohort_table(cohorts(), "").to_plotly_json()["props"]["children"]
    looks = [
        [cell.className for cell in row.children[2:] if hasattr(cell, "className")]
        for row in table.children[1].children
    ]
    average, march, february, january = looks
    assert (average, march, january) == (["number", "number"], ["number hatched"], ["number", "number"])
    assert february == ["number low", "number hatched"]
    assert cell_words(cohorts().iloc[0].to_dict()) == "3 of 4 buyers of Jan 2026 ordered in Feb 2026"


@pytest.mark.parametrize(
    ("ratio", "words", "symbol"),
    [
        (0.1, "1 : 10", "diamond"),
        (9.9, "9.9 : 1", "diamond"),
        (10, "10 : 1", "circle"),
        (101, "101 : 1", "diamond"),
    ],
)
def test_a_healthy_ratio_has_another_sign_than_others(ratio: float, words: str, symbol: str) -> None:
    drawn = figures.ratio(pd.DataFrame({"buyers": [1], "sellers": [1], "ratio": [ratio]}))
    assert (drawn.data[0].text[0], drawn.data[0].marker.symbol) == (words, symbol)
    assert [(one.x0, one.x1) for one in drawn.layout.shapes] == [(10, 100), (0.1, 0.1)]


@pytest.mark.parametrize("draw", [figures.by_month, figures.within, figures.ratio])
def test_without_data_a_figure_says_so(draw: object) -> None:
    assert draw(pd.DataFrame()).layout.annotations[0].text  # type: ignore[operator]


def test_the_last_month_is_unfinished(company: Company) -> None:
    found = data.by_month(company.context(), Filters())
    assert list(found["unfinished"])[-2:] == [False, True]


def test_a_manager_sees_communities_of_the_own_team_only(company: Company) -> None:
    inside = {one.member_id for one in team_of(company, Role.MANAGER)}
    everything = data.communities(company.context(), Filters()).set_index("community_id")
    own = data.communities(company.context(Role.MANAGER), Filters()).set_index("community_id")
    assert 0 < len(own) < len(everything)
    assert set(own["owner_id"]) <= inside
    # Members of other teams who buy there are left out.
    assert (own["buyers"] <= everything.loc[own.index, "buyers"]).all()


def test_a_cell_leads_to_who_is_behind_it_and_from_there_to_who_is_not(opened: Opened) -> None:
    page = opened("/dashboard/repurchase", width=390)
    quiet(page)
    cell = page.locator(".cohorts td a[href*='again.']").first
    number = int((cell.get_attribute("title") or "").split(" of ")[0].replace(",", ""))
    cell.click()
    quiet(page)
    assert "?list=again." in page.url
    assert page.locator("#repurchase-list tbody tr").count() == number
    page.click("#repurchase-list a:has-text('Who did not order')")
    quiet(page)
    assert "?list=lapsed." in page.url
    page.go_back()
    quiet(page)
    assert page.locator("#repurchase-list tbody tr").count() == number
    page.click("text=Close the list")
    quiet(page)
    assert page.inner_text("#repurchase-list") == ""


def test_communities_are_saved_as_csv(opened: Opened) -> None:
    page = opened("/dashboard/repurchase")
    quiet(page)
    with page.expect_download() as download:
        page.click("#repurchase-sellers-download")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"Community","Community name","Owner","Buyers"')
    assert page.inner_text("#repurchase-communities .words") == f"{len(lines) - 1} communities"


@pytest.mark.parametrize(
    ("language", "scheme", "width", "who"), [("zh", "light", 1440, "admin"), ("en", "dark", 390, "manager")]
)
def test_the_repurchase_page_has_no_barriers(
    opened: Opened, language: str, scheme: str, width: int, who: str
) -> None:
    page = opened("/dashboard/repurchase", language=language, scheme=scheme, width=width, who=who)
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
