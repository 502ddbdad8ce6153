"""What plans mean to statements: rewards of a plan's part of the clock, pools, the fund."""

from collections.abc import Iterator, Sequence

from graph.catalogue import statement
from graph.errors import UplineError
from graph.kinds.basis import bases
from graph.kinds.parameters import Values, lapses, per_package, since
from graph.kinds.rewards import OF_ORDERS, differential
from graph.kinds.rewards.pool import DailyPool, names
from graph.plan import Plan
from graph.plan.model import Fund
from graph.plan.windows import Window


def rewards(plan: Plan) -> Values:
    """Return what `nightly/rewards/post` takes of a plan: what each kind that pays orders gives its part.

    Raises:
        UplineError: a kind has no part in `nightly/rewards/post`, or a part no kind: orders would be paid
            wrongly.
    """
    kinds = {f"nightly/rewards/{name}" for name in OF_ORDERS}
    parts = {name for name in statement("nightly/rewards/post").parts if name.startswith("nightly/rewards/")}
    if different := kinds ^ (parts - {"nightly/rewards/breakage"}):
        raise UplineError(
            "nightly/rewards/post and the kinds that pay orders differ: {different}",
            different=", ".join(sorted(different)),
        )
    found: Values = {"set_aside": set_aside(plan)}
    for name, kind in OF_ORDERS.items():
        own = kind.parameters(plan)
        if taken := own.keys() & found.keys():
            raise UplineError(
                "the kind {name} takes parameters of another: {taken}",
                name=name,
                taken=", ".join(sorted(taken)),
            )
        found |= own
    return found


def set_aside(plan: Plan) -> list[Values]:
    """Return, per kind, what the plan sets aside for an order: matched lists of amounts and shares (R9)."""
    return [found for kind in OF_ORDERS.values() for found in kind.set_aside(plan)]


def order_bases(windows: Sequence[Window]) -> Iterator[Values]:
    """Yield what nightly/network/bases takes for each plan's part of the clock, if any plan has bases."""
    if not any(bases(window.plan) for window in windows):
        return
    for window in windows:
        start, end = window.micros
        yield {
            "start": start,
            "end": end,
            "bases": [
                {
                    "products": list(one.products),
                    "categories": list(one.categories),
                    "orders": one.orders,
                    "customers": one.customers,
                }
                for one in bases(window.plan)
            ],
        }


def pool_names(windows: Sequence[Window]) -> list[str]:
    """Return the names of the pools of all plans, in order: a dropped one keeps what it carries."""
    return list(dict.fromkeys(name for window in windows for name in names(window.plan)))


def pools(windows: Sequence[Window]) -> list[Values]:
    """Return the pools with who shares them, and what feeds them in each plan's part of the clock (R7)."""
    plan = windows[0].plan
    return [
        {
            "name": name,
            **holders(plan, name),
            "amounts": [
                {"from": window.start, "until": window.until, "per_package": _fed(window.plan, name)}
                for window in windows
            ],
        }
        for name in pool_names(windows)
    ]


def holders(plan: Plan, rank_id: str) -> Values:
    """Return the properties of a pool's rank, and of the rank above it where only exact holders share."""
    number = plan.rank_number(rank_id)
    exact = plan.readings.holders == "exact" and number + 1 < len(plan.ranks)
    above = plan.ranks[number + 1].id if exact else None
    return {
        "since": since(plan, rank_id),
        "off": lapses(plan, rank_id),
        "above": since(plan, above) if above else None,
        "above_off": lapses(plan, above) if above else None,
    }


def _fed(plan: Plan, name: str) -> list[int]:
    feeding = (one for one in plan.rewards_of(DailyPool) if one.rank == name)
    return per_package(plan, {one.package: one.amount for one in feeding})


def lowest_dealer(windows: Sequence[Window]) -> str | None:
    """Return the property of the lowest rank that a differential or a pool pays; None: there is neither."""
    plan = windows[0].plan
    numbers = [plan.rank_number(name) for name in pool_names(windows)]
    for window in windows:
        for rate in differential.rates(window.plan):
            number = rate["rank"]
            numbers += [number] if isinstance(number, int) else []
    return f"s{min(numbers)}" if numbers else None


def fund(plan: Plan) -> Values:
    """Return the holdback (R8) as `nightly/standings/versions` takes it; without one nothing is held."""
    held: Fund | None = plan.fund
    if held is None:
        nobody: Values = {"partner": "s1", "partner_off": None}
        return {"kinds": [], "over": 0, "under": 1, "recruits": 0, **nobody, "orders": 0}
    return {
        "kinds": list(held.of),
        "over": held.share.numerator,
        "under": held.share.denominator,
        "recruits": held.recruits,
        "partner": since(plan, held.recruit_rank),
        "partner_off": lapses(plan, held.recruit_rank),
        "orders": held.orders,
    }
