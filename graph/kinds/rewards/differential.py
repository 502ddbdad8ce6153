"""R6: the sponsors above the buyer share the highest rate; each gets its rise over what was paid below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graph.i18n.message import message
from graph.kinds.due import Due, Dues
from graph.kinds.moment import Moment, Person, held_since
from graph.kinds.parameters import Values, lapses, per_package, since, whole
from graph.kinds.reward import PaysOrders, RewardKind, RewardPart
from graph.kinds.values import Amount, PackageName, RankName
from graph.money import to_decimal
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class Differential(RewardPart):
    """R6: per package, the rise of the rate (an amount per rank) along the sponsors above the buyer."""

    kind: Literal["differential"]
    package: PackageName
    rates: dict[RankName, Amount] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class _Rate:
    """One differential of the plan that an order pays: amounts in minor units per package, by rank."""

    package: str
    count: int
    rates: dict[str, int]


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return the highest rate of one package, in minor units."""
    return Fraction(
        sum(max(one.rates.values()) for one in plan.rewards_of(Differential) if one.package == package)
    )


def pay(moment: Moment, plan: "Plan", _before: Dues) -> Sequence[Due]:
    """Walk up from the buyer's sponsor: each receives what its rate rises above the highest paid."""
    due = Due("differential")
    taken: dict[str, Reason] = {}
    paying = list(_paying(moment, plan))
    for rate in paying:
        _walk(due, rate, moment, plan, taken)
    due.refuse(moment.above, lambda person: taken.get(person.id) or _unpaid(person, moment, plan, paying))
    return [due]


def _walk(due: Due, rate: _Rate, moment: Moment, plan: "Plan", taken: dict[str, Reason]) -> None:
    highest, up_to, top = 0, "", max(rate.rates.values())
    counted: dict[str, str | int] = {"count": rate.count, "package": rate.package}
    due.set_aside += rate.count * top
    due.working.append(reason("per_package", **counted, each=top, total=rate.count * top))
    by_number = [rate.rates.get(rank.id, 0) for rank in plan.ranks]
    for person in moment.above:
        number = person.rank_before(moment.point)
        own, rank = by_number[number], plan.ranks[number].id
        if own > highest:
            total = rate.count * (own - highest)
            due.pay(
                person.id,
                total,
                [
                    reason("is_above", who=person.id, before=highest),
                    *held_since(person, rank, moment.point, plan),
                    reason("rise", **counted, rate=own, rank=rank, before=highest, total=total),
                ],
            )
            highest, up_to = own, person.id
        elif own and person.id not in taken:
            paid: dict[str, str | int] = {"rank": rank, "rate": own, "highest": highest, "payee": up_to}
            taken[person.id] = reason("rate_taken", **paid)
    if highest < top:
        left = rate.count * (top - highest)
        due.left.append(reason("rate_left", **counted, highest=highest, top=top, total=left))


def _unpaid(person: Person, moment: Moment, plan: "Plan", paying: Sequence[_Rate]) -> Reason:
    """Return why a member without a paid rank got nothing; who reaches one later is told apart."""
    at = moment.point
    for rank in range(person.rank_before(at) + 1, len(person.since) + 1):
        name = plan.ranks[rank].id
        if any(rate.rates.get(name) for rate in paying):
            if lost := person.lost(rank, at):
                return reason("rank_lapsed", who=person.id, rank=name, since=lost)
            reached = person.since[rank - 1]
            if reached == at:
                return reason("paid_rank_by_this", who=person.id, rank=name)
            return reason("paid_rank_later", who=person.id, rank=name, since=reached)
    return reason("no_paid_rank")


def _paying(moment: Moment, plan: "Plan") -> Iterator[_Rate]:
    for one in plan.rewards_of(Differential):
        count = moment.packages.get(one.package, 0)
        if count and any(one.rates.values()):
            yield _Rate(one.package, count, dict(one.rates))


def set_aside(plan: "Plan") -> list[Values]:
    """Return what is set aside, as statements take it: the highest rate of each package."""
    highest = {one.package: max(one.rates.values()) for one in plan.rewards_of(Differential)}
    return [whole("differential", per_package(plan, highest))]


def parameters(plan: "Plan") -> Values:
    """Return what `nightly/rewards/differential` takes."""
    return {"rates": rates(plan)}


def rates(plan: "Plan") -> list[Values]:
    """Return the ranks that are paid, lowest first, with their rises per package."""
    found: list[Values] = []
    before = dict.fromkeys(plan.packages, 0)
    by_package = {one.package: one.rates for one in plan.rewards_of(Differential)}
    for number, rank in enumerate(plan.ranks):
        rises = []
        for name in plan.packages:
            rate = by_package.get(name, {}).get(rank.id) or before[name]
            rises.append(rate - before[name])
            before[name] = rate
        if any(rises):
            held = {"since": since(plan, rank.id), "off": lapses(plan, rank.id)}
            found.append({"rank": number, **held, "rises": rises})
    return found


def problems(reward: Differential, plan: "Plan") -> Iterator[Problem]:
    """Check that a higher rank never has a lower rate, as the walk pays rises; the lowest has none."""
    ids = [rank.id for rank in plan.ranks]
    if ids[0] in reward.rates:
        yield (
            ("rates", ids[0]),
            message("{rank} is the rank that everybody holds: name a higher reward", rank=ids[0]),
        )
    highest = 0
    for rank in ids[min(ids.index(rank) for rank in reward.rates) :]:
        rate = reward.rates.get(rank, 0)
        if rate < highest:
            words = message(
                "the rate of {rank} falls below {highest}, that of a lower rank",
                rank=rank,
                highest=to_decimal(highest),
            )
            yield ("rates",), words
        highest = max(highest, rate)


def describe(reward: Differential) -> Reason:
    """Return the reward in words."""
    rates = ", ".join(f"{rank} {to_decimal(rate)}" for rank, rate in reward.rates.items())
    return reason("plan_differential", package=reward.package, rates=rates)


KIND = RewardKind(
    name="differential",
    rule="R6",
    part=Differential,
    figures=frozenset({"rates"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysOrders(pay, set_aside, parameters),
)
