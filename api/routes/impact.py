"""What-ifs: somebody leaves or moves, an order is refunded; on whom most depends. For who sees all of it."""

from typing import Annotated, Any

from fastapi import Path, Query
from starlette.exceptions import HTTPException

from api.reading import Reading, Seen
from api.routes.members.common import MemberId, rank_held
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.impact import DependenceAnswer, ImpactAnswer
from graph.errors import UserError
from graph.impact import Change, Dependence, Leave, Move, Refund, Side, WhatIf, change_if, most_depended
from graph.money import to_decimal
from graph.reads.runs import Run
from web.problem_schema import problems

router = area("impact", "/impact")
_STATUSES = problems(401, 403, 404, 422, 503)
_OrderId = Annotated[str, Path(alias="id", min_length=1, max_length=256)]
_WithTeam = Annotated[bool, Query(description="Whether everybody below leaves, too.")]
_To = Annotated[str, Query(max_length=256, description="The new sponsor's id; empty: none.", examples=["m7"])]


@router.get("", summary="On whom most depends", responses=_STATUSES)
def read_dependence(seen: Seen) -> DependenceAnswer:
    """Return the 100 members on whose groups most of others' rewards depends (docs/compliance.md)."""
    _refuse(seen)
    members = [_dependence(each, seen.run) for each in most_depended(seen.service)]
    return DependenceAnswer.model_validate({**money_stamp(seen.run), "members": members})


@router.get("/leave/{id:path}", summary="What if a member leaves", responses=_STATUSES)
def read_leave(seen: Seen, member_id: MemberId, *, with_team: _WithTeam = False) -> ImpactAnswer:
    """Return whose volume, rank and pay would change, had the member never been there.

    Nothing is published. Its recruits go to its sponsor (docs/readings.md).
    """
    return _impact(seen, Leave(member_id, with_team))


@router.get("/move/{id:path}", summary="What if a member moves", responses=_STATUSES)
def read_move(seen: Seen, member_id: MemberId, to: _To) -> ImpactAnswer:
    """Return the same had the member, with its team, another sponsor."""
    return _impact(seen, Move(member_id, to))


@router.get("/refund/{id:path}", summary="What if an order is refunded", responses=_STATUSES)
def read_refund(seen: Seen, order_id: _OrderId) -> ImpactAnswer:
    """Return the same were all that is left of an order refunded."""
    return _impact(seen, Refund(order_id))


def _refuse(seen: Reading) -> None:
    if not seen.viewer.sees_all:
        raise HTTPException(
            403, "what-ifs look at the whole company: for the roles admin, finance and analyst"
        )
    if seen.run.number != seen.service.current.run().number:
        raise UserError("what-ifs are of the published run: leave `run` out")


def _impact(seen: Reading, what: WhatIf) -> ImpactAnswer:
    _refuse(seen)
    result = change_if(seen.service, what)
    return ImpactAnswer.model_validate(
        {
            **money_stamp(result.run),
            "newer_facts": result.newer,
            "revenue": _both(result.revenue),
            "rewards": _both(result.paid),
            "volume_moved": result.counts.volume,
            "higher_rank": result.counts.higher,
            "lower_rank": result.counts.lower,
            "earn_more": result.counts.more,
            "earn_less": result.counts.less,
            "gone": result.counts.gone,
            "changes": [_change(change, result.run) for change in result.changes],
        }
    )


def _both(sums: tuple[int, int]) -> dict[str, str]:
    return dict(zip(("before", "after"), map(to_decimal, sums), strict=True))


def _change(change: Change, run: Run) -> dict[str, Any]:
    earned = change.after.earned if change.after else 0
    return {
        "member_id": change.member_id,
        "name": change.name,
        "before": _side(change.before, run),
        "after": _side(change.after, run) if change.after else None,
        "earned_change": to_decimal(earned - change.before.earned),
    }


def _side(side: Side, run: Run) -> dict[str, Any]:
    return {
        "rank": rank_held(run, side.rank),
        "personal_volume": to_decimal(side.personal),
        "group_volume": to_decimal(side.volume),
        "earned": to_decimal(side.earned),
        "held": to_decimal(side.held),
    }


def _dependence(each: Dependence, run: Run) -> dict[str, Any]:
    shares = {"volume_share": each.volume_share, "others_share": each.others_share}
    shares["sponsor_share"] = each.sponsor_share
    return {
        "member_id": each.member_id,
        "name": each.name,
        "rank": rank_held(run, each.rank),
        "people": each.people,
        "group_volume": to_decimal(each.volume),
        "others_earned": to_decimal(each.others),
        "sponsor_id": each.sponsor_id,
        **{name: None if share is None else f"{share:f}" for name, share in shares.items()},
    }
