"""The saved views of a team: whom they have, what is to be done, and that the explanations agree."""

import pytest

from dashboard.pages.team import data
from graph.explain.conditions import next_rank
from graph.explain.facts import read_people
from graph.months import month_name
from graph.reads.standings import Standing, month_number, standings
from graph.reads.team_views import tasks_to, team_view, view_counts
from graph.reads.tree import LegsQuery, MonthSort, legs_from
from graph.reads.views import View
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened

MOST = 10_000
ByMonth = dict[str, dict[str, Standing]]


@pytest.fixture(scope="module")
def by_month(company: Company) -> ByMonth:
    """Standings by month (2026-05) and member."""
    run = company.context().run
    last = data.usual(company.context())
    return {
        month_name(month): {
            one.member_id: one for one in standings(company.database, run, month=month_name(month))
        }
        for month in range(last - 1, last + 2)
    }


def team(by_month: ByMonth, member: str) -> set[str]:
    """Everybody below a member."""
    own = next(iter(by_month.values()))
    found: set[str] = set()
    waiting = {member}
    while waiting:
        waiting = {one.member_id for one in own.values() if one.sponsor_id in waiting}
        found |= waiting
    return found


@pytest.mark.parametrize("of", ["head", "manager"])
def test_who_falls_behind_and_who_stopped_is_what_the_months_say(
    company: Company, by_month: ByMonth, of: str
) -> None:
    context = company.context()
    member = company.manager_id if of == "manager" else data.visible_member(context, "")
    month = data.usual(context)
    before, now, after = (by_month[month_name(number)] for number in range(month - 1, month + 2))
    below = team(by_month, member)
    behind = team_view(company.database, context.run, member, View.BEHIND, month, limit=MOST)
    assert {row.member.standing.member_id for row in behind.rows} == {
        one for one in below if now[one].team_size and now[one].group < before[one].group
    }
    falls = [row.this_month - row.month_before for row in behind.rows]
    assert falls == sorted(falls)
    stopped = team_view(company.database, context.run, member, View.STOPPED, month, limit=MOST)
    expected = {
        one for one in below if before[one].personal and not now[one].personal and not after[one].personal
    }
    assert {row.member.standing.member_id for row in stopped.rows} == expected
    assert stopped.month_before == sum(before[one].personal for one in expected)
    assert all(row.last_order for row in stopped.rows)
    counts = view_counts(company.database, context.run, member, month)
    near = team_view(company.database, context.run, member, View.NEAR, month, limit=1)
    assert (counts.behind, counts.stopped, counts.near) == (behind.total, stopped.total, near.total)
    assert counts.stopped_before == stopped.month_before


def test_who_is_one_step_away_misses_one_thing_by_the_explanation_too(
    company: Company, by_month: ByMonth
) -> None:
    context = company.context()
    run, database = context.run, company.database
    head, month = data.visible_member(context, ""), data.usual(context)
    near = team_view(database, run, head, View.NEAR, month, limit=MOST)
    ids = {row.member.standing.member_id for row in near.rows}
    assert ids
    people = read_people(database, run.number, sorted(team(by_month, head)))
    for member, person in list(people.items())[::8]:
        told = next_rank(database, run, person)
        short = [one.need - one.have for one in told.conditions if not one.met] if told else []
        assert (member in ids) == (short == [1] and person.rank > 0), (member, short)
    for row in near.rows[:20]:
        told = next_rank(database, run, people[row.member.standing.member_id])
        assert told is not None
        assert [one.task for one in told.conditions if one.task] == [row.task]


def test_pages_of_a_view_follow_each_other_and_name_who_is_nearest(company: Company) -> None:
    context = company.context()
    run, database = context.run, company.database
    head, month = data.visible_member(context, ""), data.usual(context)
    whole = team_view(database, run, head, View.NEAR, month, limit=MOST)
    parts = [team_view(database, run, head, View.NEAR, month, skip=at, limit=5).rows for at in (0, 5)]
    assert [*parts[0], *parts[1]] == list(whole.rows[:10])
    named = [row for row in whole.rows if row.nearest]
    assert named
    plan = run.plans[-1]
    for row in named:
        assert row.nearest is not None
        person = read_people(database, run.number, [row.nearest.member_id])[row.nearest.member_id]
        needed = next(value for name, value in row.task.values if name == "rank")
        assert person.rank == plan.rank_number(str(needed)) - 1
        assert row.nearest.tasks


