"""The plan lab: what is turned is in the address and tried; a job waits, tells how far it is, and stops."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from dashboard.pages.lab.jobs import Asked, Jobs, StoppedError
from dashboard.pages.lab.panel import label_of
from dashboard.pages.lab.plans import plan_of
from dashboard.words import spoken_in
from graph.errors import DatabaseBusyError, UserError
from graph.locking import writer_lock
from graph.plan import change_plan, load_plan, parse_plan, shipped_plans
from graph.plan.knobs import knobs
from graph.settings import Settings
from graph.simulation import Bench, simulate
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened
from tests.statements import run_test_statement
from tests.words import ENGLISH

CHANGE = "rewards.override.amount=80.00"
PAGE = "0" * 32
LONG = 60_000
"""Milliseconds that are waited for at most: a busy machine takes longer than playwright thinks."""


def changes_in(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("set", [""])[0].split(";")


def test_an_address_names_a_plan_and_what_is_changed_of_it(company: Company) -> None:
    run = company.context().run
    assert plan_of("", run) == run.plans[-1]
    assert plan_of(f"?set={CHANGE}", run) == change_plan(run.plans[-1], [CHANGE])
    assert plan_of("?plan=two_level", run) == load_plan("two_level")
    for search in (
        "?plan=/etc/passwd.yaml",
        "?plan=none",
        f"?set={'a.' * 3000}=1",
        "?set=rewards.pool.amount=1",
    ):
        with pytest.raises(UserError):
            plan_of(search, run)


@pytest.mark.parametrize("name", ["chain_699", "two_level", "community_retail"])
def test_every_slider_and_switch_has_a_name_of_its_own_in_both_languages(name: str) -> None:
    plan = load_plan(name)
    for language in ("en", "zh"):
        with spoken_in(language):
            labels = [label_of(knob, plan) for knob in knobs(plan)]
        assert len(set(labels)) == len(labels)
        assert all(language == "en" or not ENGLISH.search(label) for label in labels)


class Patient:
    """A job that is waited for until it is told to stop."""

    def __init__(self) -> None:
        self.calls = 0
        self.stop_at = -1

    def check(self) -> None:
        self.calls += 1
        if self.calls == self.stop_at:
            raise StoppedError

    def check_cancelled(self) -> None:
        """Nobody cancels it."""


def test_the_bench_tells_what_a_simulation_tells_also_after_one_was_stopped(company: Company) -> None:
    plan = change_plan(load_plan("chain_699"), [CHANGE])
    bench, job = Bench(company.database, lambda: None), Patient()
    before = sorted(map(str, run_test_statement(company.database, "all_properties")))
    expected = simulate(company.database, plan)
    found = bench.simulate(plan, 1, job)
    assert (found.before, found.after, found.comparison) == (
        expected.before,
        expected.after,
        expected.comparison,
    )
    job.stop_at = job.calls + 10
    with pytest.raises(StoppedError):
        bench.simulate(load_plan("two_level"), 1, job)
    again = bench.simulate(plan, 1, job)
    assert (again.after, again.comparison) == (expected.after, expected.comparison)
    assert sorted(map(str, run_test_statement(company.database, "all_properties"))) == before
    with writer_lock(company.database, "nightly"), pytest.raises(DatabaseBusyError, match="nightly"):
        bench.simulate(plan, 1, Patient())
    bench.close()


def test_a_later_job_of_a_page_stops_the_one_before_and_a_cancelled_one_stays_so(tmp_path: Path) -> None:
    jobs, other = Jobs(tmp_path / "lab"), Jobs(tmp_path / "lab")  # two processes
    first = jobs.begin("anna", Asked(PAGE, 1))
    first.note("ranks", 3, 16)
    seen = other.job("anna", Asked(PAGE, 1)).progress()
    assert seen is not None
    assert (seen.stage, seen.done, seen.total) == ("ranks", 3, 16)
    assert other.job("ben", Asked(PAGE, 1)).progress() is None
    first.check()
    second = other.begin("anna", Asked(PAGE, 2))
    with pytest.raises(StoppedError):
        first.check()
    assert not first.was_cancelled()
    other.job("ben", Asked(PAGE, 2)).cancel()
    second.check()
    jobs.job("anna", Asked(PAGE, 2)).cancel()
    with pytest.raises(StoppedError):
        second.check_cancelled()
    jobs.begin("anna", Asked(PAGE, 3)).check()


@pytest.mark.parametrize(
    "text", [None, "", "x", f"{PAGE} 0", f"{PAGE} -1", f"../../{PAGE} 1", f"{PAGE} {'9' * 17}"]
)
def test_what_is_no_job_is_refused(text: str | None) -> None:
    with pytest.raises(UserError):
        Asked.of(text)


def test_what_is_turned_is_in_the_address_and_tried_beside_the_plan_in_force(
    opened: Opened, company: Company
) -> None:
    page = opened("/dashboard/lab", who="analyst")
    quiet(page)
    expect(page.locator("#lab-cards")).to_contain_text("0 / 0")
    thumb = page.get_by_role("slider", name="override · amount")
    thumb.focus()
    for _ in range(3):
        thumb.press("ArrowLeft")
    page.wait_for_url("**set=**")
    quiet(page)
    assert changes_in(page) == ["rewards.override.amount=97.00"]
    expected = simulate(company.database, change_plan(load_plan("chain_699"), changes_in(page)))
    assert expected.comparison is not None
    expect(page.locator("#lab-cards")).to_contain_text(f"0 / {expected.comparison.less}")
    assert expected.comparison.losers[0].member_id in page.inner_text(
        "#lab-members .ag-center-cols-container"
    )
    page.reload()
    quiet(page)
    assert page.get_by_role("slider", name="override · amount").get_attribute("aria-valuenow") == "97"
    with page.expect_download() as download:
        page.click("#lab-yaml")
    plan = parse_plan(download.value.path().read_text(encoding="utf-8"), "downloaded")
    assert plan.hash == expected.plan.hash
    page.goto("/dashboard/lab?set=fund%3D")
    quiet(page)
    page.get_by_role("slider", name="override · amount").press("ArrowLeft")
    page.wait_for_url("**override**")
    assert changes_in(page) == ["fund=", "rewards.override.amount=99.00"]
    page.go_back()
    quiet(page)
    assert page.get_by_role("slider", name="override · amount").get_attribute("aria-valuenow") == "100"
    page.click("#lab-reset")
    quiet(page)
    assert "set=" not in page.url
    expect(page.locator("#lab-cards")).to_contain_text("0 / 0")


def test_a_wrong_plan_is_told_and_no_figure_of_another_one_stays(opened: Opened) -> None:
    page = opened("/dashboard/lab?set=rewards.direct.amount%3D900.00")
    quiet(page)
    expect(page.locator("#lab-problem")).to_contain_text("one package pays out up to 1180.00")
    assert page.inner_text("#lab-cards") == ""


def test_a_simulation_waits_while_a_night_runs_and_goes_on_by_itself(
    opened: Opened, company: Company
) -> None:
    with writer_lock(company.database, "nightly"):
        page = opened("/dashboard/lab")
        expect(page.locator("#lab-state")).to_contain_text("Waiting: nightly is writing", timeout=LONG)
    expect(page.locator("#lab-state")).to_contain_text("Calculated in", timeout=LONG)


def is_of_job(request: Request) -> bool:
    """Whether a request asks for a simulation."""
    inputs = json.loads(request.post_data or "{}").get("inputs", [])
    return "_dash-update-component" in request.url and any(one.get("id") == "lab-job" for one in inputs)


def test_a_job_shows_how_far_it_is_and_is_cancelled(opened: Opened, settings: Settings) -> None:
    page = opened("/dashboard/audit")
    quiet(page)
    held: list[Route] = []
    hold = "**/_dash-update-component*"
    page.route(hold, lambda route: held.append(route) if is_of_job(route.request) else route.continue_())
    with page.expect_request(is_of_job) as request:
        page.click("#to-lab")
    text = json.loads(request.value.post_data or "{}")["inputs"][0]["value"]
    job = Jobs(settings.upline_home / "lab").begin("admin", Asked.of(text))
    job.note("ranks", 4, 16)
    expect(page.locator("#lab-working")).to_be_visible(timeout=LONG)
    expect(page.locator("#lab-stage")).to_have_text("ranks")
    assert page.get_by_role("progressbar").get_attribute("aria-valuenow") == "25"
    page.click("#lab-cancel")
    expect(page.locator("#lab-stopping")).to_have_text("stopping", timeout=LONG)
    held[0].continue_()
    expect(page.locator("#lab-state")).to_contain_text("Cancelled", timeout=LONG)
    expect(page.locator("#lab-working")).to_be_hidden()
    page.unroute(hold)


def test_a_manager_has_no_lab(opened: Opened) -> None:
    page = opened("/dashboard/lab", who="manager")
    quiet(page)
    assert page.query_selector("#to-lab") is None
    assert "There is no such page" in page.inner_text("#page")


@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1440, "en"), ("dark", 390, "zh")])
def test_the_lab_has_no_barriers(opened: Opened, scheme: str, width: int, language: str) -> None:
    page = opened("/dashboard/lab?plan=two_level", scheme=scheme, width=width, language=language)
    quiet(page)
    for summary in page.locator("#lab-knobs summary").all()[1:]:
        summary.click()
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_plans_that_are_shipped_can_be_started_from() -> None:
    assert {"chain_699", "two_level"} <= set(shipped_plans())
