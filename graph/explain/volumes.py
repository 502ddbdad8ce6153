"""Volumes by month of one member and of its legs (R11), and the groups it leads (R12), as a run saw them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.kinds.total import GroupTotal, group_day
from graph.months import Month, months_over
from graph.plan import Plan, valid_plan
from graph.reads.groups import buying_groups
from graph.reads.runs import Run

_GROUPS = 100


@dataclass(frozen=True)
class VolumesOfOne:
    """The books of one member (graph.kinds.total.Books): it and its legs are read once, when asked for."""

    database: Database
    run: Run
    member_id: str

    def months(self) -> Sequence[Month]:
        """Return the months that are over, from that of the first order on."""
        return self._months

    def members(self) -> Iterable[str]:
        """Return the one member."""
        return [self.member_id]

    def plan_at(self, at: int) -> Plan | None:
        """Return the plan that is valid at a time (microseconds UTC)."""
        return valid_plan(self.run.plans, at)

    def own_volume(self, member: str, month: Month) -> int:
        """Return the personal volume of the member or a leg in a month."""
        return _of_month(self._rows[member]["own"], month)

    def group_volume(self, member: str, month: Month) -> int:
        """Return the group volume of the member or a leg in a month."""
        return _of_month(self._rows[member]["group"], month)

    def legs(self, member: str) -> Sequence[str]:
        """Return the directly sponsored members of the member."""
        return [one for one in self._rows if one != member]

    def groups(self) -> Iterable[GroupTotal]:
        """Yield the buying groups that the member leads, those that opened last first, at most so many."""
        led = buying_groups(self.database, self.run, Scope(), _GROUPS, leader=self.member_id)
        for one in led:
            day = group_day(one.success, one.closes, self.run.zone)
            yield GroupTotal(one.group_id, self.member_id, one.buyers, one.success, day, one.net)

    @cached_property
    def _rows(self) -> dict[str, Row]:
        rows = self.database.read("read/explain/volumes", member=self.member_id, run=self.run.number)
        return {row["id"]: row for row in rows}

    @cached_property
    def _months(self) -> list[Month]:
        return months_over(self._rows[self.member_id]["months"], self.run.as_of, self.run.zone)


def _of_month(volumes: Sequence[int], month: Month) -> int:
    return volumes[month.index] if month.index < len(volumes) else 0
