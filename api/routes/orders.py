"""Orders: where every cent of one went, and why."""

from typing import Annotated, Any

from fastapi import Path

from api.reading import Seen
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.orders import ExplanationAnswer
from graph.explain import english, to_json_data
from graph.explain.visibility import explain_to
from web.problem_schema import problems

router = area("orders")
_LEFT_OUT: dict[str, None] = dict.fromkeys(("set_aside", "paid", "breakage"))


@router.get(
    "/orders/{id:path}/explanation",
    summary="Where every cent of an order went, and why",
    responses=problems(401, 404, 422, 503),
)
def read_explanation(
    seen: Seen, order_id: Annotated[str, Path(alias="id", min_length=1, max_length=256)]
) -> ExplanationAnswer:
    """Return who was paid what for an order and why, and why nobody else was.

    A manager reads orders of the own team, a member its own; the answer says of others nothing, and then
    is not `complete`.
    """
    shown = explain_to(seen.database, seen.run, seen.viewer, order_id)
    cut = shown.told
    data: dict[str, Any] = to_json_data(cut, english(cut.names, cut.zone))
    if not shown.complete:
        data |= {"sums": None, "kinds": [kind | _LEFT_OUT for kind in data["kinds"]]}
    return ExplanationAnswer.model_validate({**data, **money_stamp(seen.run), "complete": shown.complete})
