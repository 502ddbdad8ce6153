"""The team page's data: the same figures as the standings, and never of anybody out of scope."""

from collections import Counter

import pytest

from dashboard.pages.team import data
from dashboard.pages.team.legs import rows
from dashboard.pages.team.tree import branches
from dashboard.shared.member_search import search_members
from graph.access import Role
from graph.errors import NotFoundError
from graph.explain import explain_member
from graph.explain.visibility import explain_share
from graph.months import month_name
from graph.reads.ledger import Entry, ledger
from graph.reads.standings import Standing, standings
from graph.reads.tree import LegsQuery, legs_from
from tests.dashboard.conftest import Company
from tests.dashboard.pages.test_overview import team_of


@pytest.fixture(scope="module")
def company_standings(company: Company) -> dict[str, Standing]:
    return {one.member_id: one for one in standings(company.database, company.context().run)}


@pytest.fixture(scope="module")
def month_standings(company: Company) -> dict[str, Standing]:
    context = company.context()
    month = month_name(data.usual(context))
    return {one.member_id: one for one in standings(company.database, context.run, month=month)}


def recruits(by_id: dict[str, Standing], of_month: dict[str, Standing], member: str) -> list[str]:
    own = [standing for standing in by_id.values() if standing.sponsor_id == member]
    return [
        standing.member_id
        for standing in sorted(
            own,
            key=lambda standing: (
                -of_month[standing.member_id].group,
                -standing.group,
                standing.member_id,
            ),
        )
    ]


def test_the_tree_shows_the_largest_recruits_of_the_month_first(
    company: Company, company_standings: dict[str, Standing], month_standings: dict[str, Standing]
) -> None:
    context = company.context()
    head = data.visible_member(context, "")
    legs = recruits(company_standings, month_standings, head)
    top = data.tree(context, head, {legs[0]: 1, "nobody": 3}, data.usual(context))
    assert [one.node.member_id for one in top.children] == legs[: len(top.children)]
    assert top.more == len(legs) - len(top.children)
    below = recruits(company_standings, month_standings, legs[0])
    assert [one.node.member_id for one in top.children[0].children] == below[:15]
    for one in branches(top):
        known = company_standings[one.node.member_id]
        assert (one.node.group, one.node.size, one.node.rank) == (known.group, known.team_size, known.rank)
        of_month = month_standings[one.node.member_id]
        assert (one.node.now, one.node.own) == (of_month.group, of_month.personal)


def test_a_manager_opens_nobody_else(company: Company) -> None:
    context = company.context(Role.MANAGER)
    assert data.visible_member(context, "") == company.manager_id
    for stranger in (company.outside_id, "nobody"):
        with pytest.raises(NotFoundError, match="no such member"):
            data.visible_member(context, stranger)
    top = data.tree(context, company.manager_id, {company.outside_id: 5}, data.usual(context))
    assert company.outside_id not in {one.node.member_id for one in branches(top)}


def test_a_managers_upline_begins_with_its_own_member(
    company: Company, company_standings: dict[str, Standing], month_standings: dict[str, Standing]
) -> None:
    leg = recruits(company_standings, month_standings, company.manager_id)[0]
    found = data.upline(company.context(Role.MANAGER), leg)
    assert [one.member_id for one in found] == [company.manager_id, leg]
    assert len(data.upline(company.context(), leg)) == company_standings[leg].depth + 1


def test_a_manager_finds_the_own_team_only(company: Company) -> None:
    service, outside = company.service(), company.outside_id
    found = search_members(service, company.context(), outside, "team")
    assert [one.standing.member_id for one in found] == [outside]
    assert search_members(service, company.context(Role.MANAGER), outside, "team") == []


def test_volumes_by_leg_add_up(company: Company, month_standings: dict[str, Standing]) -> None:
    context = company.context()
    head = data.visible_member(context, "")
    found = data.shares(context, head, data.usual(context))
    assert found.iloc[0]["volume"] == month_standings[head].group
    for ident in set(found["parent"]) - {""}:
        whole = found.loc[found["id"] == ident, "volume"].iloc[0]
        assert found.loc[found["parent"] == ident, "volume"].sum() == whole


