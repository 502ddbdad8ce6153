"""The company or a team in few figures: members in two months, revenue and rewards by month."""

from dataclasses import dataclass
from datetime import date, timedelta

from graph.clock import OPEN, day_start, point
from graph.database import Database, Row
from graph.errors import UplineError
from graph.nightly.calendar import calendar_between
from graph.reads.runs import Run
from graph.reads.standings import month_number

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class People:
    """The members that hold one rank as of the run; volume in minor units.

    `joined` and `paying` are counts at the end of the month, `active` and `volume` are of the month;
    `..._before` the same of the month before. Paying: holds a rank above the lowest; active: has personal
    volume in the month.
    """

    rank: int
    members: int
    joined: int
    joined_before: int
    paying: int
    paying_before: int
    active: int
    active_before: int
    volume: int
    volume_before: int


def people(database: Database, run: Run, month: int, team: str = "") -> list[People]:
    """Return the members by rank, lowest first, with a month (`year*12+month-1`) and the one before it.

    `team` is the member whose team is counted, itself included; "" is the whole company. The figures of a
    run do not change: they may be kept.

    Raises:
        UplineError: when standings are missing, also after asking again.
    """
    before, end = (day_start(_first_day(at), run.zone) for at in (month, month + 1))
    for _ in range(_ATTEMPTS):
        rows = database.read(
            "overview/people",
            run=run.number,
            team=team,
            month=month,
            before=before,
            end=end,
            point_before=point(before),
            point_end=point(end),
        )
        if all(row["rank"] is not None for row in rows):
            return [People(**row) for row in rows]
    raise UplineError(
        f"members have no standing in run {run.number}: ask again; if it stays so, restore a backup"
    )


def rewards_by_month(database: Database, run: Run, from_month: int, team: str = "") -> list[Row]:
    """Return what members earned since a month: rows of month (`year*12+month-1`), kind, amount (minor)."""
    rows = database.read(
        "overview/rewards",
        run=run.number,
        team=team,
        from_day=_first_day(from_month).isoformat(),
        to_day=(run.as_of_time.date() + timedelta(days=1)).isoformat(),
    )
    return [{**row, "month": month_number(row["month"])} for row in rows]


def revenue_by_month(database: Database, run: Run, from_month: int, team: str = "") -> list[Row]:
    """Return the revenue since a month: rows of month (`year*12+month-1`) and amount (minor units, net)."""
    start = day_start(_first_day(from_month), run.zone)
    calendar = calendar_between(start, run.as_of, run.zone)
    rows = database.read(
        "overview/revenue",
        run=run.number,
        open=OPEN,
        as_of=run.as_of,
        start=start,
        end=run.as_of + 1,
        team=team,
        channel="",
        day0=calendar.day0,
        month=calendar.month,
        turn=calendar.turn,
    )
    return [{**row, "month": calendar.first_month + row["month"]} for row in rows]


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
