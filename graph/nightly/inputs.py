"""What a night is calculated from, and the parameters that its statements share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.clock import BEGINNING, NEVER, OPEN, SHIFT, day_of, point
from graph.fact_files import FROM_GRAPH, KeptFiles
from graph.kinds.parameters import Values, lapses, since
from graph.months import Month, months_over
from graph.nightly.calendar import Calendar
from graph.plan import Plan
from graph.plan.windows import Window

if TYPE_CHECKING:
    from graph.nightly.recalculation import Recalculation


@dataclass(frozen=True)
class Night:
    """What a calculation is for: the run's number, its time, its plans and its calendar.

    facts: what is calculated anew from. published: what the run before says
    (graph.columnar.run_tables); FROM_GRAPH: nobody knows, and a comparison reads the whole run.
    started: when it began, microseconds UTC. payouts: numbers of the batches that were approved before that.
    recalculation: the SQL engine's calculation, when there is one already. resumes: whether a calculation was
    left behind, which may have marked orders and buyers. marks_from: the time (microseconds UTC) before which
    no order was changed since the published run.
    """

    run: int
    before: int
    as_of: int
    windows: list[Window]
    calendar: Calendar
    facts: KeptFiles = FROM_GRAPH
    published: KeptFiles = FROM_GRAPH
    recalculation: "Recalculation | None" = None
    resumes: bool = False
    marks_from: int = -OPEN
    started: int = 0
    payouts: tuple[int, ...] = ()

    @property
    def plan(self) -> Plan:
        """The first plan: ranks, packages, fund and readings are the same in all of them."""
        return self.windows[0].plan

    @property
    def months(self) -> list[Month]:
        """The months that are over at `as_of`, from that of the first order on."""
        return months_over(self.calendar.first_month, self.as_of, self.plan.zone)

    @property
    def is_first(self) -> bool:
        """Whether nothing is published yet."""
        return self.before == -OPEN

    @property
    def first_open_day(self) -> str:
        """The first day whose pools the run may share (R7): those before it are closed; "": none is."""
        if self.is_first or self.plan.readings.pool_days == "restate":
            return ""
        return day_of(self.before, self.plan.zone).isoformat()  # it was not over then

    def days_to_share(self) -> list[Values]:
        """Return the days of the calendar that are over at `as_of` and not closed."""
        over = (day for day in self.calendar.days if int(str(day["end"])) <= self.as_of)
        return [day for day in over if str(day["day"]) >= self.first_open_day]


def common(night: Night) -> Values:
    """Return the parameters that statements share, by name."""
    plan = night.plan
    return {
        "run": night.run,
        "stamp": f"{night.run:06}",
        "open": OPEN,
        "as_of": night.as_of,
        "before": night.before,
        "started": night.started,
        "batches": list(night.payouts),
        "shift": SHIFT,
        "zone": plan.time_zone,
        "buys": "s1",
        "owns": since(plan, plan.owner_rank),
        "owns_off": lapses(plan, plan.owner_rank),
        "never": NEVER,
        "day0": night.calendar.day0,
        "month": night.calendar.month,
        "turn": night.calendar.turn,
        "months": night.calendar.first_month,
        "sinces": [f"s{number}" for number in range(1, len(plan.ranks))],
        "offs": [
            {"rank": number, "off": f"s{number}_off", "prefix": f"{number} "}
            for number in range(plan.lapsing, len(plan.ranks))
        ],
        "from_at": night.marks_from,
        "from_point": BEGINNING if night.marks_from == -OPEN else point(night.marks_from),
        "starts": ["", *(point(month.end) for month in night.months), NEVER],
    }
