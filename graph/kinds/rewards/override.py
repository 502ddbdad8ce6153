"""R4: an amount per package to the owner of the buyer's team, if it then is of a rank. One payee only."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from graph.kinds.activity import Active, active_problems, is_active, not_active
from graph.kinds.due import Due, Dues, each_package
from graph.kinds.moment import Moment, Person, held_since, rank_lacking
from graph.kinds.owners import Ownership, ownership
from graph.kinds.parameters import Values, paying, per_package, whole
from graph.kinds.reward import PaysOrders, RewardKind, RewardPart
from graph.kinds.values import Amount, PackageName, RankName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class Override(RewardPart):
    """R4: `amount` per package to the buyer's team owner, if of `payee_rank` before the order."""

    kind: Literal["override"]
    package: PackageName
    amount: Amount
    payee_rank: RankName
    active: Active | None = None


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package pays the team owner, in minor units."""
    return Fraction(sum(one.amount for one in plan.rewards_of(Override) if one.package == package))


def pay(moment: Moment, plan: "Plan", _before: Dues) -> Sequence[Due]:
    """Return what is due to the buyer's team owner, for each package that pays it."""
    due = Due("override")
    owned = ownership(moment.upline, plan, moment.point)
    owner = moment.person(owned.owner_id) if owned.owner_id else None
    for amount, reward in each_package(due, moment, plan.rewards_of(Override)):
        rank = reward.payee_rank
        if owner is None:
            due.left.append(owned.reason)
        elif not owner.holds(plan.rank_number(rank), moment.point):
            _refuse_owner(due, owner, owned, rank_lacking(owner, rank, moment, plan))
        elif reward.active and not is_active(reward.active, owner, moment):
            _refuse_owner(due, owner, owned, not_active(reward.active, owner, moment))
        else:
            told = [reason("is_owner", who=owner.id, buyer=moment.buyer.id), owned.reason]
            due.pay(owner.id, amount, [*told, *held_since(owner, rank, moment.point, plan), due.working[-1]])
    _refuse_others(due, moment, plan, owned)
    return [due]


def _refuse_owner(due: Due, owner: Person, owned: Ownership, why: Reason) -> None:
    due.left += [owned.reason, why]
    due.refuse([owner], why)


def _refuse_others(due: Due, moment: Moment, plan: "Plan", owned: Ownership) -> None:
    buyer, above = moment.buyer, moment.above
    if not owned.settled:
        due.refuse(above, owned.reason)
        return
    if owned.near_id:
        near = above[owned.passed]
        due.refuse(above[: owned.passed], reason("passed_over", buyer=buyer.id))
        told: dict[str, str] = {
            "who": near.id, "buyer": buyer.id, "rank": plan.owner_rank, "first": buyer.since[0],
        }  # fmt: skip
        if owned.owner_id and owned.owner_id != near.id:
            due.refuse([near], reason("contributes", **told, owner=owned.owner_id))
        elif not owned.owner_id:
            due.refuse([near], reason("contributes_company", **told))
    elif not buyer.opening:
        due.refuse(above, reason("passed_over", buyer=buyer.id))
    if owned.owner_id:
        due.refuse(above, reason("one_owner", buyer=buyer.id, owner=owned.owner_id))
    else:
        due.refuse(above, reason("team_of_company", buyer=buyer.id))


def amounts(plan: "Plan") -> list[int]:
    """Return the amount per package of the plan, in its order."""
    return per_package(plan, {one.package: one.amount for one in plan.rewards_of(Override)})


def set_aside(plan: "Plan") -> list[Values]:
    """Return what is set aside, as statements take it."""
    return [whole("override", amounts(plan))]


def parameters(plan: "Plan") -> Values:
    """Return what `nightly/rewards/override` takes."""
    return {"override": paying(plan, plan.rewards_of(Override))}


def problems(reward: Override, plan: "Plan") -> Iterator[Problem]:
    """Check that teams have owners, and what activity asks for."""
    if plan.team is None:
        yield ("kind",), "a plan without `team` has no team owners to pay"
    yield from active_problems(reward.active)


def describe(reward: Override) -> Reason:
    """Return the reward in words."""
    return reason("plan_override", amount=reward.amount, package=reward.package, payee_rank=reward.payee_rank)


KIND = RewardKind(
    name="override",
    rule="R4",
    part=Override,
    figures=frozenset({"amount"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysOrders(pay, set_aside, parameters),
)
