"""The reward plan, as data."""

from typing import Any

from api.reading import Seen
from api.routing import area
from api.schemas.base import stamp
from api.schemas.plan import PlanAnswer, PlanItem
from graph.plan import Plan, to_data, valid_plan
from web.problem_schema import problems

router = area("plan")


@router.get("/plan", summary="The plan in force", responses=problems(401, 404, 422, 503))
def read_plan(seen: Seen) -> PlanAnswer:
    """Return the plan in force at the run's `as_of` (before the first one begins: that one)."""
    plans = seen.run.plans
    plan = valid_plan(plans, seen.run.as_of) or plans[0]
    return PlanAnswer(
        **stamp(seen.run),
        **_identity(plan),
        plan=to_data(plan),
        plans=[PlanItem(**_identity(one)) for one in plans],
    )


def _identity(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "hash": plan.hash,
        "valid_from": plan.valid_from.isoformat() if plan.valid_from else None,
    }
