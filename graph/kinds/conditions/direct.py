"""Condition `direct`: so many directly sponsored members hold a rank."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import (
    SHOWN,
    ConditionKind,
    ConditionPart,
    Have,
    Network,
    Told,
    counts_lower_ranks,
)
from graph.kinds.parameters import Values, since
from graph.kinds.values import Count, RankName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class DirectRecruits(ConditionPart):
    """At least `count` directly sponsored members hold `rank` or a higher one."""

    kind: Literal["direct"]
    count: Count
    rank: RankName


def have(one: DirectRecruits, member: str, network: Network, plan: "Plan") -> Have:
    """Return how many directly sponsored members hold the rank."""
    recruits = network.recruits(member, plan.rank_number(one.rank), SHOWN)

    def tell() -> Told:
        details = [
            reason("recruit_holds", who=who, rank=one.rank, since=since) for who, since in recruits.first
        ]
        told = reason("recruits", rank=one.rank, have=recruits.holders, need=one.count)
        return Told(told, details, recruits.number - len(details))

    return Have(recruits.holders, one.count, tell)


def steps(one: DirectRecruits, plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statement that counts the recruits."""
    return [("ranks/direct", {"since": since(plan, one.rank), "count": one.count})]


def problems(one: DirectRecruits, plan: "Plan", number: int) -> Iterator[Problem]:
    """Check that it counts members of lower ranks."""
    return counts_lower_ranks(one.rank, plan, number)


def describe(one: DirectRecruits, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    if one.count == 1:
        return reason("plan_recruit", rank=one.rank)
    return reason("plan_recruits", count=one.count, rank=one.rank)


KIND = ConditionKind("direct", DirectRecruits, problems, describe, have, steps)
