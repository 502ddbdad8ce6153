"""Condition `direct`: so many directly sponsored members hold a rank."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import (
    SHOWN,
    ConditionKind,
    ConditionPart,
    Have,
    Network,
    Wording,
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


def have(condition: DirectRecruits, member: str, network: Network, plan: "Plan") -> Have:
    """Return how many directly sponsored members hold the rank."""
    recruits = network.recruits(member, plan.rank_number(condition.rank), SHOWN)

    def tell() -> Wording:
        details = [
            reason("recruit_holds", who=who, rank=condition.rank, since=since)
            for who, since in recruits.first
        ]
        told = reason("recruits", rank=condition.rank, have=recruits.holders, need=condition.count)
        return Wording(told, details, recruits.number - len(details))

    return Have(recruits.holders, condition.count, tell)


def steps(condition: DirectRecruits, plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statement that counts the recruits."""
    return [("nightly/ranks/direct", {"since": since(plan, condition.rank), "count": condition.count})]


def missing(condition: DirectRecruits, plan: "Plan") -> tuple[str, Values]:
    """Return the statement that counts the recruits who are missing."""
    own: Values = {"since": since(plan, condition.rank), "count": condition.count}
    return "nightly/ranks/missing/direct", own


def task(condition: DirectRecruits, _plan: "Plan", short: int) -> Reason:
    """Return what to do about so many recruits who are missing."""
    if short == 1:
        return reason("task_recruit", rank=condition.rank)
    return reason("task_recruits", short=short, rank=condition.rank)


def problems(condition: DirectRecruits, plan: "Plan", number: int) -> Iterator[Problem]:
    """Check that it counts members of lower ranks."""
    return counts_lower_ranks(condition.rank, plan, number)


def describe(condition: DirectRecruits, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    if condition.count == 1:
        return reason("plan_recruit", rank=condition.rank)
    return reason("plan_recruits", count=condition.count, rank=condition.rank)


KIND = ConditionKind("direct", DirectRecruits, problems, describe, have, steps, missing, task)
