"""Deliveries: files or rows are handed in, and a job of the service loads them (roles loader and admin)."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from api.routing import PREFIX, area
from api.schemas.deliveries import DeliveredFile, DeliveredTable, Deliveries, Delivery, WaitingReason
from graph.access import viewer
from graph.audit.events import UTC
from graph.clock import from_micros
from graph.errors import NotAllowedError
from graph.i18n import ENGLISH
from graph.intake import ENDED, DeliveryState, Spool, Upload
from graph.intake.events import changed, handed_in
from graph.words import without_names
from graph.words.reasons import of_kept
from web.problem_schema import problems
from web.receiving import FORM, JSON, receive
from web.requests import service_of

_MOST = 1000
Id = Annotated[str, Path(alias="id", pattern="^[0-9a-f]{32}$", description="Of a delivery.")]
_Mapping = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=64)]],
    Query(
        max_length=8,
        description="A mapping that Upline brings, such as shopify, or one of the operator's, by name."
        " Several: each for other tables. One of your own comes with the files, as a .yaml file.",
    ),
]
_BODY = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                "required": ["file"],
            }
        },
        JSON: {
            "schema": {
                "type": "object",
                "properties": {
                    "tables": {
                        "type": "object",
                        "additionalProperties": {"type": "array", "items": {"type": "object"}},
                    }
                },
                "required": ["tables"],
                "additionalProperties": False,
            },
            "example": {
                "tables": {
                    "orders": [
                        {
                            "order_id": "o1",
                            "buyer_id": "m1",
                            "paid_at": "2026-01-05T10:00:00Z",
                            "amount": "699.00",
                        }
                    ]
                }
            },
        },
    },
}


_KNOWN: dict[int | str, dict[str, Any]] = {
    200: {"model": Delivery, "description": "It was handed in before, and has come to its end."}
}


def _deliverer() -> None:
    """Let only who delivers go on.

    Raises:
        NotAllowedError: to everybody else.
    """
    if not viewer().delivers:
        raise NotAllowedError("only the roles loader and admin hand in deliveries")


router = area("deliveries", "/deliveries", route_class=APIRoute)
router.dependencies.append(Depends(_deliverer))


@router.post(
    "",
    summary="Hand a delivery in",
    status_code=202,
    responses=problems(400, 401, 403, 404, 409, 413, 415, 422, 503) | _KNOWN,
    openapi_extra={"requestBody": _BODY},
)
async def hand_in(
    request: Request,
    response: Response,
    mapping: _Mapping = [],  # noqa: B006 - FastAPI copies it
    *,
    publish: Annotated[bool, Query(description="Calculate and publish a run after it.")] = True,
    hold: Annotated[bool, Query(description="Load it only when `POST .../load` says so.")] = False,
    again: Annotated[
        bool, Query(description="Load it even if it was before, as after a restore of the database.")
    ] = False,
) -> Delivery:
    """Keep a delivery, to be loaded as soon as no other load or night is writing; `Location` says how far.

    Files as a form (multipart/form-data, one part each), or JSON rows by table. It is known by its content:
    handed in again, it is the same delivery, and nothing is loaded twice.
    """
    service = service_of(request)
    with await run_in_threadpool(service.receiver, tuple(mapping)) as receiver:
        await receive(request, receiver)
        account = viewer().account
        upload, new = await run_in_threadpool(receiver.keep, account, publish=publish, hold=hold, again=again)
    if new:
        service.audit.record(handed_in(upload))
    if upload.state in ENDED | {DeliveryState.LOADED}:
        response.status_code = 200
    response.headers["Location"] = f"{PREFIX}/deliveries/{upload.id}"
    return as_delivery(upload)


@router.get("", summary="What was handed in", responses=problems(401, 403, 422, 503))
def read_deliveries(
    request: Request, limit: Annotated[int, Query(ge=1, le=_MOST, description="How many at most.")] = 50
) -> Deliveries:
    """Return the deliveries that were handed in, newest first."""
    return Deliveries(items=[as_delivery(one) for one in _spool(request).uploads()[:limit]])


@router.get("/{id}", summary="How far a delivery is", responses=problems(401, 403, 404, 422, 503))
def read_delivery(request: Request, ident: Id) -> Delivery:
    """Return a delivery, with what became of its rows."""
    return as_delivery(_spool(request).read(ident))


@router.post(
    "/{id}/load", summary="Load a delivery that is held", responses=problems(401, 403, 404, 409, 422, 503)
)
def load(request: Request, ident: Id) -> Delivery:
    """Let a delivery be loaded that was handed in with `hold`."""
    return _answered(request, _spool(request).release(ident))


@router.post("/{id}/cancel", summary="Cancel a delivery", responses=problems(401, 403, 404, 409, 422, 503))
def cancel(request: Request, ident: Id) -> Delivery:
    """Cancel a delivery whose load has not begun (else 409: facts are not taken back)."""
    return _answered(request, _spool(request).cancel(ident))


def _answered(request: Request, upload: Upload) -> Delivery:
    service_of(request).audit.record(changed(upload))
    return as_delivery(upload)


def _spool(request: Request) -> Spool:
    return service_of(request).spool


def as_delivery(upload: Upload) -> Delivery:
    """Return a delivery as the API gives it."""
    words, summary = without_names(), upload.summary
    reasons = [
        WaitingReason(**one, text=words.sentence(of_kept({"id": one["reason"], "values": one["values"]})))
        for one in summary.get("reasons", [])
    ]
    tables = [DeliveredTable(table=name, **counts) for name, counts in summary.get("tables", {}).items()]
    return Delivery(
        id=upload.id,
        state=upload.state,
        account=upload.account,
        received=from_micros(upload.at, UTC),
        ended=from_micros(upload.ended, UTC) if upload.ended else None,
        files=[DeliveredFile(name=name, bytes=size) for name, size in upload.files],
        mapping=list(upload.mapping),
        own_mapping=upload.own,
        publish=upload.publish,
        reason=upload.said.get(ENGLISH),
        run=upload.run or None,
        tables=tables,
        quarantined=upload.quarantined,
        waiting=summary.get("waiting"),
        notices=summary.get("notices", []),
        reasons=reasons,
    )
