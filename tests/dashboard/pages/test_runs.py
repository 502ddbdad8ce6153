"""The runs page: what each night took, checked and changed; who sees the quarantine."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.pages.runs import data, figures
from dashboard.pages.runs.parts import history_rows, stopped_run
from dashboard.pages.runs.stages import stage_words
from dashboard.words import spoken_in
from graph.access import Role
from graph.reads.history import Accepted, Checked, Stopped
from graph.reads.ledger import ledger
from graph.reads.quarantine import quarantine
from graph.reads.runs import run_numbered
from graph.reads.standings import standings
from graph.words import without_names
from graph.words.reasons import reason
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened
from tests.words import ENGLISH


def test_the_history_is_newest_first_and_all_checks_passed(company: Company) -> None:
    found = data.history_table(data.history(company.context()))
    assert list(found["number"]) == [2, 1]
    assert (found["passed"] == found["checks"]).all()
    assert (found["seconds"] > 0).all()


def test_postings_are_the_entries_that_a_run_posted_to_members(company: Company) -> None:
    context = company.context()
    expected: dict[str, list[int]] = {}
    for entry in ledger(company.database, context.run):
        if entry.run == 2 and entry.payee_id:
            expected.setdefault(entry.kind, []).append(entry.amount)
    found = {row["kind"]: row for row in data.postings(context).to_dict("records")}
    assert set(found) == set(expected)
    for kind, amounts in expected.items():
        assert found[kind]["entries"] == len(amounts)
        assert found[kind]["added"] == sum(amount for amount in amounts if amount > 0)
        assert found[kind]["taken"] == sum(amount for amount in amounts if amount < 0)


def test_stages_are_told_beside_the_run_before_and_the_median() -> None:
    frame = pd.DataFrame(
        {
            "stage": ["ranks", "rewards", "pools"],
            "seconds": [3.0, 20.0, 1.0],
            "before": [2.9, 10.0, 2.0],
            "median": [3.0, 9.0, 1.0],
            "rows": [float("nan"), 12_000, 7],
            "rows_before": [float("nan"), 3_000, 7],
        }
    )
    words = stage_words(frame)
    assert "9.1 s longer than the run before: rewards +10 s (12,000 rows, before 3,000)." in words
    assert "The median of up to 14 runs before is 13 s." in words
    assert "ranks" not in words
    assert len(figures.stages(frame).data) == 3
    first = frame.assign(before=float("nan"), median=float("nan"))
    assert stage_words(first) == "All stages together took 24 s."
    assert len(figures.stages(first).data) == 1
    assert "as long as" in stage_words(frame.assign(before=frame["seconds"]))


def test_a_night_is_compared_with_the_one_before(company: Company) -> None:
    history = data.history(company.context())
    newest, oldest = (data.stages(history[at], history) for at in (0, -1))
    assert newest["before"].notna().any()
    assert oldest["before"].isna().all()


def test_causes_of_a_run_are_those_of_the_viewers_team(company: Company) -> None:
    whole, own = (data.causes(company.context(who)) for who in (Role.ADMIN, Role.MANAGER))
    posted = [one for one in ledger(company.database, company.context().run) if one.run == 2]
    correcting = sum(bool(one.corrects and one.payee_id) for one in posted)
    assert sum(one.entries for one in whole.rows) >= correcting
    assert sum(one.entries for one in own.rows) <= sum(one.entries for one in whole.rows)


def test_why_a_run_corrected_entries_is_on_its_page(opened: Opened, company: Company) -> None:
    page = opened("/dashboard/runs")
    quiet(page)
    told = page.inner_text("#runs-causes")
    causes = data.causes(company.context())
    for each in causes.kinds:
        assert without_names().sentence(each.cause.kind.name_reason) in told
    if causes.rows[0].cause.order_id:
        link = page.locator("#runs-causes-grid .ag-row [col-id=order] a").first
        assert "order=" in (link.get_attribute("href") or "")


def ranks_in(company: Company, number: int) -> dict[str, int]:
    found = standings(company.database, run_numbered(company.database, number))
    return {one.member_id: one.rank for one in found}


def test_changed_ranks_are_the_differences_of_two_runs(company: Company) -> None:
    before, after = (
        {
            one.member_id: one.rank
            for one in standings(company.database, run_numbered(company.database, number))
        }
        for number in (1, 2)
    )
    expected = {
        (member, before[member], rank)
        for member, rank in after.items()
        if member in before and before[member] != rank
    }
    found = data.movements(company.context())
    assert {(member, one.before, one.after) for one in found for member, _name in one.first} == expected
    assert sum(one.members for one in found) == len(expected)
    first = company.context()
    assert data.movements(replace(first, run=run_numbered(company.database, 1))) == []


def test_a_run_that_was_stopped_is_told_with_why_and_what_to_do() -> None:
    found = (reason("check_members", before=4, after=6, most="25 %"),)
    accepted = Accepted("as planned", "chen")
    checks = (
        Checked("volumes", passed=True, found=()),
        Checked("members", passed=False, found=found),
        Checked("revenue", passed=False, found=found, accepted=accepted),
    )
    stopped = Stopped(8, 1_769_970_672_000_000, checks)
    for language, title, state in (
        ("en", "Run 8 was calculated and not published", "4 members in the last run, 6 now"),
        ("zh", "第 8 次结算已计算但没有发布", "上次结算有 4 名会员，现在 6 名"),
    ):
        with spoken_in(language):
            told = json.dumps(
                stopped_run(stopped, ZoneInfo("Asia/Shanghai")), cls=PlotlyJSONEncoder, ensure_ascii=False
            )
        assert title in told
        assert told.count(state) == 1  # neither what passed nor what was accepted
        assert "upline nightly --accept GUARD --reason TEXT" in told


def test_a_manager_sees_changes_of_the_own_team_only(company: Company) -> None:
    everything, own = data.postings(company.context()), data.postings(company.context(Role.MANAGER))
    assert own["entries"].sum() < everything["entries"].sum()


def test_the_quarantine_is_shown_with_its_reasons(company: Company) -> None:
    rows = data.quarantine_rows(company.context())
    assert len(rows) == len(list(quarantine(company.database)))
    assert rows["reasons"].str.len().min() > 0
    with spoken_in("zh"):
        chinese = data.quarantine_rows(company.context())
    assert [text for text in chinese["reasons"] if ENGLISH.search(text)] == []


def test_entries_of_the_whole_company_are_no_rows_of_who_sees_a_part_of_it(company: Company) -> None:
    found = data.history_table(data.history(company.context()))
    assert [row["entries"] for row in history_rows(found, full=True)] == list(found["entries"])
    assert all("entries" not in row for row in history_rows(found, full=False))


def test_the_page_shows_the_quarantine_to_those_who_see_everything(opened: Opened) -> None:
    page = opened("/dashboard/runs", who="analyst")
    quiet(page)
    page.wait_for_selector("#runs-waiting")
    page.wait_for_selector("#runs-stages")
    assert page.inner_text("#runs-took h2 >> nth=0") == "Checks"
    with page.expect_download() as download:
        page.click("#runs-waiting-download")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith('"Table","File","Row","Key","Reasons"')


def test_a_manager_sees_runs_and_checks_but_neither_quarantine_nor_totals(opened: Opened) -> None:
    page = opened("/dashboard/runs", who="manager", language="zh")
    quiet(page)
    assert page.inner_text("#runs-quarantine") == ""
    assert page.query_selector("#runs-stages") is None
    assert "推荐关系没有循环" in page.inner_text("#runs-took")
    assert "minor units" not in page.inner_text("#runs-took")
    assert page.query_selector("#runs-history [col-id=number]") is not None
    assert page.query_selector("#runs-history [col-id=entries]") is None


def test_an_older_run_is_chosen_in_the_address(opened: Opened) -> None:
    page = opened("/dashboard/runs?run=1")
    quiet(page)
    assert page.inner_text("#runs-changes h2") == "What run 1 changed"
    assert page.inner_text("#runs-told") == ""
    page.goto("/dashboard/runs?run=99")
    quiet(page)
    assert page.inner_text("#runs-changes h2") == "What run 2 changed"
    assert page.inner_text("#runs-told") == "There is no run 99; run 2 is shown."


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_the_runs_page_has_no_barriers(opened: Opened, scheme: str, width: int) -> None:
    page = opened("/dashboard/runs", scheme=scheme, width=width)
    quiet(page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
