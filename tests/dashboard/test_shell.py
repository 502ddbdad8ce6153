"""The frame of the dashboard in a browser: navigation, languages, light and dark, deep links."""

import pytest

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Opened


def test_the_header_says_how_new_the_data_are_the_run_and_its_time(opened: Opened) -> None:
    page = opened("/dashboard/")
    quiet(page)
    assert page.inner_text("#run-told").strip() == "Data to 26 Jun 2026 · Run 2 · as of 2 Jul 2026, 02:00"
    assert page.get_attribute("#run-told a", "class") == "fresh fresh-old"
    title = page.get_attribute("#run-told a", "title") or ""
    assert "No order is newer than 36 hours" in title
    page.click("#run-told a")
    quiet(page)
    assert page.url.endswith("/dashboard/runs")
    assert "No order is newer than 36 hours" in page.inner_text("#runs-stopped")


@pytest.mark.parametrize(("language", "short"), [("en", "26 Jun"), ("zh", "6月26日")])
def test_a_narrow_header_has_room_for_the_day(opened: Opened, language: str, short: str) -> None:
    page = opened("/dashboard/", width=390, language=language)
    quiet(page)
    assert page.inner_text("#run-told").strip() == short
    right = page.evaluate("document.querySelector('header form:last-of-type').getBoundingClientRect().right")
    assert right <= 390


def test_a_language_is_switched_and_remembered_and_filters_stay(opened: Opened) -> None:
    page = opened("/dashboard/?month=2026-05")
    quiet(page)
    page.click("button[value=zh]")
    quiet(page)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.url.endswith("/dashboard/?month=2026-05")
    page.goto("/dashboard/")
    quiet(page)
    assert page.text_content("h1") == "总览"


def test_dark_is_chosen_without_a_request_and_remembered(opened: Opened) -> None:
    page = opened("/dashboard/")
    quiet(page)
    page.click("#scheme")
    quiet(page)
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"


def test_an_unknown_page_says_so_and_keeps_the_menu(opened: Opened) -> None:
    page = opened("/dashboard/nowhere", allowed=("404",))
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")
    page.click("#to-overview")
    quiet(page)
    assert page.text_content("h1") == "Overview"


def test_a_narrow_screen_has_a_menu_that_closes_and_does_not_scroll_sideways(opened: Opened) -> None:
    page = opened("/dashboard/", width=390)
    quiet(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("#burger")
    page.click("#to-runs")
    quiet(page)
    assert page.url.endswith("/dashboard/runs")
    page.wait_for_function("document.querySelector('#to-runs').getBoundingClientRect().right <= 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_has_no_barriers(opened: Opened, scheme: str) -> None:
    page = opened("/dashboard/", scheme=scheme)
    quiet(page)
    assert barriers(page) == []


def test_an_address_that_there_is_not_is_not_found_by_whoever_is_signed_in(opened: Opened) -> None:
    page = opened("/dashboard/runs")
    for address in ("/nothing/here", "/api/v1/nothing", "/dashboardx"):
        answer = page.request.get(address)
        assert (answer.status, answer.json()["title"]) == (404, "Not found")
    ours = {"origin": page.url.split("/dashboard")[0]}
    answer = page.request.fetch("/api/v1/plan", method="DELETE", headers=ours)
    assert (answer.status, answer.headers["allow"]) == (405, "GET")


def test_an_answer_names_what_it_depends_on_once(opened: Opened) -> None:
    page = opened("/dashboard/runs")
    for address in ("/dashboard/", "/login"):
        depends = page.request.get(address).headers["vary"].split(", ")
        assert sorted(depends) == ["Accept-Encoding", "Accept-Language", "Cookie"]
