"""The members of the company or of a team by rank, in a month and the one before it."""

from dataclasses import dataclass

from graph.clock import day_start, point
from graph.database import Database
from graph.months import first_day_of
from graph.reads.members import read_whole
from graph.reads.runs import Run


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
    before, end = (day_start(first_day_of(at), run.zone) for at in (month, month + 1))
    rows = read_whole(
        lambda: database.read(
            "read/overview/people",
            run=run.number,
            team=team,
            month=month,
            before=before,
            end=end,
            point_before=point(before),
            point_end=point(end),
        ),
        lambda row: row["rank"] is not None,
    )
    return [People(**row) for row in rows]
