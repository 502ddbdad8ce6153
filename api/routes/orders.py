"""Orders: where every cent of one went, and why."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.reading import Reading, Seen
from api.schemas.base import money_stamp, problems
from api.schemas.orders import ExplanationAnswer
from graph.access import Role
from graph.access.scope import may_see
from graph.errors import NotFoundError
from graph.explain import english, explain_order, to_json_data
from graph.explain.facts import read_upline
from graph.explain.model import OrderExplanation
from graph.explain.seen import concerned, seen_part

router = APIRouter(tags=["orders"])
_LEFT_OUT: dict[str, None] = dict.fromkeys(("set_aside", "paid", "breakage"))


@router.get(
    "/orders/{id:path}/explanation",
    summary="Where every cent of an order went, and why",
    responses=problems(401, 404, 422, 503),
)
def explain(
    seen: Seen, order_id: Annotated[str, Path(alias="id", min_length=1, max_length=256)]
) -> ExplanationAnswer:
    """Return who was paid what for an order and why, and why nobody else was.

    A manager reads orders of the own team, a member its own; the answer says of others nothing, and then
    is not `complete`.
    """
    told = _explained(seen, order_id)
    everybody = concerned(told)
    visible = everybody if seen.viewer.sees_all else _visible(seen, told, everybody)
    complete = everybody <= visible
    cut = told if complete else seen_part(told, visible)
    data: dict[str, Any] = to_json_data(cut, english(cut.names, cut.zone))
    if not complete:
        data |= {"sums": None, "kinds": [kind | _LEFT_OUT for kind in data["kinds"]]}
    return ExplanationAnswer.model_validate({**data, **money_stamp(seen.run), "complete": complete})


def _explained(seen: Reading, order_id: str) -> OrderExplanation:
    """Explain an order whose buyer the viewer may see; any other is as if it did not exist."""
    unknown = NotFoundError(f"there is no order {order_id!r} in run {seen.run.number}")
    if seen.viewer.sees_all:
        return explain_order(seen.database, seen.run, order_id)
    rows = seen.database.read("explain/order", order=order_id, run=seen.run.number)
    if not rows or rows[0]["from_run"] > seen.run.number:
        raise unknown
    # A customer's order is volume of the member who owns the community: it is seen with that member.
    whose = rows[0]["buyer_id"] if rows[0]["by_member"] else rows[0]["owner_id"]
    if not whose or not may_see(seen.database, seen.run, seen.viewer, whose):
        raise unknown
    return explain_order(seen.database, seen.run, order_id)


def _visible(seen: Reading, told: OrderExplanation, everybody: set[str]) -> set[str]:
    """Return those of `everybody` whom the viewer may see: the upline not one by one."""
    order = told.order
    if seen.viewer.role is Role.MEMBER:
        return {seen.viewer.member_id, order.buyer_id if not order.by_member else seen.viewer.member_id}
    whose = order.buyer_id if order.by_member else order.owner_id
    line = [one.id for one in read_upline(seen.database, seen.run.number, whose)]
    inside = set(line[: line.index(seen.viewer.member_id) + 1])
    outside = {one for one in everybody - set(line) if may_see(seen.database, seen.run, seen.viewer, one)}
    return inside | outside | (set() if order.by_member else {order.buyer_id})
