"""A member's own payouts, and asking for one."""

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.routes.members.common import MemberId
from api.routes.payouts.common import OwnKey, again, forbid_caching, line_items, note, require_own, run_of
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.payouts import MemberPayouts, PayoutRequestBody, PayoutRequestItem
from graph.access import viewer
from graph.audit import EventName
from graph.clock import from_micros
from graph.errors import NotAllowedError
from graph.money import to_decimal, to_minor
from graph.payouts.batches import lines_of_member
from graph.payouts.payable import payable_of
from graph.payouts.requests import Request as PayoutRequest
from graph.payouts.requests import ask, requests_of, require_requests
from graph.payouts.settings import payout_settings
from graph.reads.runs import Run
from web.problem_schema import problems
from web.requests import service_of

router = area("payouts", route_class=APIRoute)
router.dependencies.append(Depends(forbid_caching))
_STATUSES = (401, 403, 404, 409, 422, 429, 503)


@router.get(
    "/payouts/members/{id:path}", summary="A member's payouts", responses=problems(401, 404, 422, 503)
)
def read_member(request: Request, member_id: MemberId) -> MemberPayouts:
    """Return what a member was paid, what is due, and what it asked for.

    Accounts of managers and members read those of their own member only.
    """
    service = service_of(request)
    database, run = service.database, run_of(request)
    require_own(request, run, member_id)
    terms = payout_settings(service.settings)
    paid = [line for line, _day in lines_of_member(database, member_id)]
    return MemberPayouts(
        **money_stamp(run),
        member_id=member_id,
        due=to_decimal(payable_of(database, run, terms.minimum, member_id).due),
        minimum=to_decimal(terms.minimum),
        lines=line_items(database, paid, run),
        requests=[_item(one, run) for one in requests_of(database, member_id)],
    )


@router.post(
    "/members/{id:path}/payout-requests",
    summary="Ask for a payout",
    status_code=201,
    responses=again(PayoutRequestItem) | problems(*_STATUSES),
)
def request_payout(
    request: Request, response: Response, member_id: MemberId, body: PayoutRequestBody, key: OwnKey
) -> PayoutRequestItem:
    """Ask for an amount up to what is due, for the account's own member, where the company allows it.

    One request waits at a time (409); the next batch takes it.
    """
    service, who = service_of(request), viewer()
    run = run_of(request)
    require_own(request, run, member_id)
    require_requests(payout_settings(service.settings))
    if who.member_id != member_id:
        raise NotAllowedError("a payout is asked for by the member's own account")
    if wait := service.payout_requests.wait(who.account):
        detail = f"too many requests: wait {wait} seconds, then try again"
        raise HTTPException(429, detail, {"Retry-After": str(wait)})
    amount = to_minor(body.amount)
    if ask(service.database, run, member_id, amount, key=key, by=who.account):
        note(request, EventName.PAYOUT_REQUESTED, member_id, amount=body.amount)
    else:
        response.status_code = 200
    kept = next(one for one in requests_of(service.database, member_id) if one.key == key)
    return _item(kept, run)


def _item(kept: PayoutRequest, run: Run) -> PayoutRequestItem:
    return PayoutRequestItem.model_validate(
        {
            "key": kept.key,
            "amount": to_decimal(kept.amount),
            "at": from_micros(kept.at, run.zone),
            "batch": kept.batch or None,
            "state": kept.state or None,
        }
    )
