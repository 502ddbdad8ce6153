"""A plan in words: what a rank asks for, what each reward pays, what is held; for people who check it."""

from collections.abc import Iterator

from graph.i18n.message import Joined, Message, message
from graph.kinds import conditions, rewards
from graph.plan.model import Plan, Rank
from graph.words import spoken
from graph.words.rates import percent


def conditions_in_words(plan: Plan, rank: Rank, language: str = "english") -> list[str]:
    """Return what a rank asks for, one sentence part per condition; all must hold."""
    words = spoken(language, {}, plan.time_zone)
    return [words.sentence(conditions.BY_NAME[one.kind].describe(one, plan)) for one in rank.conditions]


def rewards_in_words(plan: Plan, language: str = "english") -> Iterator[str]:
    """Yield a sentence per reward, in the plan's order; amounts are per package."""
    words = spoken(language, {}, plan.time_zone)
    for one in plan.rewards:
        yield words.sentence(rewards.BY_NAME[one.kind].describe(one))


def hold_in_words(plan: Plan) -> Message:
    """Return what is held back of earnings, and until when (R8)."""
    fund = plan.fund
    if fund is None:
        return message("nothing is held back")
    return message(
        "{share} of {kinds} is held back until {recruits} {rank} or higher and {orders} below them",
        share=percent(fund.share),
        kinds=Joined(tuple(fund.of), " and "),
        recruits=message("the first {number} recruits are", number=fund.recruits)
        if fund.recruits > 1
        else message("the first recruit is"),
        rank=fund.recruit_rank,
        orders=message("{number} orders with {package} stand", number=fund.orders, package=fund.package)
        if fund.orders > 1
        else message("one order stands"),
    )
