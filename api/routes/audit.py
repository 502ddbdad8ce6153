"""The audit trail, for admins."""

from datetime import date
from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.paging import Given, Limit, listing_of
from api.routing import area
from api.schemas.audit import AuditEvent, AuditPage
from graph.access import Role, viewer
from graph.audit import EventName
from graph.audit.events import as_data
from graph.audit.reading import Filter, newest_events
from web.problem_schema import problems
from web.requests import service_of

router = area("audit", route_class=APIRoute)


@router.get("/audit", summary="Who did what, newest first", responses=problems(401, 403, 422, 503))
def read_audit(
    *,
    request: Request,
    response: Response,
    account: Annotated[
        str, Query(max_length=256, description="Only what this account did, or what was done to it.")
    ] = "",
    event: Annotated[EventName | None, Query(description="Only this event.")] = None,
    member: Annotated[str, Query(max_length=256, description="Only what was done with this member.")] = "",
    from_day: Annotated[date | None, Query(alias="from", description="The first day, in UTC.")] = None,
    to_day: Annotated[date | None, Query(alias="to", description="The day after the last one.")] = None,
    limit: Limit = 50,
    cursor: Given = "",
) -> AuditPage:
    """Return the audit trail, for the role admin only. It is not of a run: it has what happened until now."""
    who, service = viewer(), service_of(request)
    if who.role is not Role.ADMIN:
        raise HTTPException(403, "the audit trail is for the role admin")
    response.headers["Cache-Control"] = "no-store"
    only = Filter(account, event or "", member, from_day, to_day)
    listing = listing_of(request, "audit", *map(str, only.parameters().values()))
    before = listing.begin(cursor, "")
    service.audit.flush()
    found = newest_events(service.database, only, limit + 1, before)
    page, following = listing.cut(found, limit, lambda row: str(row["id"]))
    asked = request.query_params
    told = " ".join(f"{name}={value}" for name, value in asked.items() if name not in {"cursor", "limit"})
    service.audit.record_hourly(EventName.AUDIT_READ, route="/api/v1/audit", filter=told)
    return AuditPage(items=[AuditEvent(**as_data(row)) for row in page], next=following)
