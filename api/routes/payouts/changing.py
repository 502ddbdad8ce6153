"""Preparing, approving, cancelling and confirming batches, for the roles finance and admin."""

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from api.routes.payouts.common import (
    Key,
    Number,
    again,
    batch_item,
    forbid_caching,
    minor,
    note,
    payer,
    run_of,
)
from api.routing import area
from api.schemas.payouts import PayoutBatch, PayoutCancel, PayoutConfirmed, PayoutOrder, PayoutOutcomes
from graph.audit import EventName
from graph.money import to_decimal
from graph.payouts import confirming, deciding, preparing
from graph.payouts.batches import LineState
from graph.payouts.restoring import keep
from graph.payouts.settings import payout_settings
from web.problem_schema import problems
from web.requests import service_of

router = area("payouts", "/payouts", route_class=APIRoute)
router.dependencies.append(Depends(forbid_caching))
_STATUSES = (401, 403, 404, 409, 422, 503)


@router.post(
    "",
    summary="Prepare a batch",
    status_code=201,
    responses=again(PayoutBatch) | problems(*_STATUSES),
)
def prepare(request: Request, response: Response, order: PayoutOrder, key: Key = None) -> PayoutBatch:
    """Prepare a batch: per member what is available as of a run and not in an earlier batch.

    At most one batch is open (409). Nothing is paid before another account approves it.
    """
    who, service = payer(), service_of(request)
    prepared = preparing.prepare(
        service.database,
        payout_settings(service.settings),
        preparing.Order(who.account, order.run, minor(order.minimum), order.note, order.day, key),
    )
    batch = prepared.batch
    if not prepared.new:
        response.status_code = 200
    else:
        sums = {"lines": batch.lines, "net": to_decimal(batch.net), "note": batch.note}
        note(request, EventName.PAYOUT_PREPARED, batch=batch.number, **sums)
    return batch_item(batch, run_of(request))


@router.post("/{number}/approve", summary="Approve a batch", responses=problems(*_STATUSES))
def approve(request: Request, number: Number) -> PayoutBatch:
    """Approve a batch, as another account than its preparer's (403); again changes nothing.

    The ledger is added up once more: a batch that is not what it says is refused (409).
    """
    who, service = payer(), service_of(request)
    webhook = service.settings.upline_payout_webhook is not None
    batch = deciding.approve(service.database, number, who.account, notices=webhook)
    note(request, EventName.PAYOUT_APPROVED, batch=number, lines=batch.lines, net=to_decimal(batch.net))
    keep(service.database, service.settings, number)
    return batch_item(batch, run_of(request))


@router.post("/{number}/cancel", summary="Cancel a batch", responses=problems(*_STATUSES))
def cancel(request: Request, number: Number, body: PayoutCancel) -> PayoutBatch:
    """Cancel a batch that is not approved (else 409); again changes nothing."""
    who, service = payer(), service_of(request)
    batch = deciding.cancel(service.database, number, who.account, body.reason)
    note(request, EventName.PAYOUT_CANCELLED, batch=number, reason=body.reason)
    return batch_item(batch, run_of(request))


@router.post("/{number}/outcomes", summary="What became of lines", responses=problems(*_STATUSES))
def confirm(request: Request, number: Number, body: PayoutOutcomes) -> PayoutConfirmed:
    """Note lines as paid or failed; what failed is payable again. The same again changes nothing.

    All or none: a line that is noted otherwise already refuses the whole request (409).
    """
    who, service = payer(), service_of(request)
    outcomes = [
        confirming.Outcome(
            f"outcomes[{place}]", one.member_id, LineState(one.state), one.reference, one.reason
        )
        for place, one in enumerate(body.outcomes)
    ]
    webhook = service.settings.upline_payout_webhook is not None
    done = confirming.confirm(service.database, number, outcomes, who.account, notices=webhook)
    counts = {"changed": done.changed, "paid": done.paid, "failed": done.failed}
    note(request, EventName.PAYOUT_CONFIRMED, batch=number, **counts)
    return PayoutConfirmed(batch=batch_item(done.batch, run_of(request)), open=done.open, **counts)
