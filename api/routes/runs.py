"""The published runs: which there are, and what each took and checked."""

from typing import Annotated, Any

from fastapi import Path

from api.paging import Cursor, Given, Limit, cut
from api.reading import Reading, Seen
from api.routing import area
from api.schemas.base import stamp
from api.schemas.runs import RunAnswer, RunItem, RunsPage
from graph.clock import from_micros
from graph.errors import NotFoundError
from graph.numbers import MOST
from graph.reads.history import Night, nights
from graph.reads.runs import run_numbered
from graph.words import to_json_data, without_names
from web.problem_schema import problems

router = area("runs")


@router.get("/runs", summary="The published runs, newest first", responses=problems(401, 422, 503))
def read_runs(seen: Seen, limit: Limit = 50, cursor: Given = "") -> RunsPage:
    """Return the published runs up to the one that this answer names."""
    listing = (seen.viewer.account, "runs")
    number, below = seen.run.number, seen.run.number + 1
    if cursor:
        begun = seen.cursors.read(cursor, listing, (int,))
        number, below = begun.run, int(begun.after[0])
    pinned = seen.run if number == seen.run.number else run_numbered(seen.database, number)
    listed = nights(seen.database, below=below, limit=limit + 1)
    write = seen.cursors.write
    page, after = cut(listed, limit, lambda night: write(Cursor(number, (night.run.number,)), listing))
    items = [RunItem(**_item(seen, one)) for one in page]
    return RunsPage(**stamp(pinned), items=items, next=after)


@router.get("/runs/{id}", summary="One published run", responses=problems(401, 404, 422, 503))
def read_run(seen: Seen, number: Annotated[int, Path(alias="id", ge=1, le=MOST)]) -> RunAnswer:
    """Return a published run by its number."""
    latest = nights(seen.database, below=number + 1, limit=1) if number <= seen.run.number else []
    if not latest or latest[0].run.number != number:
        raise NotFoundError(
            "there is no published run {number}: published is up to {last}",
            number=number,
            last=seen.run.number,
        )
    return RunAnswer(run=number, **_item(seen, latest[0]))


def _item(seen: Reading, night: Night) -> dict[str, Any]:
    run, words = night.run, without_names()
    full = seen.viewer.sees_all  # what all checks and entries come to is the company's turnover
    return {
        "number": run.number,
        "as_of": run.as_of_time,
        "started": from_micros(run.started, run.zone),
        "finished": from_micros(run.finished, run.zone),
        "engine": night.engine or None,
        "kept": run.dropped is None,
        "plans": [plan.name for plan in run.plans],
        "entries": run.counts.get("entries", 0) if full else None,
        "checks": [
            {
                "name": one.name,
                "passed": one.passed,
                "accepted": one.accepted._asdict() if full and one.accepted else None,
                "found": to_json_data(one.found if full else (), words),
            }
            for one in night.checks
        ],
        "seconds": night.seconds if full else None,
        "rows": night.rows if full else None,
    }
