"""Condition `rank`: the member holds a rank or a higher one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import ConditionKind, ConditionPart, Have, Implied, Network, Wording
from graph.kinds.values import RankName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class HoldsRank(ConditionPart):
    """The member holds this rank or a higher one."""

    kind: Literal["rank"]
    rank: RankName


def have(condition: HoldsRank, member: str, network: Network, plan: "Plan") -> Have:
    """Return whether the member holds the rank."""
    holds = network.rank(member) >= plan.rank_number(condition.rank)
    return Have(
        int(holds), 1, lambda: Wording(reason("rank_held" if holds else "rank_missing", rank=condition.rank))
    )


def task(condition: HoldsRank, _plan: "Plan", _short: int) -> Reason:
    """Return which rank to reach."""
    return reason("task_rank", rank=condition.rank)


def problems(_condition: HoldsRank, _plan: "Plan", _number: int) -> Iterator[Problem]:
    """Return nothing: that each rank asks for the one below is a check of the ladder."""
    return iter(())


def describe(condition: HoldsRank, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    return reason("plan_rank", rank=condition.rank)


KIND = ConditionKind(
    "rank",
    HoldsRank,
    problems,
    describe,
    have,
    steps=Implied.BY_RANK_BELOW,
    missing=Implied.BY_RANK_BELOW,
    task=task,
)
