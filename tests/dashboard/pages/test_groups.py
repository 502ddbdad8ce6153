"""The groups page: open, succeeded and failed groups, by leader, in the viewer's scope."""

from dashboard.pages.groups import data
from dashboard.shared.filters import Filters
from graph.access import Role
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


def test_groups_are_counted_by_state_and_by_leader(company: Company) -> None:
    context = company.context()
    states = {one.state: one for one in data.states(context, Filters())}
    assert sum(one.groups for one in states.values()) == 30
    assert states["succeeded"].groups > 0
    assert states["failed"].groups >= 7  # with their leaders nobody bought
    assert states["open"].groups == 1
    leaders, groups = data.leaders(context, Filters()), data.groups(context, Filters())
    for state in ("open", "succeeded", "failed"):
        assert leaders[state].sum() == (groups["state"] == state).sum() == states[state].groups
    assert leaders["net"].sum() == groups["net"].sum() == states["succeeded"].net
    succeeded = groups[groups["state"] == "succeeded"]
    assert (succeeded["buyers"] > 1).all()
    assert (succeeded["opens"] <= succeeded["success"]).all()
    assert (groups[groups["state"] == "failed"]["orders"] == 0).all()


def test_a_manager_counts_the_groups_of_the_own_team(company: Company) -> None:
    context = company.context(Role.MANAGER)
    everything, own = data.groups(company.context(), Filters()), data.groups(context, Filters())
    assert set(own.get("group_id", ())) < set(everything["group_id"])


def test_the_page_shows_leaders_and_groups_and_speaks_chinese(opened: Opened) -> None:
    page = opened("/dashboard/groups")
    page.get_by_role("heading", name="Leaders").wait_for()
    page.get_by_text("30 groups").wait_for()
    quiet(page)
    assert barriers(page) == []
    chinese = opened("/dashboard/groups", who="manager", language="zh")
    chinese.get_by_role("heading", name="团长").wait_for()
    quiet(chinese)
