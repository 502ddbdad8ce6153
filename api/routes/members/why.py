"""Why a member got a reward: of an order, of a pool's day, or of a total such as a month."""

from typing import Annotated, Any

from fastapi import Query

from api.reading import Language, Reading, Seen
from api.routes.members.common import STATUSES, MemberId
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.orders import WhyAnswer
from graph.access.scope import require_visible
from graph.errors import UserError
from graph.explain.facts import read_people
from graph.explain.visibility import explain_own, explain_share, explain_total
from graph.i18n import language_name
from graph.money import to_decimal
from graph.words import spoken, to_json_data
from web.problem_schema import problems

router = area("members", "/members")
_Id = Annotated[str, Query(max_length=256)]


@router.get("/{id:path}/rewards/why", summary="Why a member got a reward", responses=problems(*STATUSES))
def read_why(
    *,
    seen: Seen,
    member_id: MemberId,
    order: _Id = "",
    pool: _Id = "",
    day: _Id = "",
    kind: _Id = "",
    source: _Id = "",
    language: Language = "en",
) -> WhyAnswer:
    """Return why a member got what an entry of `rewards/entries` says.

    Ask with its `order_id`; with its `pool` and `day`; or with its `kind` and `source` where it has neither.
    The order may be anybody's: of it nothing is told but what became the member's.
    """
    require_visible(seen.database, seen.run, seen.viewer, member_id)
    if [bool(order), bool(pool and day), bool(kind and source)].count(True) != 1:
        raise UserError("ask why with order, with pool and day, or with kind and source of an entry")
    if order:
        answer = _of_order(seen, member_id, order, language)
    elif pool:
        answer = _of_pool(seen, member_id, (pool, day), language)
    else:
        answer = _of_total(seen, member_id, (kind, source), language)
    return WhyAnswer.model_validate({**money_stamp(seen.run), "member_id": member_id, **answer})


def _of_order(seen: Reading, member_id: str, order_id: str, language: str) -> dict[str, Any]:
    paid = explain_own(seen.database, seen.run, member_id, order_id)
    kinds = [{"kind": kind.kind, "rule": kind.rule, "payments": payments} for kind, payments in paid]
    return {"kinds": _in_words(seen, member_id, kinds, language), "amount": None, "reasons": []}


def _of_pool(seen: Reading, member_id: str, share: tuple[str, str], language: str) -> dict[str, Any]:
    told = explain_share(seen.database, seen.run, seen.viewer, member_id, share)
    amount = to_decimal(told.each) if told.each is not None else None
    return {"kinds": [], "amount": amount, "reasons": _in_words(seen, member_id, [told.reason], language)}


def _of_total(seen: Reading, member_id: str, total: tuple[str, str], language: str) -> dict[str, Any]:
    told = explain_total(seen.database, seen.run, seen.viewer, member_id, total)
    reasons = _in_words(seen, member_id, told.reasons, language)
    return {"kinds": [], "amount": to_decimal(told.amount), "reasons": reasons}


def _in_words(seen: Reading, member_id: str, parts: object, language: str) -> Any:  # noqa: ANN401 - as parts are
    people = read_people(seen.database, seen.run.number, [member_id])
    names = {member_id: people[member_id].name or ""}
    words = spoken(language_name(language), names, seen.run.plans[-1].time_zone)
    return to_json_data(parts, words)
