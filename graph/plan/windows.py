"""Plans in time: the part of the clock whose orders each pays, and how long their entries are held."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.clock import NEVER, OPEN, SHIFT, point
from graph.kinds.parameters import Values
from graph.kinds.rewards import level, level_plan
from graph.plan.model import Plan
from graph.plan.succession import in_order


@dataclass(frozen=True)
class Window:
    """A plan and the part of the clock whose orders it pays: `start` <= point < `until`."""

    plan: Plan
    start: str
    until: str

    @property
    def micros(self) -> tuple[int, int]:
        """The same part of the clock in microseconds UTC."""
        first = -OPEN if self.plan.starts is None else self.plan.starts
        return first, OPEN if self.until == NEVER else int(self.until) - SHIFT


def windows(plans: Sequence[Plan]) -> list[Window]:
    """Return each plan with its part of the clock, in order."""
    ordered = in_order(plans)
    starts = ["" if plan.starts is None else point(plan.starts) for plan in ordered]
    return [Window(*one) for one in zip(ordered, starts, [*starts[1:], NEVER], strict=True)]


def holds(plans: Sequence[Plan]) -> list[Values]:
    """Return the kinds whose entries are held until after receipt, as `parts/on_hold` takes them (R10)."""
    return [
        {
            "kind": level.KIND.name,
            "from": one.start,
            "until": one.until,
            "time": level_plan.held_for(one.plan),
        }
        for one in windows(plans)
        if level_plan.held_for(one.plan)
    ]
