"""Buying groups: open, succeeded and failed."""

from typing import Any

from api.paging import Given, Limit, cut
from api.reading import Reading, Seen
from api.routes.members.common import begun, writer
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.groups import GroupItem, GroupsPage
from graph.access import Role
from graph.clock import from_micros
from graph.earnings.scope import Scope
from graph.money import to_decimal
from graph.reads.groups import BuyingGroup, buying_groups
from web.problem_schema import problems

router = area("groups")


@router.get("/groups", summary="Buying groups, newest first", responses=problems(401, 404, 422, 503))
def read_groups(seen: Seen, limit: Limit = 50, cursor: Given = "") -> GroupsPage:
    """Return the buying groups that had opened by the run (R12).

    A manager reads those that members of the own team lead, a member those that it leads itself.
    """
    listing = (seen.viewer.account, "groups")
    reading, key = begun(seen, listing, cursor, (int, str))
    viewer = reading.viewer
    groups = buying_groups(
        reading.database,
        reading.run,
        Scope(team="" if viewer.sees_all else viewer.member_id),
        limit + 1,
        leader=viewer.member_id if viewer.role is Role.MEMBER else "",
        after=(int(key[0]), str(key[1])) if key else None,
    )
    write = writer(reading, listing)
    page, following = cut(groups, limit, lambda group: write((group.opens, group.group_id)))
    return GroupsPage(
        **money_stamp(reading.run),
        items=[GroupItem(**_item(reading, group)) for group in page],
        next=following,
        min_buyers=reading.run.plans[0].min_buyers,
    )


def _item(reading: Reading, group: BuyingGroup) -> dict[str, Any]:
    zone = reading.run.zone
    return {
        "group_id": group.group_id,
        "leader_id": group.leader_id,
        "leader_name": group.leader_name,
        "opens": from_micros(group.opens, zone),
        "closes": from_micros(group.closes, zone),
        "state": group.state,
        "success": None if group.success is None else from_micros(group.success, zone),
        "buyers": group.buyers,
        "orders": group.orders,
        "net": to_decimal(group.net),
    }
