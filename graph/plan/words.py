"""A plan in words: what a rank asks for, what each reward pays, what is held; for people who check it."""

from collections.abc import Iterator
from fractions import Fraction

from graph.money import to_decimal
from graph.plan.kinds import (
    Condition,
    DailyPool,
    Differential,
    Direct,
    DirectRecruits,
    HoldsPackage,
    HoldsRank,
    Legs,
    Override,
    Peer,
    Registered,
    Reward,
)
from graph.plan.model import Plan, Rank


def conditions_in_words(plan: Plan, rank: Rank) -> list[str]:
    """Return what a rank asks for, one sentence part per condition; all must hold."""
    return [_condition(plan, one) for one in rank.conditions]


def _condition(plan: Plan, one: Condition) -> str:
    match one:
        case Registered():
            return "is registered"
        case HoldsPackage():
            return f"has bought {one.package}"
        case HoldsRank():
            return f"is {one.rank} or higher"
        case DirectRecruits():
            many = f"{one.count} members" if one.count > 1 else "a member"
            return f"has directly sponsored {many} of rank {one.rank} or higher"
        case Legs():
            each = plan.each_leg(one)
            many = f"{each} members" if each > 1 else "a member"
            return f"has {one.count} legs that each contain {many} of rank {one.rank} or higher"


def rewards_in_words(plan: Plan) -> Iterator[str]:
    """Yield a sentence per reward, in the plan's order; amounts are per package."""
    for reward in plan.rewards:
        yield _reward(reward)


def _reward(reward: Reward) -> str:
    match reward:
        case Direct():
            who = f"the buyer's sponsor, from rank {reward.payee_rank} on"
            return f"direct: {to_decimal(reward.amount)} for each {reward.package} to {who}"
        case Override():
            who = f"the owner of the buyer's team, from rank {reward.payee_rank} on"
            return f"override: {to_decimal(reward.amount)} for each {reward.package} to {who}"
        case Peer():
            kinds = " and ".join(reward.of)
            earned = f"what a member of rank {reward.earner_rank} or higher earns by {kinds}"
            return (
                f"peer: {percent(reward.rate)} of {earned}, to its mentor, from rank {reward.payee_rank} on"
            )
        case Differential():
            rates = ", ".join(f"{rank} {to_decimal(rate)}" for rank, rate in reward.rates.items())
            return (
                f"differential: up to these rates for each {reward.package}, shared up the sponsors: {rates}"
            )
        case DailyPool():
            pool = f"the daily pool of rank {reward.rank}"
            return f"pool: {to_decimal(reward.amount)} for each {reward.package} into {pool}"


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


def percent(share: Fraction) -> str:
    """Return a share as a percentage with at most two decimals, such as 58.66 % or 10 %."""
    hundredths = round(share * 10_000)
    whole, part = divmod(abs(hundredths), 100)
    decimals = f".{part:02d}".rstrip("0").rstrip(".")
    return f"{'-' if hundredths < 0 else ''}{whole}{decimals} %"
