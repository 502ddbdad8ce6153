"""Why entries were corrected: of a run, and of the entries of some days."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Path, Query

from api.paging import Limit
from api.reading import Reading, Seen
from api.routes.members.volume import FromDay, ToDay
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.corrections import CauseItem, CauseSum, CorrectionsAnswer
from graph.access import Role
from graph.corrections import CauseKind, read_corrections
from graph.corrections import CauseSum as Sum
from graph.corrections.visibility import visible_corrections
from graph.earnings.scope import Scope
from graph.money import to_decimal
from graph.numbers import MOST
from graph.reads.runs import run_numbered
from graph.words import Words, without_names
from web.problem_schema import problems

router = area("corrections")
OneKind = Annotated[
    CauseKind | None, Query(description="List causes of this kind only.", examples=["refund"])
]
RunNumber = Annotated[int, Path(ge=1, le=MOST, description="A published run.", examples=[7])]


@router.get(
    "/runs/{number}/causes",
    summary="Why a run corrected entries",
    responses=problems(401, 404, 410, 422, 503),
)
def read_causes(seen: Seen, number: RunNumber, cause: OneKind = None, limit: Limit = 50) -> CorrectionsAnswer:
    """Return what a run corrected by root cause, as far as the account may see."""
    of_run = replace(seen, run=run_numbered(seen.database, number))
    return _answer(of_run, Scope(team=_team(seen)), cause, limit, of_run=True)


@router.get(
    "/corrections", summary="Why entries of some days were corrected", responses=problems(401, 404, 422, 503)
)
def read_days(
    seen: Seen,
    *,
    from_day: FromDay = None,
    to_day: ToDay = None,
    cause: OneKind = None,
    limit: Limit = 50,
) -> CorrectionsAnswer:
    """Return what all runs corrected of the entries of some days, by root cause."""
    return _answer(seen, Scope(from_day, to_day, team=_team(seen)), cause, limit, of_run=False)


def _team(seen: Reading) -> str:
    return "" if seen.viewer.sees_all else seen.viewer.member_id


def _answer(
    seen: Reading, scope: Scope, cause: CauseKind | None, limit: int, *, of_run: bool
) -> CorrectionsAnswer:
    payee = seen.viewer.member_id if seen.viewer.role is Role.MEMBER else ""
    read = read_corrections(
        seen.database, seen.run, scope, of_run=of_run, payee=payee, kind=cause, limit=limit
    )
    visible = visible_corrections(seen.database, seen.run, seen.viewer, read)
    words = without_names()
    return CorrectionsAnswer(
        **money_stamp(seen.run),
        from_day=scope.from_day.isoformat() if scope.from_day else None,
        to_day=scope.to_day.isoformat() if scope.to_day else None,
        causes=visible.total,
        kinds=[CauseSum(**_sum(each, words)) for each in visible.kinds],
        items=[
            CauseItem(
                **_sum(each, words),
                order_id=each.cause.order_id or None,
                member_id=each.cause.member_id or None,
                first_orders=list(each.first_orders),
                first_members=list(each.first_members),
            )
            for each in visible.rows
        ],
    )


def _sum(of_cause: Sum, words: Words) -> dict[str, Any]:
    return {
        "cause": of_cause.cause.kind.value,
        "text": words.sentence(of_cause.cause.kind.name_reason),
        "entries": of_cause.entries,
        "orders": of_cause.orders,
        "members": of_cause.members,
        "added": to_decimal(of_cause.added),
        "taken": to_decimal(of_cause.taken),
        "amount": to_decimal(of_cause.amount),
    }
