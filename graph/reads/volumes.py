"""Personal, group and team volume of a member in a run: of all time, by month, or between any two days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.clock import OPEN, day_start
from graph.database import Database, Row
from graph.errors import UserError
from graph.months import month_name, number_of
from graph.reads.members import read_whole
from graph.reads.runs import Run
from graph.reads.standings import no_member


@dataclass(frozen=True, slots=True)
class Leg:
    """A direct recruit with its group volume in minor units; `name` is "" where there is none."""

    member_id: str
    name: str
    group: int


@dataclass(frozen=True, slots=True)
class MonthVolume:
    """The volumes of one month (2026-01) in minor units."""

    month: str
    personal: int
    group: int

    @property
    def team(self) -> int:
        """The volume of the team: the member excluded."""
        return self.group - self.personal


@dataclass(frozen=True, slots=True)
class Volume:
    """The volumes of a period in minor units, net of refunds, in the period of the order.

    `legs`: some of the `recruits` direct recruits, largest group volume first, equal ones by id. `months`:
    of all time only, from the company's first month to the last one in which the member has volume.
    """

    personal: int
    group: int
    recruits: int
    legs: tuple[Leg, ...]
    months: tuple[MonthVolume, ...] = ()

    @property
    def team(self) -> int:
        """The volume of the team: the member excluded."""
        return self.group - self.personal


@dataclass(frozen=True, slots=True)
class LegsBehind:
    """Which legs are wanted: at most `limit` of those behind one with this volume and id."""

    limit: int = 20
    volume: int = OPEN
    after: str = ""

    @property
    def parameters(self) -> dict[str, object]:
        """The parameters of the statements."""
        return {"limit": self.limit, "volume": self.volume, "after": self.after}


def volume(database: Database, run: Run, member_id: str, legs: LegsBehind) -> Volume:
    """Return the volume of all time, with the months.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    row = _stored(database, run, member_id, legs, {"all": True, "from": 0, "to": 0})
    return _volume(row, tuple(_months(row)))


def usual_month(months: Sequence[MonthVolume], run: Run) -> str:
    """Return the month to look at when nobody says which: the last one with volume that is over in the run.

    months: those of a member (`volume`). Where none is, the last one with volume, else the run's.
    """
    with_volume = [one.month for one in months if one.group]
    over = [month for month in with_volume if month < run.day[:7]]
    return (over or with_volume or [run.day[:7]])[-1]


def volume_between(
    database: Database, run: Run, member_id: str, days: tuple[date, date], legs: LegsBehind
) -> Volume:
    """Return the volume of days in the plan's zone: the first is included, the second is not.

    Whole months come from the lists that the nightly run stored; for the days before and behind them the
    orders of the whole team are read: about a second for a team of 50 000.

    Raises:
        UserError: when the second day is not after the first.
        NotFoundError: when the run knows no such member.
    """
    first, end = days
    if first >= end:
        raise UserError(
            "from {first} to {end} is no time: `to` is the day after the last one", first=first, end=end
        )
    if first.day == end.day == 1:
        months = {"from": number_of(first), "to": number_of(end)}
        return _volume(_stored(database, run, member_id, legs, {"all": False, **months}))
    since = first if first.day == 1 else _next_month(first)
    until = max(since, end.replace(day=1))
    period = {
        "from": day_start(first, run.zone),
        "to": day_start(end, run.zone),
        "since": day_start(since, run.zone),
        "until": day_start(until, run.zone),
        "first": number_of(since),
        "end": number_of(until),
        **legs.parameters,
    }
    rows = read_whole(
        lambda: database.read("read/members/volume_between", member=member_id, run=run.number, **period),
        lambda row: row["group"] is not None,
    )
    if not rows:
        raise no_member(run, member_id)
    return _volume(rows[0])


def _stored(database: Database, run: Run, member_id: str, legs: LegsBehind, period: dict[str, object]) -> Row:
    rows = read_whole(
        lambda: database.read(
            "read/members/volume", member=member_id, run=run.number, **period, **legs.parameters
        ),
        lambda row: row["group"] is not None and all(leg["group"] is not None for leg in row["legs"]),
    )
    if not rows:
        raise no_member(run, member_id)
    return rows[0]


def _volume(row: Row, months: tuple[MonthVolume, ...] = ()) -> Volume:
    legs = tuple(Leg(leg["member_id"], leg["name"] or "", leg["group"]) for leg in row["legs"])
    return Volume(row["personal"], row["group"], row["recruits"], legs, months)


def _months(row: Row) -> Iterator[MonthVolume]:
    """Yield the months of the lists; that of personal volume ends with the last month that has any."""
    own = row["personal_by_month"]
    for place, group in enumerate(row["group_by_month"]):
        number = row["months"] + place
        personal = own[place] if place < len(own) else 0
        yield MonthVolume(month_name(number), personal, group)


def _next_month(day: date) -> date:
    """Return the first day of the next month; the calendar's last day where there is none."""
    if (day.year, day.month) == (date.max.year, 12):
        return date.max
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
