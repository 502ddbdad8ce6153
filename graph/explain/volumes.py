"""Volumes by month of one member and of its legs (R11), and the groups it leads (R12), as a run saw them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.clock import day_of
from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.kinds.basis import Basis
from graph.kinds.rewards.bracket import counted_lines
from graph.kinds.total import GroupTotal
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
    _counted: dict[Basis, Counter[tuple[str, int]]] = field(default_factory=dict, repr=False)

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

    def counted_volume(self, member: str, month: Month, basis: Basis) -> int:
        """Return what of the group volume of a month falls on lines that count, rounded down per order."""
        if basis.whole:
            return self.group_volume(member, month)
        if basis not in self._counted:
            self._counted[basis] = self._count(basis)
        return self._counted[basis][member, month.index]

    def _count(self, basis: Basis) -> Counter[tuple[str, int]]:
        """Add up what counts by member and month: of each leg, and of the member with all of them."""
        months, found = self._months, Counter[tuple[str, int]]()
        for row in self.database.read(
            "read/explain/counted",
            member=self.member_id,
            run=self.run.number,
            starts=[month.start for month in months],
            end=months[-1].end,
            counts=counted_lines(basis),
        ):
            for one in {row["id"], self.member_id}:
                found[one, row["month"]] += row["volume"]
        return found

    def legs(self, member: str) -> Sequence[str]:
        """Return the directly sponsored members of the member."""
        return [one for one in self._rows if one != member]

    def groups(self) -> Iterable[GroupTotal]:
        """Yield the buying groups that the member leads, those that opened last first, at most so many."""
        led = buying_groups(self.database, self.run, Scope(), _GROUPS, leader=self.member_id)
        for one in led:
            day = day_of(one.closes if one.success is None else one.success, self.run.zone).isoformat()
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
