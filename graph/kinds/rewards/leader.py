"""R12: a rate of what a buying group bought, to its leader, once the group succeeded."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from graph.i18n.message import message
from graph.kinds.parameters import Values, share
from graph.kinds.reward import PaysTotals, RewardKind, RewardPart
from graph.kinds.rewards.level_plan import highest_share
from graph.kinds.total import Books, GroupTotal, TotalDue
from graph.kinds.values import FINEST, Rate, rounded_down
from graph.months import Month
from graph.words.rates import exact_percent
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.plan.windows import Window


class Leader(RewardPart):
    """R12: `rate` of the net amount of a group's orders that count, to its leader on the day it succeeded."""

    kind: Literal["leader"]
    rate: Rate


def pay(books: Books) -> Iterator[TotalDue]:
    """Yield what leaders are due of their groups, by the plan that is valid when a group succeeds."""
    for group in books.groups():
        if group.success is None:
            why = reason("leader_waits", group=group.id, have=group.buyers)
            yield TotalDue("leader", group.id, group.day, group.leader_id, 0, [why])
            continue
        plan = books.plan_at(group.success)
        for reward in plan.rewards_of(Leader) if plan else ():
            yield _due(reward, group, group.success)


def _due(reward: Leader, group: GroupTotal, success: int) -> TotalDue:
    amount = rounded_down(reward.rate, group.net)
    why = [
        reason("is_leader", group=group.id, at=success, buyers=group.buyers),
        reason("leader_share", rate=exact_percent(reward.rate), of=group.net, total=amount),
    ]
    return TotalDue("leader", group.id, group.day, group.leader_id, amount, why)


def parameters(windows: Sequence["Window"], _months: Sequence[Month]) -> Values:
    """Return what `nightly/rewards/leader` takes: each plan's rate, and the times at which it is valid."""
    return {
        "leaders": [
            {"start": start, "end": end, **share(reward.rate)}
            for window in windows
            for start, end in [window.micros]
            for reward in window.plan.rewards_of(Leader)
        ]
    }


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package pays at most, in minor units: the rate of its price (R9)."""
    return sum((one.rate for one in plan.rewards_of(Leader)), Fraction(0)) * plan.packages[package].price


def problems(reward: Leader, plan: "Plan") -> Iterator[Problem]:
    """Check that no more than all is paid, with levels, and that amounts times the rate fit 64 bits."""
    if reward.rate + highest_share(plan) > 1:
        yield ("rate",), "the rates of leader and of the levels on one line add up to more than 100 %"
    if reward.rate.denominator > FINEST:
        yield (
            ("rate",),
            message(
                "the rate must be a multiple of at least 1/{finest}: write a percentage with up to three "
                "decimals",
                finest=FINEST,
            ),
        )


def describe(reward: Leader) -> Reason:
    """Return the reward in words."""
    return reason("plan_leader", rate=exact_percent(reward.rate))


KIND = RewardKind(
    name="leader",
    rule="R12",
    part=Leader,
    figures=frozenset({"rate"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysTotals(pay, parameters, of_groups=True),
)
