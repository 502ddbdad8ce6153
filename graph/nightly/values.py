"""What plans mean to statements: rank properties, amounts per package, windows of the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from graph.clock import NEVER, point
from graph.plan import Plan, in_order
from graph.plan.kinds import Direct, Override
from graph.plan.model import Fund

Values = dict[str, object]


def since(plan: Plan, rank_id: str) -> str | None:
    """Return the member property that holds the point of a rank; None for rank 0, which all have."""
    number = plan.rank_number(rank_id)
    return f"s{number}" if number else None


def package_index(plan: Plan, name: str) -> int:
    """Return the place of a package in the plan: lists per package are in this order."""
    return list(plan.packages).index(name)


@dataclass(frozen=True)
class Window:
    """A plan and the part of the clock whose orders it pays: `start` <= point < `until`."""

    plan: Plan
    start: str
    until: str


def windows(plans: Sequence[Plan]) -> list[Window]:
    """Return each plan with its part of the clock, in order."""
    ordered = in_order(plans)
    starts = ["" if plan.starts is None else point(plan.starts) for plan in ordered]
    return [Window(*one) for one in zip(ordered, starts, [*starts[1:], NEVER], strict=True)]


def paying(plan: Plan, rewards: Sequence[Direct | Override]) -> list[Values]:
    """Return the rewards as the parts of `rewards/post` take them."""
    return [
        {
            "package": package_index(plan, one.package),
            "amount": one.amount,
            "since": since(plan, one.payee_rank),
        }
        for one in rewards
    ]


def amounts(plan: Plan, rewards: Sequence[Direct | Override]) -> list[int]:
    """Return the amount per package of the plan, in its order."""
    found = {one.package: one.amount for one in rewards}
    return [found.get(name, 0) for name in plan.packages]


def rewards(plan: Plan) -> Values:
    """Return what `rewards/post` takes of a plan. A plan without a peer match matches no kind."""
    share = plan.peer.rate if plan.peer else Fraction(0)
    return {
        "direct": paying(plan, plan.direct),
        "override": paying(plan, plan.override),
        "of": list(plan.peer.of) if plan.peer else [],
        "earner": since(plan, plan.peer.earner_rank) if plan.peer else None,
        "mentor": since(plan, plan.peer.payee_rank) if plan.peer else None,
        "over": share.numerator,
        "under": share.denominator,
        "rates": rates(plan),
        "set_aside": set_aside(plan),
    }


def rates(plan: Plan) -> list[Values]:
    """Return the ranks that the differential pays, lowest first, with their rises per package (R6)."""
    found: list[Values] = []
    before = dict.fromkeys(plan.packages, 0)
    for rank in plan.ranks:
        rises = []
        for name in plan.packages:
            rate = next((one.rates.get(rank.id) for one in plan.differential if one.package == name), None)
            rises.append((rate or before[name]) - before[name])
            before[name] = rate or before[name]
        if any(rises):
            found.append({"rank": plan.rank_number(rank.id), "since": since(plan, rank.id), "rises": rises})
    return found


def set_aside(plan: Plan) -> list[Values]:
    """Return, per kind, what the plan sets aside for an order: matched lists of amounts and a share (R9)."""
    flat = {"direct": amounts(plan, plan.direct), "override": amounts(plan, plan.override)}
    highest = {one.package: max(one.rates.values()) for one in plan.differential}
    kinds: list[Values] = [
        {"kind": kind, "matched": [found], "over": 1, "under": 1}
        for kind, found in (*flat.items(), ("differential", [highest.get(name, 0) for name in plan.packages]))
    ]
    if plan.peer:
        share = plan.peer.rate
        matched = [flat[kind] for kind in plan.peer.of]
        kinds.append(
            {"kind": "peer", "matched": matched, "over": share.numerator, "under": share.denominator}
        )
    return kinds


def pool_names(plan: Plan) -> list[str]:
    """Return the names of the plan's pools: the ids of the ranks that share them."""
    return list(dict.fromkeys(one.rank for one in plan.pools))


def pools(found: Sequence[Window]) -> list[Values]:
    """Return the pools with who shares them, and what feeds them in each plan's part of the clock (R7)."""
    plan = found[0].plan
    return [
        {
            "name": name,
            **holders(plan, name),
            "amounts": [
                {"from": one.start, "until": one.until, "per_package": _fed(one.plan, name)} for one in found
            ],
        }
        for name in pool_names(plan)
    ]


def holders(plan: Plan, rank_id: str) -> Values:
    """Return the property of a pool's rank, and of the rank above it where only exact holders share."""
    number = plan.rank_number(rank_id)
    exact = plan.readings.holders == "exact" and number + 1 < len(plan.ranks)
    return {"since": since(plan, rank_id), "above": f"s{number + 1}" if exact else None}


def _fed(plan: Plan, name: str) -> list[int]:
    found = {one.package: one.amount for one in plan.pools if one.rank == name}
    return [found.get(package, 0) for package in plan.packages]


def lowest_dealer(found: Sequence[Window]) -> str | None:
    """Return the property of the lowest rank that a differential or a pool pays; None: there is neither."""
    plan = found[0].plan
    numbers = [plan.rank_number(name) for name in pool_names(plan)]
    for window in found:
        for rate in rates(window.plan):
            number = rate["rank"]
            numbers += [number] if isinstance(number, int) else []
    return f"s{min(numbers)}" if numbers else None


def fund(plan: Plan) -> Values:
    """Return the holdback (R8) as `standings/versions` takes it; without one nothing is held."""
    held: Fund | None = plan.fund
    if held is None:
        return {"kinds": [], "over": 0, "under": 1, "recruits": 0, "partner": "s1", "orders": 0}
    return {
        "kinds": list(held.of),
        "over": held.share.numerator,
        "under": held.share.denominator,
        "recruits": held.recruits,
        "partner": since(plan, held.recruit_rank),
        "orders": held.orders,
    }