def test_a_visitor_is_told_to_buy_the_first_package(company: Company) -> None:
    plan = company.context().run.plans[-1]
    assert [one.id for one in tasks_to(plan, 1, [])] == ["task_package"]


def test_a_visitor_misses_one_thing_and_stands_among_the_legs_with_it(company: Company) -> None:
    context = company.context()
    visitors = (one for one in standings(company.database, context.run, rank=0) if one.sponsor_id)
    visitor = next(visitors)
    query = LegsQuery(MonthSort.MISSING, descending=False, month=data.usual(context))
    found, _total = legs_from(company.database, context.run, visitor.sponsor_id, query, skip=0, limit=MOST)
    missing = {leg.member.standing.member_id: leg.missing for leg in found}
    assert missing[visitor.member_id] == 1
    shorts = list(missing.values())
    assert shorts == sorted(shorts, key=lambda number: (number == 0, number))


def test_legs_are_compared_with_the_month_before_by_default_the_largest_fall_first(
    company: Company, by_month: ByMonth
) -> None:
    context = company.context()
    head, month = data.visible_member(context, ""), data.usual(context)
    query = LegsQuery(MonthSort.MONTH_CHANGE, descending=False, month=month)
    found, _total = legs_from(company.database, context.run, head, query, skip=0, limit=MOST)
    now, before = by_month[month_name(month)], by_month[month_name(month - 1)]
    changes = [leg.this_month - leg.month_before for leg in found]
    assert changes == sorted(changes)
    for leg in found:
        one = leg.member.standing.member_id
        assert (leg.this_month, leg.month_before) == (now[one].group, before[one].group)
        assert leg.months[-2:] == (leg.month_before, leg.this_month)
        group = {one} | team(by_month, one)
        assert leg.active == sum(now[each].personal > 0 for each in group)


def test_the_usual_month_is_over(company: Company) -> None:
    context = company.context()
    assert month_name(data.usual(context)) < context.run.day[:7]
    assert month_number(month_name(data.usual(context))) == data.usual(context)


def test_a_view_is_one_click_away_and_says_what_to_do(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    assert page.locator("#team-legs .ag-row").count() > 0
    page.click("#team-list label:has-text('One step away')")
    quiet(page)
    assert "view=near" in page.url
    assert "one step from their next rank" in page.inner_text("#team-worklist")
    assert "one more" in page.inner_text("#team-worklist tbody")
    assert barriers(page) == []
    page.reload()
    quiet(page)
    assert page.locator("#team-worklist tbody tr").count() > 0
    with page.expect_download() as download:
        page.click("#team-worklist a[download]")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("member_id,name,rank,month_volume,month_before,last_order,task")
    page.go_back()
    quiet(page)
    assert page.locator("#team-worklist tbody tr").count() == 0
    amounts = page.locator("#team-legs .ag-cell[col-id=month_change]").all_inner_texts()
    falls = [float(text.split(" ")[0].replace(",", "").replace("+", "")) for text in amounts if text]
    assert falls == sorted(falls)


def test_another_month_is_chosen_and_kept_in_the_address(opened: Opened, company: Company) -> None:
    context = company.context()
    month = month_name(data.usual(context) - 1)
    page = opened(f"/dashboard/team?month={month}&view=stopped", language="zh")
    quiet(page)
    shown = page.inner_text("#team-worklist")
    assert "之后没有再下单" in shown or "再次下单" in shown


def test_a_manager_gets_views_of_the_own_team_only(opened: Opened, company: Company) -> None:
    page = opened(f"/dashboard/team?member={company.outside_id}&view=near", who="manager", allowed=("404",))
    quiet(page)
    assert "no such member" in page.inner_text("#team-worklist")
    answer = page.request.get(f"/dashboard/downloads/team-view.csv?member={company.outside_id}&view=near")
    assert answer.status == 404
