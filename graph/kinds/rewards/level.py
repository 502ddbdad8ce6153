"""R10: percentages by generation of an order's net amount, to the sponsors above the buyer."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from graph.kinds.activity import is_active, not_active
from graph.kinds.basis import Basis, bases, measured
from graph.kinds.due import Due, Dues
from graph.kinds.moment import Moment, Person, held_since, rank_lacking
from graph.kinds.parameters import DAY, Values, active_values, lapses, since
from graph.kinds.reward import PaysOrders, RewardKind
from graph.kinds.rewards.level_plan import (
    Level,
    common_denominator,
    most_paid,
    numerators,
    problems,
)
from graph.kinds.values import GENERATIONS
from graph.words.rates import exact_percent
from graph.words.reasons import Reason, reason

if TYPE_CHECKING:
    from graph.plan.model import Plan


def pay(moment: Moment, plan: "Plan", _before: Dues) -> Sequence[Due]:
    """Return what is due to each generation above the buyer; a share is rounded down once per entry."""
    levels = plan.rewards_of(Level)
    dues = [Due("level", str(number), apart=True) for number in _generations(plan)]
    aside = defaultdict[int, Fraction](Fraction)
    paid = defaultdict[tuple[int, str], Fraction](Fraction)
    why = defaultdict[tuple[int, str], list[Reason]](list)
    for level in levels:
        base = measured(level.basis, moment)
        if not base:
            for due in dues:
                due.idle = due.idle or _why_idle(level, moment)
            continue
        line = _line(level, moment, plan, dues)
        for place, rate in enumerate(level.rates):
            aside[place] += rate * base
            dues[place].working.append(_working(level, moment, base, rate))
            payee = next(line, None)
            if payee is None:
                nobody = reason("nobody_at_generation", buyer=moment.buyer.id, number=place + 1)
                dues[place].left.append(nobody)
            elif refusal := _refusal(level, payee, moment, plan):
                dues[place].left.append(refusal)
                dues[place].refuse([payee], refusal)
            else:
                paid[place, payee.id] += rate * base
                why[place, payee.id] += _why(level, payee, place + 1, moment, plan)
    for place, due in enumerate(dues):
        due.set_aside = math.floor(aside[place])
        due.refuse(moment.above, reason("other_generation", number=place + 1))
    for (place, payee_id), amount in paid.items():
        if math.floor(amount):
            dues[place].pay(payee_id, math.floor(amount), [*why[place, payee_id], *dues[place].working])
    return dues


def _generations(plan: "Plan") -> range:
    return range(1, max((len(one.rates) for one in plan.rewards_of(Level)), default=0) + 1)


def _line(level: Level, moment: Moment, plan: "Plan", dues: Sequence[Due]) -> Iterator[Person]:
    """Yield who is the first generation, the second, and so on: with compression some are passed over."""
    generation = 0
    for person in moment.above:
        skipped = _passed_over(level, person, moment, plan)
        if skipped is None:
            generation += 1
            yield person
            continue
        for due in dues[generation:]:
            due.refuse([person], skipped)


def _passed_over(level: Level, person: Person, moment: Moment, plan: "Plan") -> Reason | None:
    if level.passes_over is None:
        return None
    if not is_active(level.passes_over, person, moment):
        return reason("level_passed_over", days=level.active_days)
    if level.payee_rank and not person.holds(plan.rank_number(level.payee_rank), moment.point):
        return rank_lacking(person, level.payee_rank, moment, plan)
    return None


def _refusal(level: Level, person: Person, moment: Moment, plan: "Plan") -> Reason | None:
    if level.payee_rank and not person.holds(plan.rank_number(level.payee_rank), moment.point):
        return rank_lacking(person, level.payee_rank, moment, plan)
    if level.active and not is_active(level.active, person, moment):
        return not_active(level.active, person, moment)
    return None


def _why(level: Level, payee: Person, number: int, moment: Moment, plan: "Plan") -> Iterator[Reason]:
    if moment.by_member:
        yield reason("is_generation", who=payee.id, buyer=moment.buyer.id, number=number)
    else:
        yield reason("is_generation_of_customer", who=payee.id, buyer=moment.buyer.id, number=number)
    if level.compression == "dynamic":
        yield reason("level_active", who=payee.id, days=level.active_days)
    if level.payee_rank:
        yield from held_since(payee, level.payee_rank, moment.point, plan)
    if level.hold_days:
        yield reason("level_hold", days=level.hold_days)


def _working(level: Level, moment: Moment, base: int, rate: Fraction) -> Reason:
    figures: dict[str, str | int] = {
        "rate": exact_percent(rate),
        "of": base,
        "total": math.floor(rate * base),
    }
    if level.basis.whole:
        return reason("level_share", **figures)
    return reason("level_share_of_lines", **figures, net=moment.net, names=_names(level))


def _why_idle(level: Level, moment: Moment) -> Reason | None:
    basis = level.basis
    if not moment.net:
        return None  # it does not stand: that is told of the whole order
    if not moment.by_member and not basis.customers:
        return reason("level_no_customers", buyer=moment.buyer.id)
    if not basis.has_order(first=moment.first, by_member=True):
        return reason("level_only_first" if basis.orders == "first" else "level_only_repeat")
    return reason("level_no_lines", names=_names(level))


def _names(level: Level) -> str:
    return ", ".join([*level.products, *level.categories])


def _places(plan: "Plan") -> dict[Basis, int]:
    """Return where an order has what rewards are shares of: behind its packages (nightly/network/bases)."""
    return {basis: len(plan.packages) + place for place, basis in enumerate(bases(plan))}


def set_aside(plan: "Plan") -> list[Values]:
    """Return what is set aside, as statements take it: for each generation a share of each basis."""
    places, under = _places(plan), common_denominator(plan)
    found: list[Values] = []
    for number in _generations(plan):
        overs = [0] * (len(plan.packages) + len(places))
        for one in plan.rewards_of(Level):
            overs[places[one.basis]] += ([*numerators(one, under), *[0] * GENERATIONS])[number - 1]
        share = {"over": 1, "under": under}
        found.append({"kind": "level", "source": str(number), "matched": [overs], "shares": [share]})
    return found


def parameters(plan: "Plan") -> Values:
    """Return what `nightly/rewards/level` takes."""
    places, under = _places(plan), common_denominator(plan)
    return {
        "levels": [
            {
                "place": places[one.basis],
                "overs": numerators(one, under),
                "since": since(plan, one.payee_rank) if one.payee_rank else None,
                "off": lapses(plan, one.payee_rank) if one.payee_rank else None,
                "passes": one.active_days * DAY if one.passes_over else None,
                **active_values(one.active),
            }
            for one in plan.rewards_of(Level)
        ],
        "level_under": under,
        "generations": len(_generations(plan)),
    }


def describe(reward: Level) -> Reason:
    """Return the reward in words."""
    return reason(
        "plan_level",
        rates=" / ".join(map(exact_percent, reward.rates)),
        of=_names(reward) or "the net amount",
        orders=reward.orders,
        days=reward.hold_days,
        compression=reward.compression,
        customers=reward.customers,
    )


KIND = RewardKind(
    name="level",
    rule="R10",
    part=Level,
    figures=frozenset({"rates"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysOrders(pay, set_aside, parameters),
)
