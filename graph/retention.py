"""How long runs are kept: every run for some days, month ends for ever; what goes is figures, never an entry.

A run that is kept no longer stays on record (when, what it posted, its checks), and so does every change of
a rank: explanations of later runs tell corrections by them. What goes are the versions of standings that
only runs see which are kept no longer, and the company's figures of such a run.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from graph.clock import to_micros
from graph.database import Database
from graph.reads.runs import Run, runs

_DAY = 24 * 3600 * 1_000_000


def runs_to_keep(published: Sequence[Run], days: int) -> set[int]:
    """Return the numbers of the runs to keep, of all that were published, oldest first.

    These are those as of the last `days` days before the newest one, and of each month the run as of its end;
    where no run is as of that very moment, the last before it and the first after it.
    """
    newest = published[-1]
    first = newest.as_of - days * _DAY
    recent = {run.number for run in published if run.as_of >= first}
    return recent | set(_month_ends(published)) | {newest.number}


def _month_ends(published: Sequence[Run]) -> Iterator[int]:
    by_time = {run.as_of: run for run in published}  # of several as of one moment the last one counts
    for before, after in pairwise(by_time.values()):
        start = after.as_of_time.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        if before.as_of_time < start:
            yield after.number
            if after.as_of_time != start:
                yield before.number


def drop_old_runs(database: Database, days: int, still_ours: Callable[[], None]) -> list[int]:
    """Drop the figures of the runs that are kept no longer; return the numbers of those dropped now.

    days: as in `runs_to_keep`; 0 keeps every run. Runs that a payout was prepared from stay, too. The
    writer's lock is held, and nothing above the published run is there. Readers are refused a run before
    anything of it goes; killed anywhere, the next one goes on.
    """
    if not days:
        return []
    published = runs(database)
    keep = runs_to_keep(published, days) | {row["number"] for row in database.read("run/retention/paid")}
    dropped = [run.number for run in published if run.number not in keep and run.dropped is None]
    still_ours()
    database.write("run/retention/mark", runs=dropped, at=to_micros(datetime.now(UTC)))
    pending = {row["number"] for row in database.read("run/retention/pending")}
    kept = [run.number for run in published if run.number in keep and run.dropped is None]
    for after, before in pairwise([0, *kept]):
        numbers = [number for number in range(after + 1, before) if number in pending]
        if numbers:
            still_ours()
            database.batched("run/retention/versions", after=after, before=before)
            still_ours()
            database.write("run/retention/done", runs=numbers)
    return dropped
