"""Adjustments of pay: one account decides one, another approves it, and it is loaded as any row."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response
from fastapi.routing import APIRoute

from api.routes.payouts.common import Key, again, forbid_caching, payer, require_reader, run_of
from api.routing import area
from api.schemas.adjustments import AdjustmentBody, AdjustmentItem, AdjustmentList
from graph.clock import from_micros
from graph.pay import proposals
from graph.pay.proposals import Decision, Proposal
from graph.reads.runs import Run
from web.problem_schema import problems
from web.requests import service_of
from web.route_lookup import template

router = area("payouts", "/adjustments", route_class=APIRoute)
router.dependencies.append(Depends(forbid_caching))
AdjustmentId = Annotated[
    str, Path(alias="adjustment", min_length=1, max_length=256, examples=["2026-02-02-1f0c5a7e"])
]
_STATUSES = (401, 403, 404, 409, 422, 503)


@router.get("", summary="Adjustments decided by hand", responses=problems(401, 403, 503))
def list_adjustments(request: Request) -> AdjustmentList:
    """Return the hundred newest adjustments that were decided in the dashboard or by the API."""
    require_reader()
    run = run_of(request)
    rows = proposals.newest(service_of(request).database)
    return AdjustmentList(items=[_item(row, run) for row in rows])


@router.post(
    "",
    summary="Decide an adjustment",
    status_code=201,
    responses=again(AdjustmentItem) | problems(*_STATUSES),
)
def decide(request: Request, response: Response, body: AdjustmentBody, key: Key = None) -> AdjustmentItem:
    """Decide a bonus or a deduction; it counts once another account approved it, from the next run on."""
    payer()
    decision = Decision(body.member_id, body.day.isoformat(), body.amount, body.reason, key or "")
    adjustment_id, new = proposals.propose(service_of(request), decision, _route(request))
    if not new:
        response.status_code = 200
    return _read(request, adjustment_id)


@router.post("/{adjustment}/approve", summary="Approve an adjustment", responses=problems(*_STATUSES))
def approve_adjustment(request: Request, adjustment_id: AdjustmentId) -> AdjustmentItem:
    """Approve an adjustment that another account decided (else 403), and load it; again changes nothing.

    While a load or a night is writing it is approved and not loaded (503): ask again then.
    """
    payer()
    _read(request, adjustment_id)
    proposals.approve(service_of(request), adjustment_id, _route(request))
    return _read(request, adjustment_id)


@router.post("/{adjustment}/take-back", summary="Take an adjustment back", responses=problems(*_STATUSES))
def take_adjustment_back(request: Request, adjustment_id: AdjustmentId) -> AdjustmentItem:
    """Take an adjustment back that nobody approved (else 404)."""
    payer()
    proposals.take_back(service_of(request), adjustment_id, _route(request))
    return _read(request, adjustment_id)


def _route(request: Request) -> str:
    return template(request.scope.get("route"))


def _read(request: Request, adjustment_id: str) -> AdjustmentItem:
    return _item(proposals.proposal_of(service_of(request).database, adjustment_id), run_of(request))


def _item(row: Proposal, run: Run) -> AdjustmentItem:
    return AdjustmentItem(
        adjustment_id=row.adjustment_id,
        member_id=row.member_id,
        day=row.day,
        amount=row.amount,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=from_micros(row.decided, run.zone),
        approved_by=row.approved_by or None,
        state=row.state,
    )
