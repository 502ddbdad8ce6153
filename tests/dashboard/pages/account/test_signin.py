"""Signing in and out and choosing a language, with forms alone; and what a request without a session gets."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import PASSWORD, Opened

HTML = {"accept": "text/html"}
CALLBACK = "/dashboard/_dash-update-component"
OUTPUT = '{"id": "run-told", "property": "children"}'


@pytest.fixture
def browser(base: str) -> Iterator[httpx.Client]:
    """Forms sent as a browser sends them, without scripts."""
    with httpx.Client(base_url=base, headers={**HTML, "origin": base, "accept-language": "en"}) as client:
        yield client


def enter(browser: httpx.Client, **fields: str) -> httpx.Response:
    return browser.post("/login", data={"name": "admin", "password": PASSWORD, **fields})


def test_a_deep_link_leads_to_the_form_and_back(browser: httpx.Client) -> None:
    answer = browser.get("/dashboard/runs?run=1")
    assert answer.status_code == 303
    form = browser.get(answer.headers["location"])
    assert 'value="/dashboard/runs?run=1"' in form.text
    assert enter(browser, next="/dashboard/runs?run=1").headers["location"] == "/dashboard/runs?run=1"
    assert browser.get("/dashboard/runs?run=1").status_code == 200


@pytest.mark.parametrize(
    "foreign", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\r\nb", "/\tx"]
)
def test_nobody_is_led_to_another_site(browser: httpx.Client, foreign: str) -> None:
    assert enter(browser, next=foreign).headers["location"] == "/dashboard/"
    assert 'name="next" value="/dashboard/"' in browser.get(f"/login?next={quote(foreign)}").text


def test_a_wrong_password_is_said_in_both_languages_and_the_name_is_kept(browser: httpx.Client) -> None:
    answer = enter(browser, name='a"<b>', password="wrong")
    assert answer.status_code == 401
    assert "The name or the password is wrong" in answer.text
    assert "<b>" not in answer.text
    browser.cookies.set("language", "zh")
    assert "用户名或密码不正确" in enter(browser, name="nobody", password="wrong").text


def test_too_many_attempts_are_told_to_wait(browser: httpx.Client) -> None:
    for _attempt in range(10):
        assert enter(browser, name="guessed", password="wrong").status_code == 401
    answer = enter(browser, name="guessed", password="wrong")
    assert answer.status_code == 429
    assert "Too many failed attempts. Wait" in answer.text
    assert int(answer.headers["retry-after"]) > 0


def test_signing_out_ends_the_session(browser: httpx.Client) -> None:
    enter(browser)
    assert browser.get("/dashboard/").status_code == 200
    assert browser.post("/logout").headers["location"] == "/login"
    assert browser.get("/dashboard/").status_code == 303


def test_a_language_is_kept_in_a_cookie_and_leads_back_with_the_filters(browser: httpx.Client) -> None:
    referer = {"referer": f"{browser.headers['origin']}/dashboard/?month=2026-05"}
    answer = browser.post("/lang", data={"language": "zh"}, headers=referer)
    assert answer.headers["location"] == "/dashboard/?month=2026-05"
    assert browser.cookies["language"] == "zh"
    assert '<html lang="zh-CN">' in browser.get("/login").text
    browser.post("/lang", data={"language": "tlh"})
    assert browser.cookies["language"] == "zh"
    away = browser.post("/lang", data={"language": "en"}, headers={"referer": "https://evil.example/x"})
    assert away.headers["location"] == "/dashboard/"


def test_without_a_session_only_forms_and_assets_are_answered(browser: httpx.Client) -> None:
    for path in ("_dash-layout", "_dash-dependencies"):
        assert browser.get(f"/dashboard/{path}").status_code == 401
    assert browser.post(CALLBACK, json={"output": "run-told.children"}).status_code == 401
    assert browser.get("/dashboard/assets/upline.css").status_code == 200
    for missing in ("assets/none.css", "_dash-component-suites/none/x.js"):
        assert browser.get(f"/dashboard/{missing}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "nonsense",
        '{"output": 1}',
        '{"output": "unknown.children"}',
        '{"output": "run-told.children"}',
        '{"output": "run-told.children", "inputs": [1], "outputs": ' + OUTPUT + "}",
        '{"output": "run-told.children", "inputs": [{"id": "x", "property": "y"}], "outputs": '
        + OUTPUT
        + "}",
        "[" * 100_000,
    ],
)
def test_a_callback_that_is_none_is_refused(browser: httpx.Client, body: str) -> None:
    enter(browser)
    headers = {"content-type": "application/json"}
    assert browser.post(CALLBACK, content=body, headers=headers).status_code == 400


def test_a_callback_of_another_site_and_one_too_large_are_refused(browser: httpx.Client) -> None:
    enter(browser)
    foreign = browser.post(CALLBACK, content="{}", headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert browser.post(CALLBACK, content=b" " * 1_000_001).status_code == 413


def test_pages_come_with_their_policy_and_are_not_kept(browser: httpx.Client) -> None:
    enter(browser)
    page = browser.get("/dashboard/runs")
    policy = page.headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert page.headers["cache-control"] == "no-store"
    assert browser.get("/dashboard/nowhere").status_code == 404
    assert browser.get("/dashboard").headers["location"] == "/dashboard/"


def test_a_reader_signs_in_and_out_in_a_browser(opened: Opened) -> None:
    page = opened("/dashboard/runs", who="", allowed=("401",))
    assert barriers(page) == []
    page.fill("#name", "analyst")
    page.fill("#password", "wrong")
    page.keyboard.press("Enter")
    assert page.inner_text("[role=alert]").startswith("The name or the password is wrong")
    assert barriers(page) == []
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dashboard/runs")
    quiet(page)
    assert page.text_content("h1") == "Runs"
    page.click("button[title='Sign out']")
    page.wait_for_url("**/login")


def test_a_session_that_ended_leads_to_the_form_from_within_a_page(opened: Opened) -> None:
    page = opened("/dashboard/", allowed=("401", "Unauthorized"))
    quiet(page)
    page.context.clear_cookies(name="upline")
    page.click("#to-runs")
    page.wait_for_url("**/login?next=%2Fdashboard%2Fruns")
