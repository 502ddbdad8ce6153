"""The guards of a run: what is calculated soundly and looks wrong is published only when somebody says so.

A check finds what cannot be; a guard finds what can, and seldom is: a payout above the plan's ceiling, a
company that is another one overnight. Whoever knows that it is right accepts the guard by its name, with a
reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from graph.columnar.statements import filled
from graph.database import Database, Row
from graph.errors import UserError
from graph.nightly.checks import Check
from graph.nightly.inputs import Night
from graph.nightly.recalculation import Recalculation
from graph.plan.shelf import ceiling
from graph.reads.history import Accepted, nights
from graph.settings import OFF, Limit, Settings
from graph.words.rates import percent
from graph.words.reasons import Reason, reason

GUARDS = ("payout", "members", "revenue", "entries", "quarantine")
"""The names of the guards, as `--accept` takes them."""
_COMPARED = {"members": "check_members", "revenue": "check_revenue", "entries": "check_entries"}
"""The figures that are compared with the last run, each with what is found."""
_HUNDRED = 100


@dataclass(frozen=True)
class Figures:
    """What guards look at, and readers: a run in few figures. Money in minor units.

    entries: of the whole ledger. waiting: rows in the quarantine. newest: when the newest order that stands
    counts, microseconds UTC, 0 without orders.
    """

    members: int
    revenue: int
    rewards: int
    entries: int
    waiting: int
    newest: int

    def as_counts(self, posted: Row) -> dict[str, int]:
        """Return what a run keeps of them; `posted`: how many entries are its own, and what they come to."""
        return {
            **{name: posted[name] for name in ("entries", "rewards", "breakage")},
            "ledger": self.entries,
            "members": self.members,
            "revenue": self.revenue,
            "waiting": self.waiting,
            "newest": self.newest,
        }


@dataclass(frozen=True)
class Guards:
    """What guards allow, and which are accepted for this night: by name, who says so and why.

    A guard whose limit is OFF does not look. `payout`: percent of the revenue, None for the plan's ceiling.
    `members`, `revenue`, `entries`: by how many percent they may be off the last run, where that had
    `from_members` or more. `quarantine`: by how many rows it may grow.
    """

    payout: Limit | None = OFF
    members: Limit = OFF
    revenue: Limit = OFF
    entries: Limit = OFF
    quarantine: Limit = OFF
    from_members: int = 0
    accepted: Mapping[str, Accepted] | None = None

    @classmethod
    def of(cls, settings: Settings, accepted: Mapping[str, Accepted]) -> "Guards":
        """Return the guards of the settings.

        Raises:
            UserError: when a guard that does not exist is accepted.
        """
        for name in accepted:
            if name not in GUARDS:
                raise UserError(
                    "there is no guard {name!r} to accept: the guards are {guards}",
                    name=name,
                    guards=", ".join(GUARDS),
                )
        return cls(
            payout=settings.upline_guard_payout,
            members=settings.upline_guard_members,
            revenue=settings.upline_guard_revenue,
            entries=settings.upline_guard_entries,
            quarantine=settings.upline_guard_quarantine,
            from_members=settings.upline_guard_from_members,
            accepted=accepted,
        )

    def check(self, night: Night, now: Figures, before: Mapping[str, int] | None) -> list[Check]:
        """Return what the guards say of a run; `before`: the counts of the last one, None without one."""
        return [self._accept(one) for one in self._checks(night, now, before)]

    def _accept(self, check: Check) -> Check:
        accepted = (self.accepted or {}).get(check.name)
        return check if check.passed or accepted is None else replace(check, accepted=accepted)

    def _checks(self, night: Night, now: Figures, before: Mapping[str, int] | None) -> Iterator[Check]:
        if self.payout != OFF:
            yield _payout(night, now, self.payout)
        for name in _COMPARED:
            if (most := getattr(self, name)) != OFF:
                yield Check(name, *self._compare(name, getattr(now, name), before, most))
        if self.quarantine != OFF:
            yield _quarantine(now, before, self.quarantine)

    def _compare(
        self, name: str, after: int, before: Mapping[str, int] | None, most: float
    ) -> tuple[bool, tuple[Reason, ...]]:
        if before is not None and before.get("members", self.from_members) < self.from_members:
            small = reason("check_small", members=before["members"], least=self.from_members)
            return True, (small,)
        kept = None if before is None else before.get("ledger" if name == "entries" else name)
        if kept is None:
            return True, (reason("check_nothing_before"),)
        values: dict[str, Any] = {"before": kept, "after": after, "most": f"{most:g} %"}
        passed = abs(after - kept) * _HUNDRED <= most * abs(kept)
        return passed, (reason(_COMPARED[name], **values),)


UNGUARDED = Guards()
"""No guard looks."""


def _payout(night: Night, now: Figures, most: Limit | None) -> Check:
    """Check that no more is paid of the revenue than the plans can pay, or than a setting allows."""
    limit = (
        max(ceiling(window.plan) for window in night.windows)
        if most is None
        else Fraction(str(most)) / _HUNDRED
    )
    ratio = percent(Fraction(now.rewards, now.revenue)) if now.revenue else "-"
    found = reason("check_payout", rewards=now.rewards, revenue=now.revenue, ratio=ratio, most=percent(limit))
    return Check("payout", now.rewards <= limit * now.revenue or now.rewards <= 0, (found,))


def _quarantine(now: Figures, before: Mapping[str, int] | None, most: float) -> Check:
    kept = None if before is None else before.get("waiting")
    if kept is None:
        return Check("quarantine", passed=True, found=(reason("check_nothing_before"),))
    found = reason("check_quarantine", before=kept, after=now.waiting, most=f"{most:g}")
    return Check("quarantine", now.waiting - kept <= most, (found,))


def figures(
    database: Database, calculation: Recalculation, run: int, posted: Row | None = None
) -> tuple[Figures, Row]:
    """Return a run that is calculated, not published, in few figures; and what it posted (`run/posted`).

    posted: that, where it is known: the statement looks at the whole ledger.
    """
    calculation.calculate()
    members, revenue, rewards, newest = calculation.engine.read(filled("checks/company", {}))[0]
    posted = posted or database.read("run/posted", run=run)[0]
    waiting = database.read("load/quarantine/size")[0]["size"]
    return Figures(members, revenue, rewards, posted["ledger"], waiting, newest), posted


def counts_before(database: Database, run: int) -> Mapping[str, int] | None:
    """Return the counts of the run that is published before this one; None where there is none."""
    last = nights(database, below=run, limit=1)
    return last[0].run.counts if last else None
