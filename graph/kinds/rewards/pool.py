"""R7: daily pools, fed by packages and shared at the end of a day among the holders of a rank."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from graph.i18n.message import message
from graph.kinds.moment import Moment
from graph.kinds.reward import RewardKind, RewardPart, SharesDays
from graph.kinds.values import Amount, PackageName, RankName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class DailyPool(RewardPart):
    """R7: `amount` per package into the pool of `rank` (which is also the pool's name)."""

    kind: Literal["pool"]
    package: PackageName
    rank: RankName
    amount: Amount


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package feeds to all pools, in minor units."""
    return Fraction(sum(one.amount for one in plan.rewards_of(DailyPool) if one.package == package))


def names(plan: "Plan") -> list[str]:
    """Return the names of the pools: the ids of the ranks that share them."""
    return list(dict.fromkeys(one.rank for one in plan.rewards_of(DailyPool)))


def fed(moment: Moment, plan: "Plan", pool: str) -> tuple[int, list[Reason]]:
    """Return what an order puts into a pool, in minor units, and the arithmetic."""
    total, working = 0, []
    for one in plan.rewards_of(DailyPool):
        count = moment.packages.get(one.package, 0)
        if one.rank == pool and count and one.amount:
            each = {"each": one.amount, "total": count * one.amount}
            working.append(reason("per_package", count=count, package=one.package, **each))
            total += count * one.amount
    return total, working


def holds(rank: int, pool: str, plan: "Plan") -> bool:
    """Return whether who holds a rank (its number) when a day ends shares a pool on that day."""
    needed = plan.rank_number(pool)
    return rank == needed or (rank > needed and plan.readings.holders == "at_least")


def problems(reward: DailyPool, plan: "Plan") -> Iterator[Problem]:
    """Check that a pool is not for the lowest rank."""
    if reward.rank == plan.ranks[0].id:
        yield (
            ("rank",),
            message("{rank} is the rank that everybody holds: name a higher reward", rank=reward.rank),
        )


def describe(reward: DailyPool) -> Reason:
    """Return the reward in words."""
    return reason("plan_pool", amount=reward.amount, package=reward.package, rank=reward.rank)


KIND = RewardKind(
    name="pool",
    rule="R7",
    part=DailyPool,
    figures=frozenset({"amount"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=SharesDays(names, fed, holds),
)
