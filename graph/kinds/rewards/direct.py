"""R3: an amount per package to the buyer's sponsor, for the first package and for every repurchase."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from graph.kinds.activity import Active, active_problems, is_active, not_active
from graph.kinds.due import Due, Dues, each_package
from graph.kinds.moment import Moment, Person, held_since, rank_lacking
from graph.kinds.parameters import Values, paying, per_package, whole
from graph.kinds.reward import PaysOrders, RewardKind, RewardPart
from graph.kinds.values import Amount, PackageName, RankName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class Direct(RewardPart):
    """R3: `amount` per package to the buyer's sponsor, if of `payee_rank` before the order."""

    kind: Literal["direct"]
    package: PackageName
    amount: Amount
    payee_rank: RankName
    active: Active | None = None


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package pays the sponsor, in minor units."""
    return Fraction(sum(one.amount for one in plan.rewards_of(Direct) if one.package == package))


def pay(moment: Moment, plan: "Plan", _before: Dues) -> Sequence[Due]:
    """Return what is due to the buyer's sponsor, for each package that pays it."""
    due = Due("direct")
    buyer, above = moment.buyer, moment.above
    sponsor = above[0] if above else None
    for amount, reward in each_package(due, moment, plan.rewards_of(Direct)):
        rank = reward.payee_rank
        if sponsor is None:
            due.left.append(reason("no_sponsor", buyer=buyer.id))
        elif not sponsor.holds(plan.rank_number(rank), moment.point):
            _refuse(due, sponsor, rank_lacking(sponsor, rank, moment, plan))
        elif reward.active and not is_active(reward.active, sponsor, moment):
            _refuse(due, sponsor, not_active(reward.active, sponsor, moment))
        else:
            told = [reason("is_sponsor", who=sponsor.id, buyer=buyer.id)]
            told += held_since(sponsor, rank, moment.point, plan)
            due.pay(sponsor.id, amount, [*told, due.working[-1]])
    if sponsor:
        due.refuse(above, reason("only_sponsor", sponsor=sponsor.id))
    return [due]


def _refuse(due: Due, sponsor: Person, why: Reason) -> None:
    due.left.append(why)
    due.refuse([sponsor], why)


def amounts(plan: "Plan") -> list[int]:
    """Return the amount per package of the plan, in its order."""
    return per_package(plan, {one.package: one.amount for one in plan.rewards_of(Direct)})


def set_aside(plan: "Plan") -> list[Values]:
    """Return what is set aside, as statements take it."""
    return [whole("direct", amounts(plan))]


def parameters(plan: "Plan") -> Values:
    """Return what `nightly/rewards/direct` takes."""
    return {"direct": paying(plan, plan.rewards_of(Direct))}


def problems(reward: Direct, _plan: "Plan") -> Iterator[Problem]:
    """Check what activity asks for."""
    yield from active_problems(reward.active)


def describe(reward: Direct) -> Reason:
    """Return the reward in words."""
    return reason("plan_direct", amount=reward.amount, package=reward.package, payee_rank=reward.payee_rank)


KIND = RewardKind(
    name="direct",
    rule="R3",
    part=Direct,
    figures=frozenset({"amount"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysOrders(pay, set_aside, parameters),
)
