"""Whether the service lives, and whether it can answer: for load balancers and monitors."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import choose_encoder
from pydantic import BaseModel, Field

from api.observing import exposed
from api.reading import service_of
from api.schemas.base import problems
from graph.errors import NothingPublishedError
from graph.reads.runs import NOTHING_PUBLISHED

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The process is alive; nothing is said of the database."""

    status: Literal["alive"] = "alive"


class Readiness(BaseModel):
    """The database answers and a run is published."""

    status: Literal["ready"] = "ready"
    run: int = Field(description="The published run.", examples=[7])


@router.get("/healthz", operation_id="service_healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answer without the database."""
    return Health()


@router.get("/readyz", operation_id="service_readyz", summary="Can it answer?", responses=problems(503))
def readyz(request: Request) -> Readiness:
    """Ask the database now: 503 while it does not answer or nothing is published; recovers by itself."""
    rows = service_of(request).database.read("read/current")
    if not rows or not rows[0]["number"]:
        raise NothingPublishedError(NOTHING_PUBLISHED)
    return Readiness(run=rows[0]["number"])


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Return the counters for Prometheus; no personal data is among them."""
    encode, kind = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(exposed(request.app.state.meters, service_of(request))), media_type=kind)
