"""Batches, their lines, what is payable and what was paid in a year, for who reads the whole company."""

from itertools import islice
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request
from fastapi.routing import APIRoute

from api.paging import Given, Limit, listing_of
from api.routes.payouts.common import (
    PAYABLE_MONEY,
    Number,
    batch_item,
    forbid_caching,
    line_items,
    minor,
    require_reader,
    run_of,
)
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.payouts import (
    Asked,
    PayableItem,
    PayablePage,
    PayoutBatch,
    PayoutLines,
    PayoutPage,
    YearItem,
    YearPage,
)
from graph.money import to_decimal
from graph.numbers import MOST
from graph.payouts import batches as batch_reads
from graph.payouts import payable as payable_reads
from graph.payouts.settings import payout_settings
from graph.reads.runs import run_numbered
from web.problem_schema import problems
from web.requests import service_of

router = area("payouts", route_class=APIRoute)
router.dependencies.append(Depends(forbid_caching))
MemberAsked = Annotated[str, Query(max_length=256, description="Only this member.", examples=["m1"])]


@router.get("/payouts", summary="Batches, newest first", responses=problems(401, 403, 422, 503))
def read_batches(request: Request, limit: Limit = 50, cursor: Given = "") -> PayoutPage:
    """Return the batches: their state, sums, and who changed it when."""
    require_reader()
    listing = listing_of(request, "payouts")
    below = listing.begin(cursor, MOST)
    rows = batch_reads.batches(service_of(request).database, below=below, limit=limit + 1)
    page, following = listing.cut(rows, limit, lambda row: row.number)
    run = run_of(request)
    return PayoutPage(items=[batch_item(batch, run) for batch in page], next=following)


@router.get("/payouts/{number}", summary="A batch", responses=problems(401, 403, 404, 422, 503))
def read_batch(request: Request, number: Number) -> PayoutBatch:
    """Return one batch."""
    require_reader()
    database = service_of(request).database
    return batch_item(batch_reads.batch_numbered(database, number), run_of(request))


@router.get("/payouts/{number}/lines", summary="A batch's lines", responses=problems(401, 403, 404, 422, 503))
def read_lines(
    *,
    request: Request,
    number: Number,
    state: Annotated[
        Literal["", "open", "paid", "failed"], Query(description="Only these lines; empty: all.")
    ] = "",
    member: MemberAsked = "",
    limit: Limit = 50,
    cursor: Given = "",
) -> PayoutLines:
    """Return the lines of a batch: how each amount comes about, and what lowered it since the last one."""
    require_reader()
    database = service_of(request).database
    listing = listing_of(request, "payout lines", str(number), state, member)
    batch_reads.batch_numbered(database, number)
    begin = listing.begin(cursor, "")
    rows = batch_reads.lines_page(database, number, state=state, member=member, begin=begin, limit=limit + 1)
    page, following = listing.cut(rows, limit, lambda row: row.member_id)
    return PayoutLines(items=line_items(database, page, run_of(request)), next=following)


@router.get("/payables", summary="What is payable now", responses=problems(401, 403, 404, 422, 503))
def read_payables(
    *,
    request: Request,
    run: Annotated[
        int | None, Query(ge=1, le=MOST, description="An older published run; default: the newest.")
    ] = None,
    status: Annotated[
        Literal["", "pay", "carried", "owes"], Query(description="Only these members; empty: all.")
    ] = "",
    minimum: Annotated[Asked | None, Query(description="Who has less is carried.")] = None,
    limit: Limit = 50,
    cursor: Given = "",
) -> PayablePage:
    """Return what is due to members as of a run: earned less held, withdrawn and paid."""
    require_reader()
    service = service_of(request)
    database = service.database
    seen = run_of(request) if run is None else run_numbered(database, run)
    least = minor(minimum)
    least = payout_settings(service.settings).minimum if least is None else least
    listing = listing_of(request, "payables", str(run), status, str(least))
    begin = listing.begin(cursor, "")
    rows = payable_reads.payables_page(
        database, seen, least, status=payable_reads.Status(status), begin=begin, limit=limit + 1
    )
    page, following = listing.cut(rows, limit, lambda row: row.member_id)
    sums = payable_reads.totals(database, seen, least)
    return PayablePage(
        **money_stamp(seen),
        minimum=to_decimal(max(least, 1)),
        payable=to_decimal(sums.payable),
        payable_members=sums.payable_members,
        carried=to_decimal(sums.carried),
        carried_members=sums.carried_members,
        owing=to_decimal(sums.owing),
        owing_members=sums.owing_members,
        items=[_payable(row) for row in page],
        next=following,
    )


def _payable(row: payable_reads.Payable) -> PayableItem:
    figures = {name: to_decimal(getattr(row, name)) for name in PAYABLE_MONEY}
    about = {"member_id": row.member_id, "name": row.name, "status": row.status.value or "nothing"}
    return PayableItem.model_validate(about | figures)


@router.get(
    "/payout-years/{year}", summary="Paid and withheld in a year", responses=problems(401, 403, 422, 503)
)
def read_year(
    *,
    request: Request,
    year: Annotated[int, Path(ge=1970, le=2199, description="By the days of the batches.", examples=[2026])],
    member: MemberAsked = "",
    limit: Limit = 50,
    cursor: Given = "",
) -> YearPage:
    """Return what each member was paid in a year, and what was withheld; what failed does not count."""
    require_reader()
    database = service_of(request).database
    listing = listing_of(request, "payout year", str(year), member)
    begin = listing.begin(cursor, "")
    rows = list(islice(batch_reads.year_totals(database, year, member=member, begin=begin), limit + 1))
    page, following = listing.cut(rows, limit, lambda row: row.member_id)
    items = [
        YearItem(
            member_id=row.member_id,
            name=row.name,
            payouts=row.payouts,
            gross=to_decimal(row.gross),
            withheld=to_decimal(row.withheld),
            net=to_decimal(row.net),
        )
        for row in page
    ]
    return YearPage(year=year, items=items, next=following)
