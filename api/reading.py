"""What a route reads with: the database, one published run, and who is asking."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool

from api.paging import Cursors
from graph.access import Viewer, viewer
from graph.database import Database
from graph.reads.runs import Run, run_numbered
from graph.service import Service
from web.requests import service_of

Language = Annotated[Literal["en", "zh"], Query(description="The language of sentences.")]
RunAsked = Annotated[
    int | None, Query(ge=1, le=2**31 - 1, description="An older published run; default: the newest.")
]


@dataclass(frozen=True, slots=True)
class Reading:
    """Taken once per request: every figure of the answer is of `run`, as far as `viewer` may see it."""

    database: Database
    run: Run
    viewer: Viewer
    cursors: Cursors
    service: Service


async def reading(request: Request, run: RunAsked = None) -> Reading:
    """Take the run of this request: `?run=`, else the published one.

    Raises:
        NotFoundError: when there is no such published run.
        NothingPublishedError: when nothing is published yet.
        DatabaseUnavailableError: when the database does not answer.
    """
    service = service_of(request)
    # The ETag of the answer names the published run (api.caching): it must be the one that is read.
    seen: Run | None = getattr(request.state, "published", None)
    # Only what asks the database costs a change of threads: that is a good part of a short answer.
    if seen is None:
        seen = await run_in_threadpool(service.current.run)
    if run is not None and run != seen.number:
        seen = await run_in_threadpool(run_numbered, service.database, run)
    return Reading(service.database, seen, viewer(), request.app.state.cursors, service)


Seen = Annotated[Reading, Depends(reading)]
"""What routes take as their parameter."""
