"""The conversion page: its figures without a browser, and its filters in one."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from dashboard.pages.conversion import data, figures
from dashboard.shared.filters import Filters, filters_in
from dashboard.words import spoken_in
from graph.access import Role
from graph.errors import UserError
from graph.metrics import metric
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened

JANUARY = 2026 * 12


def test_the_benchmarks_are_drawn_as_a_line_and_a_band() -> None:
    found = pd.DataFrame(
        {"channel": ["", "wechat"], "visitors": [10, 8], "converted": [1, 1], "rate": [0.1, 0.125]}
    )
    drawn = figures.by_channel(found)
    line, band = (next(one for one in drawn.layout.shapes if one.type == kind) for kind in ("line", "rect"))
    assert (line.y0, line.y1) == (1, 1)
    assert (band.y0, band.y1) == (10, 20)
    assert list(drawn.data[0].y) == [10, 12.5]
    assert drawn.data[0].customdata[1] == "1 of 8 visitors"


def test_an_unfinished_month_is_a_hollow_point_and_is_said_to_be_unfinished() -> None:
    found = pd.DataFrame(
        {
            "month": [JANUARY, JANUARY + 1],
            "visitors": [4, 2],
            "converted": [1, 1],
            "rate": [0.25, 0.5],
            "unfinished": [False, True],
        }
    )
    with spoken_in("zh"):
        line = figures.by_month(found).data[0]
    assert list(line.marker.symbol) == ["circle", "circle-open"]
    assert line.customdata[1].endswith("(未完)")


def test_who_still_has_time_is_the_light_end_of_a_bar_and_the_arrow_leads_to_the_share_of_the_others() -> (
    None
):
    found = pd.DataFrame(
        {
            "stage": ["invited", "registered"],
            "visitors": [1000, 400],
            "rate": [1.0, 0.4],
            "waiting": [200, 0],
            "step_rate": [0.5, float("nan")],
        }
    )
    drawn = figures.funnel(found)
    settled, waiting = drawn.data
    assert [list(settled.x), list(waiting.x)] == [[400, 800], [0, 200]]
    assert [one.text for one in drawn.layout.annotations] == [
        "Registered: 400 · 40.0%",
        "Invited: 1,000 · 100.0% \u2192 50.0%",
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        figures.funnel(pd.DataFrame()),
        figures.by_channel(pd.DataFrame()),
        figures.by_month(pd.DataFrame()),
        figures.k_factor(pd.DataFrame()),
        figures.attribution(pd.DataFrame(), "last"),
    ],
)
def test_without_data_a_figure_says_so(drawn: object) -> None:
    assert drawn.layout.annotations[0].text  # type: ignore[attr-defined]


def test_a_model_of_attribution_shows_its_own_orders() -> None:
    found = pd.DataFrame({"model": ["last", "linear"], "channel": ["wechat", "none"], "orders": [2.0, 0.5]})
    assert list(figures.attribution(found, "linear").data[0].text) == ["0.5"]
    assert list(figures.attribution(found, "last").data[0].y) == ["wechat"]


def test_days_of_an_address_are_included_and_nonsense_is_left_out() -> None:
    found = filters_in("?from=2026-01-01&until=2026-01-31&channel=wechat")
    assert (str(found.from_day), str(found.to_day), found.channel) == ("2026-01-01", "2026-02-01", "wechat")
    assert filters_in("?from=yesterday&until=9999-99-99") == Filters()
    with pytest.raises(UserError):
        filters_in("?from=2026-02-01&until=2026-01-01")


@pytest.mark.parametrize("who", [Role.ADMIN, Role.MANAGER])
def test_months_add_up_to_the_metric_and_a_manager_has_the_own_team(company: Company, who: Role) -> None:
    context = company.context(who)
    found = data.by_month(context, Filters())
    rows = metric(company.database, context.run, "conversion", team=context.team)
    assert found["visitors"].sum() == rows[0]["visitors"]
    assert found["converted"].sum() == rows[0]["converted"]
    assert list(found["unfinished"])[-2:] == [True, True]  # June's visitors have until 7 July


def test_filters_live_in_the_address_and_stay_on_reload_and_in_the_other_language(opened: Opened) -> None:
    page = opened("/dashboard/conversion?from=2026-01-01&until=2026-03-31")
    quiet(page)
    before = page.inner_text("#conversion-channels-words")
    page.click("#conversion-channel")
    page.click("[role=option]:has-text('wechat')")
    quiet(page)
    assert page.url.endswith("?from=2026-01-01&until=2026-03-31&channel=wechat")
    narrowed = page.inner_text("#conversion-channels-words")
    assert narrowed != before
    page.reload()
    quiet(page)
    assert page.inner_text("#conversion-channels-words") == narrowed
    page.click("button[value=zh]")
    quiet(page)
    assert page.url.endswith("?from=2026-01-01&until=2026-03-31&channel=wechat")
    assert page.input_value("#conversion-channel") == "wechat"
    assert page.input_value("#conversion-from") == "2026-01-01"


def test_a_period_is_one_choice_and_days_can_be_typed(opened: Opened) -> None:
    page = opened("/dashboard/conversion")
    quiet(page)
    page.click("#conversion-period")
    page.click("[role=option]:has-text('Last month')")
    quiet(page)
    days = dict(parse_qsl(urlsplit(page.url).query))
    assert days["from"].endswith("-01")
    assert days["until"][:7] == days["from"][:7]
    assert [page.input_value(f"#conversion-{name}") for name in ("from", "until")] == list(days.values())
    assert page.input_value("#conversion-period").startswith("Last month")
    page.fill("#conversion-from", "2026-01-15")
    page.press("#conversion-from", "Enter")
    quiet(page)
    assert dict(parse_qsl(urlsplit(page.url).query)) == {**days, "from": "2026-01-15"}
    assert page.input_value("#conversion-period") == ""  # days of one's own
    page.go_back()
    quiet(page)
    assert page.input_value("#conversion-period").startswith("Last month")
    page.click("[aria-label='all days']")
    quiet(page)
    assert page.url.endswith("/conversion")


def test_the_model_is_switched_and_back_leads_to_the_one_before(opened: Opened) -> None:
    page = opened("/dashboard/conversion")
    quiet(page)
    page.click("label:has-text('Linear')")
    quiet(page)
    assert page.url.endswith("?model=linear")
    page.go_back()
    quiet(page)
    assert page.is_checked("#conversion-model input[value=last]")


def test_days_in_the_wrong_order_are_told_in_words(opened: Opened) -> None:
    page = opened("/dashboard/conversion?from=2026-03-01&until=2026-01-01")
    quiet(page)
    assert page.inner_text("#conversion-cost").startswith("The first day is after the last one")
    assert "The first day is after" in (page.text_content("#conversion-funnel .annotation-text") or "")


def test_a_manager_reads_the_own_team_and_no_cost(opened: Opened, company: Company) -> None:
    page = opened(f"/dashboard/conversion?team={company.outside_id}", who="manager")
    quiet(page)
    assert page.inner_text("#conversion-scope") == f"The team of {company.manager_id}, itself included"
    assert "a team has no cost of its own" in page.inner_text("#conversion-cost")


def test_what_the_night_keeps_of_channels_and_inviters_is_what_is_counted(company: Company) -> None:
    context, everything = company.context(), Filters(from_day=date(2020, 1, 2))  # no whole months: counted
    assert data.channels(context, Filters()) == data.channels(context, everything)
    assert data.who_invites(context, Filters()) == data.who_invites(context, everything)


def test_a_channels_first_orders_lead_to_who_they_are_and_the_list_is_a_file(opened: Opened) -> None:
    page = opened("/dashboard/conversion?from=2026-05-01&until=2026-05-31")
    quiet(page)
    link = page.locator("#conversion-table a[href*='first.wechat']")
    number = int(link.inner_text())
    link.click()
    quiet(page)
    assert page.url.endswith("?from=2026-05-01&until=2026-05-31&list=first.wechat")
    assert page.locator("#conversion-list tbody tr").count() == number
    with page.expect_download() as download:
        page.click("#behind-csv")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "person_id,name,channel,joined,first,last,orders"
    assert len(lines) == number + 1


@pytest.mark.parametrize("name", ["recruits.OUTSIDE", "again.banana.1", "nothing", "stage.there"])
def test_a_list_that_is_not_there_or_of_somebody_outside_is_told(
    opened: Opened, company: Company, name: str
) -> None:
    asked = name.replace("OUTSIDE", company.outside_id)
    page = opened(f"/dashboard/conversion?list={asked}", who="manager")
    quiet(page)
    assert page.locator("#conversion-list [role=alert]").count() == 1
    assert page.locator("#conversion-list table").count() == 0


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_conversion_page_has_no_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/conversion", language=language, scheme=scheme, width=width)
    quiet(page)
    page.click("#conversion-from")
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