@pytest.mark.parametrize(
    "sort", ["group_volume", "team_size", "member_id", "earned", "name", "month_volume", "month_change"]
)
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_legs_come_sorted_in_blocks_without_a_gap(company: Company, sort: str, order: str) -> None:
    context = company.context()
    head = data.visible_member(context, "")
    request = {"sortModel": [{"colId": sort, "sort": order}], "filterModel": {}}
    month = data.usual(context)
    blocks = [
        rows(context, head, month, {**request, "startRow": at, "endRow": at + 7}) for at in range(0, 35, 7)
    ]
    found = [row for block in blocks for row in block["rowData"]]
    assert len({row["member_id"] for row in found}) == len(found) == blocks[0]["rowCount"]
    keys = [(row[sort], row["member_id"] if sort in {"member_id", "name"} else "") for row in found]
    assert keys == sorted(keys, reverse=order == "desc")


def test_legs_are_filtered_by_name_id_and_rank(
    company: Company, company_standings: dict[str, Standing], month_standings: dict[str, Standing]
) -> None:
    context = company.context()
    head = data.visible_member(context, "")
    legs = [company_standings[one] for one in recruits(company_standings, month_standings, head)]
    name = legs[0].name[:1]
    for wanted, expected in (
        (LegsQuery(name=name), {one.member_id for one in legs if name in one.name}),
        (LegsQuery(start=legs[1].member_id), {legs[1].member_id}),
        (LegsQuery(ranks=(1,)), {one.member_id for one in legs if one.rank == 1}),
        (LegsQuery(ranks=()), set()),
    ):
        found, total = legs_from(company.database, context.run, head, wanted, skip=0, limit=100)
        assert {one.member.standing.member_id for one in found} == expected
        assert total == len(expected)


def test_a_grid_that_asks_for_nonsense_gets_rows(company: Company) -> None:
    context = company.context()
    head = data.visible_member(context, "")
    nonsense = {
        "startRow": "x",
        "endRow": 10**30,
        "sortModel": [{"colId": ["rank"]}, 3],
        "filterModel": {"name": 7, "rank": {}},
    }
    assert rows(context, head, data.usual(context), nonsense)["rowData"]


def test_the_last_twelve_months_are_there_with_zeros_as_standings_have_them(company: Company) -> None:
    context = company.context()
    head = data.visible_member(context, "")
    found = data.by_month(context, head)
    assert len(found) == 12
    assert list(found["over"]) == [True] * 11 + [False]
    assert (found["team"] == 0).any()
    for row in found.to_dict("records"):
        one = next(standings(context.database, context.run, month=str(row["month"]), member=head))
        assert (row["personal"], row["team"]) == (one.personal, one.team)


def test_latest_rewards_and_sums_by_kind_are_those_of_the_ledger(company: Company) -> None:
    run = company.context().run
    entries: dict[str, list[Entry]] = {}
    for entry in ledger(company.database, run):
        entries.setdefault(entry.payee_id, []).append(entry)
    entries.pop("")
    by_number = sorted(entries, key=lambda payee: (len(entries[payee]), payee))
    assert len(entries[by_number[-1]]) > 100
    for payee in (by_number[0], company.manager_id, by_number[-1]):
        told = explain_member(company.database, run, payee)
        newest = sorted((one.day for one in entries[payee]), reverse=True)[: len(told.latest)]
        assert [one.day for one in told.latest] == newest
        assert {one.key for one in told.latest} <= {one.key for one in entries[payee]}
        assert len(told.latest) == min(10, len(entries[payee]))
        sums = Counter[str]()
        for one in entries[payee]:
            sums[one.kind] += one.amount
        assert {one.kind: one.amount for one in told.earned} == {k: v for k, v in sums.items() if v}


def test_what_holders_of_a_pool_got_is_told_where_it_was_paid_to_somebody_in_scope(company: Company) -> None:
    context = company.context(Role.MANAGER)
    database, run, viewer = context.database, context.run, context.viewer
    inside = {one.member_id for one in team_of(company, Role.MANAGER)}
    paid: dict[tuple[str, str], set[str]] = {}
    for one in ledger(database, run):
        if one.pool:
            paid.setdefault((one.pool, one.day), set()).add(one.payee_id)
    ours = {share for share, payees in paid.items() if payees & inside}
    assert ours
    assert set(paid) - ours
    for share in (*sorted(ours)[:20], *sorted(set(paid) - ours)[:20]):
        told = explain_share(database, run, viewer, company.manager_id, share)
        assert (told.each is not None) == (share in ours)
        told = explain_share(database, run, company.context().viewer, company.manager_id, share)
        assert told.each is not None
