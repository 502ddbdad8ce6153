"""Counts, once a night, the sums by month of the company and of large teams, and keeps them with the run."""

import json
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from graph.catalogue import statement
from graph.clock import OPEN
from graph.database import Database, Row
from graph.metrics.asking import figures_of, spend_of
from graph.metrics.buyers import REGISTRATION_DAYS, REPURCHASE_DAYS
from graph.metrics.kept import EVER, to_json
from graph.metrics.names import METRICS
from graph.metrics.sums import LARGE, Months, Part, key_of
from graph.metrics.window import RECENT, Window, window_of
from graph.reads.runs import Run

MOST_TEAMS = 100
"""How many large teams have sums at most, the largest first: a tree that is one long line has many."""
_AT_ONCE = 2
_STATEMENTS = (
    "people",
    "recruits",
    "cac",
    "recent_buyers",
    "sellers",
    "payout",
    "attribution",
    "conversion",
    "funnel",
)


def keep_sums(database: Database, run: Run, size: int = LARGE) -> None:
    """Count the sums of the newest run and keep them: of the company, and of the teams larger than `size`.

    Each statement reads the facts once and gives them to all teams that they belong to: the cost does not
    grow with the number of teams. The sums of the run before stay, for who is reading it; older ones go.
    The company's figures since ever stay with each run.
    """
    database.write("sums/drop", run=run.number)
    database.batched("sums/ordered", run=run.number, open=OPEN, as_of=run.as_of)
    teams = {
        row["member_id"]: ["", *row["above"]]
        for row in database.read("sums/teams", run=run.number, size=size, most=MOST_TEAMS)
    }
    database.batched("sums/buckets", run=run.number, teams=list(teams))
    window = window_of(database, run, None, None)
    calendar = window.calendar
    given: dict[str, object] = {
        "run": run.number,
        "open": OPEN,
        "as_of": run.as_of,
        "zone": run.plans[-1].time_zone,
        "above": {"": [""], **teams},
        "months": calendar.first_month,
        "day0": calendar.day0,
        "month": calendar.month,
        "turn": calendar.turn,
        "registration_days": list(REGISTRATION_DAYS),
        "repurchase_days": list(REPURCHASE_DAYS),
        "windows": recent_windows(window, run),
    }
    sums: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)

    def counted(name: str) -> list[Row]:
        path = f"sums/{name}"
        return database.read(path, **{one: given[one] for one in statement(path).parameters})

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for row in chain.from_iterable(pool.map(counted, _STATEMENTS)):
            found = {column: cell for column, cell in row.items() if cell is not None}
            sums[found.pop("team"), found.pop("metric")].append(found)
    large = {"": database.read("sums/company")[0]["members"] > size, **dict.fromkeys(teams, True)}
    for team, so_large in large.items():
        rows = [
            {
                "key": key_of(run.number, name, team),
                "large": so_large,
                "sums": json.dumps(sums[team, name], ensure_ascii=False, separators=(",", ":")),
            }
            for name in METRICS
        ]
        database.write("sums/keep", run=run.number, rows=rows)
    ever = Part(Months(None, None), window, spend=spend_of(database, run, window))
    figures = {name: {EVER: figures_of(name, sums["", name], ever)} for name in METRICS}
    database.write("metrics/keep", run=run.number, figures=to_json(figures))


def recent_windows(window: Window, run: Run) -> list[list[list[int]]]:
    """Return, per month of the calendar, the last 30 days of whole months that an order in it can lie in.

    They end with a month or with the run, and are cut short where the window asked for begins: with
    the last month, or, of a month that is not over yet, with the one before it.
    """
    starts = window.month_starts(run.zone)
    ends = [*starts[1:], run.as_of + 1]
    found = sorted(
        {
            (max(end - 1 - RECENT, first), end)
            for month, end in enumerate(ends)
            for first in (0, *starts[max(month - 1, 0) : month + 1])
        }
    )
    return [
        [[first, end] for first, end in found if first < until and begun < end]
        for begun, until in zip(starts, ends, strict=True)
    ]
