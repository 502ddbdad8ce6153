"""A plan in words: what a rank asks for, what each reward pays, what is held; for people who check it."""

from collections.abc import Iterator

from graph.kinds import conditions, rewards
from graph.plan.model import Plan, Rank
from graph.words import english
from graph.words.rates import percent


def conditions_in_words(plan: Plan, rank: Rank) -> list[str]:
    """Return what a rank asks for, one sentence part per condition; all must hold."""
    words = english({}, plan.time_zone)
    return [words.sentence(conditions.BY_NAME[one.kind].describe(one, plan)) for one in rank.conditions]


def rewards_in_words(plan: Plan) -> Iterator[str]:
    """Yield a sentence per reward, in the plan's order; amounts are per package."""
    words = english({}, plan.time_zone)
    for one in plan.rewards:
        yield words.sentence(rewards.BY_NAME[one.kind].describe(one))


def hold_in_words(plan: Plan) -> str:
    """Return what is held back of earnings, and until when (R8)."""
    fund = plan.fund
    if fund is None:
        return "nothing is held back"
    recruits = f"the first {fund.recruits} recruits are" if fund.recruits > 1 else "the first recruit is"
    orders = f"{fund.orders} orders with {fund.package} stand" if fund.orders > 1 else "one order stands"
    return (
        f"{percent(fund.share)} of {' and '.join(fund.of)} is held back until {recruits} "
        f"{fund.recruit_rank} or higher and {orders} below them"
    )
