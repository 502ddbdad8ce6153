"""Whether the service lives, and whether it can answer: for load balancers and monitors.

Everybody may ask whether it lives and is ready. What tells of the operation (counters, the run's number) is
for who runs it: who holds UPLINE_METRICS_TOKEN or, where none is set, a program on this machine.
"""

import hmac
from ipaddress import ip_address
from typing import Final, Literal

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import choose_encoder
from pydantic import BaseModel, Field

from graph.errors import NothingPublishedError
from graph.reads.runs import NOTHING_PUBLISHED
from web.problem_schema import problems
from web.problems import problem
from web.requests import service_of
from web.telemetry import exposed

router = APIRouter(tags=["service"])
_OF_PROXIES: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-proto", "x-real-ip")
_REFUSED: Final = (
    "without UPLINE_METRICS_TOKEN this answers only to programs on the same machine, and not through a proxy:"
    " set it, and send `Authorization: Bearer TOKEN`"
)


class Health(BaseModel):
    """The process is alive; nothing is said of the database."""

    status: Literal["alive"] = "alive"


class Readiness(BaseModel):
    """The database answers and a run is published."""

    status: Literal["ready"] = "ready"
    run: int | None = Field(
        default=None, description="The published run; only to who may read /metrics.", examples=[7]
    )


@router.get("/healthz", operation_id="service_healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answer without the database."""
    return Health()


@router.get(
    "/readyz",
    operation_id="service_readyz",
    summary="Can it answer?",
    responses=problems(503),
    response_model_exclude_none=True,
)
def readyz(request: Request) -> Readiness:
    """Ask the database now: 503 while it does not answer or nothing is published; recovers by itself."""
    rows = service_of(request).database.read("read/runs/current")
    if not rows or not rows[0]["number"]:
        raise NothingPublishedError(NOTHING_PUBLISHED)
    return Readiness(run=rows[0]["number"] if _is_operator(request) else None)


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Return the counters for Prometheus; no personal data is among them."""
    if not _is_operator(request):
        return problem(request.scope, 403, "operators-only", _REFUSED)
    encode, kind = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(exposed(request.app.state.meters, service_of(request))), media_type=kind)


def _is_operator(request: Request) -> bool:
    """Return whether a request brings the token or, where there is none, comes from this machine itself."""
    token = service_of(request).settings.upline_metrics_token
    if token is not None:
        wanted = f"Bearer {token.get_secret_value()}".encode()
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), wanted)
    if request.client is None or any(name in request.headers for name in _OF_PROXIES):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:  # such as the name of a socket
        return False
