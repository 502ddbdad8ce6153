"""The pages of one's own account: password, second step, signing out everywhere."""

import re
from collections.abc import Iterator

import httpx
import pyotp
import pytest

from graph.access import Role
from graph.access.accounts import add_account, change_password, delete_account
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import PASSWORD, Company, Opened

HTML = {"accept": "text/html"}
NEW = "another long password, of mine"


@pytest.fixture
def browser(base: str, company: Company) -> Iterator[httpx.Client]:
    """A browser without scripts, in which the account `own` has signed in."""
    add_account(company.database, "own", PASSWORD, Role.ANALYST)
    with httpx.Client(base_url=base, headers={**HTML, "origin": base, "accept-language": "en"}) as client:
        assert enter(client).status_code == 303
        yield client
    delete_account(company.database, "own")


def enter(browser: httpx.Client, password: str = PASSWORD, **more: str) -> httpx.Response:
    return browser.post("/login", data={"name": "own", "password": password, **more})


def test_a_password_is_changed_by_its_form(browser: httpx.Client) -> None:
    given = {"old": PASSWORD, "new": NEW, "again": NEW, "next": "/dashboard/runs"}
    assert "differ" in browser.post("/account/password", data=given | {"again": "x"}).text
    assert "The password is wrong" in browser.post("/account/password", data=given | {"old": "x"}).text
    weak = browser.post("/account/password", data=given | {"new": "password1234", "again": "password1234"})
    assert weak.status_code == 422
    assert "This password is among the first that are guessed" in weak.text
    assert "password1234" not in weak.text
    browser.cookies.set("language", "zh")
    assert (
        "密码须为 12 到 1024 个字符"
        in browser.post("/account/password", data=given | {"new": "x", "again": "x"}).text
    )
    changed = browser.post("/account/password", data=given)
    assert changed.headers["location"] == "/dashboard/runs"
    assert browser.get("/account").status_code == 200
    assert enter(browser, NEW).status_code == 303


def test_every_page_leads_to_the_form_until_an_operators_password_is_changed(
    browser: httpx.Client, company: Company
) -> None:
    change_password(company.database, "own", PASSWORD, must_change=True)
    enter(browser)
    led = browser.get("/dashboard/runs?run=1").headers["location"]
    form = browser.get(led)
    assert "An operator set your password" in form.text
    assert 'value="/dashboard/runs?run=1"' in form.text
    assert browser.get("/account").headers["location"].startswith("/account/password")
    done = browser.post("/account/password", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert done.headers["location"] == "/dashboard/"
    assert browser.get("/dashboard/").status_code == 200


def test_a_second_step_is_set_up_asked_for_and_removed(browser: httpx.Client) -> None:
    first = browser.get("/account/second-step").text
    page = browser.get("/account/second-step").text
    assert first != page, "each look makes another secret"
    assert "<svg" in page
    secret = re.search(r'class="letters"><code>([A-Z2-7 ]+)<', page)
    assert secret
    app = pyotp.TOTP(secret[1].replace(" ", ""))
    wrong = browser.post("/account/second-step", data={"password": PASSWORD, "code": "1"})
    assert secret[1] in wrong.text, "the secret stays, which the app has by now"
    assert "The code is wrong" in wrong.text
    done = browser.post("/account/second-step", data={"password": PASSWORD, "code": app.now()})
    codes = re.findall(r"<code>([0-9a-f-]{19})</code>", done.text)
    assert len(codes) == 10
    assert done.headers["cache-control"] == "no-store"
    assert "Recovery codes left: 10." in browser.get("/account/second-step").text
    browser.cookies.delete("upline")
    context = enter(browser, next="/dashboard/runs")
    assert context.headers["location"] == "/login/code?next=/dashboard/runs"
    assert browser.get("/dashboard/").status_code == 303, "nobody is signed in yet"
    assert "Second step" in browser.get(context.headers["location"]).text
    assert browser.post("/login/code", data={"code": "000000"}).status_code == 401
    entered = browser.post("/login/code", data={"code": codes[0], "next": "/dashboard/runs"})
    assert entered.headers["location"] == "/dashboard/runs"
    assert browser.get("/dashboard/runs").status_code == 200
    assert (
        browser.post("/account/second-step/remove", data={"password": PASSWORD, "code": codes[0]}).status_code
        == 401
    )
    browser.post("/account/second-step/remove", data={"password": PASSWORD, "code": codes[1]})
    assert "<svg" in browser.get("/account/second-step").text


def test_the_second_form_is_for_who_has_filled_in_the_first(browser: httpx.Client) -> None:
    browser.cookies.delete("upline")
    assert browser.get("/login/code").headers["location"] == "/login?next=/dashboard/"
    assert browser.post("/login/code", data={"code": "1"}).headers["location"].startswith("/login")


def test_signing_out_everywhere_leads_to_the_form(browser: httpx.Client) -> None:
    assert browser.post("/account/sessions", headers={"origin": "https://evil.example"}).status_code == 403
    assert browser.post("/account/sessions").headers["location"] == "/login"
    assert browser.get("/dashboard/").status_code == 303


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_pages_of_an_account_have_no_barriers(
    opened: Opened, language: str, scheme: str, width: int
) -> None:
    page = opened("/dashboard/", language=language, scheme=scheme, width=width)
    quiet(page)
    page.click("a.account")
    page.wait_for_url("**/account")
    for path in ("/account", "/account/password", "/account/second-step"):
        page.goto(path)
        assert barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width
