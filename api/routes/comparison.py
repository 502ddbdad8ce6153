"""Two runs compared: whose rank and pay differ, and by which facts."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Path, Query

from api.paging import Limit
from api.reading import Reading, Seen
from api.routes.members.common import rank_held
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.comparison import ChangedMember, RunChanges
from graph.access import Role
from graph.access.scope import require_visible
from graph.comparison import Cause, Causes, Changed, changed_members, compare, two_runs
from graph.explain.visibility import visible_reasons
from graph.money import to_decimal
from graph.numbers import MOST
from graph.reads.runs import Run
from graph.words import Words, english, to_json_data
from graph.words.reasons import Reason
from web.problem_schema import problems

router = area("comparisons", "/runs")
_CAUSES = 3  # of each member in a list of many
RunNumber = Annotated[int, Path(ge=1, le=MOST, description="A published run.", examples=[7])]
Since = Annotated[int, Query(ge=1, le=MOST, description="The other run.", examples=[6])]
OneMember = Annotated[str, Query(max_length=256, description="Only this member, with every cause.")]


@router.get("/{later}/changes", summary="Two runs compared", responses=problems(401, 404, 410, 422, 503))
def read_changes(
    seen: Seen, later: RunNumber, since: Since, member: OneMember = "", limit: Limit = 50
) -> RunChanges:
    """Return who stands otherwise in one run than in another, and why, as far as the account may see.

    A manager is told of the own team, as it is in the later run, a member of itself.
    """
    older, newer = two_runs(seen.database, since, later)
    viewer = seen.viewer
    one = viewer.member_id if viewer.role is Role.MEMBER else member
    if one:
        require_visible(seen.database, newer, viewer, member or one)
    team = "" if viewer.sees_all or one else viewer.member_id
    found = compare(seen.database, older, newer, team=team, member=one, facts=viewer.sees_all)
    causes = Causes(seen.database, older, newer)
    listed = changed_members(seen.database, older, newer, team=team, member=one, limit=limit)
    items = [ChangedMember(**_item(seen, newer, causes, each, limit if one else _CAUSES)) for each in listed]
    return RunChanges(
        **money_stamp(newer),
        since=older.number,
        since_as_of=older.as_of_time,
        members=found.members,
        risen=found.risen,
        fallen=found.fallen,
        paid_more=found.paid_more,
        paid_less=found.paid_less,
        more=to_decimal(found.more),
        less=to_decimal(found.less),
        plans_differ=found.plans,
        facts=dict(found.facts) if viewer.sees_all else None,
        items=items,
    )


def _item(seen: Reading, run: Run, causes: Causes, changed: Changed, limit: int) -> dict[str, Any]:
    words = english({}, run.plans[0].time_zone)
    of_pay = causes.of_pay(changed.member_id, limit) if changed.difference else []
    return {
        "member_id": changed.member_id,
        "name": changed.name or None,
        "rank_before": rank_held(run, changed.rank_before),
        "rank_after": rank_held(run, changed.rank_after),
        "earned_before": to_decimal(changed.earned_before),
        "earned_after": to_decimal(changed.earned_after),
        "difference": to_decimal(changed.difference),
        "held_before": to_decimal(changed.held_before),
        "held_after": to_decimal(changed.held_after),
        "reasons": _reasons(seen, run, causes.of_standing(changed), words),
        "causes": [_cause(seen, run, cause, words) for cause in of_pay],
    }


def _cause(seen: Reading, run: Run, cause: Cause, words: Words) -> dict[str, Any]:
    return {
        "kinds": cause.kinds,
        "order_id": cause.order_id or None,
        "pool": cause.pool or None,
        "total": cause.total or None,
        "day": cause.day,
        "amount": to_decimal(cause.amount),
        "reasons": _reasons(seen, run, cause.reasons, words),
    }


def _reasons(seen: Reading, run: Run, reasons: Iterable[Reason], words: Words) -> Any:  # noqa: ANN401 - JSON
    return to_json_data(visible_reasons(seen.database, run, seen.viewer, reasons), words)
