"""What a plan must satisfy beyond its fields: names that exist, a ladder of ranks, payable rewards.

A check yields (place, words) pairs; the place leads to the field in the YAML.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from zoneinfo import ZoneInfo

from graph.money import to_decimal
from graph.plan.kinds import (
    DailyPool,
    Differential,
    DirectRecruits,
    HoldsPackage,
    HoldsRank,
    Legs,
    Peer,
    Registered,
)
from graph.plan.model import Plan
from graph.yaml_text import Place, Problem


def time_zone_exists(plan: Plan) -> Iterator[Problem]:
    """Check that the zone is one that this machine's time zone database knows."""
    try:
        ZoneInfo(plan.time_zone)
    except (KeyError, OSError, ValueError):  # not found, a folder of zones, or a refused path
        yield ("time_zone",), f"no time zone is called {plan.time_zone!r}; an example is Asia/Shanghai"


def names_are_unique(plan: Plan) -> Iterator[Problem]:
    """Check that no rank, product of a package, or reward for one package is there twice."""
    seen: dict[object, str] = {}
    for number, rank in enumerate(plan.ranks):
        if rank.id in seen:
            yield ("ranks", number, "id"), f"the rank {rank.id} is there twice"
        seen[rank.id] = rank.id
    products: dict[str, str] = {}
    for name, package in plan.packages.items():
        if first := products.get(package.product_id):
            yield ("packages", name, "product_id"), f"{package.product_id} is already the package {first}"
        products[package.product_id] = name
    rewards: set[tuple[str, ...]] = set()
    for number, reward in enumerate(plan.rewards):
        key = (reward.kind, getattr(reward, "package", ""), getattr(reward, "rank", ""))
        if key in rewards:
            yield ("rewards", number), f"a second {reward.kind} reward for the same package"
        rewards.add(key)


def names_exist(plan: Plan) -> Iterator[Problem]:
    """Check that every package and rank that something names is one of the plan's."""
    ranks = [rank.id for rank in plan.ranks]
    for path, field, name in _named(plan):
        known = list(plan.packages) if field == "package" else ranks
        if name not in known:
            yield path, f"the plan has no {field} {name!r}; it has {', '.join(known)}"


def _named(plan: Plan) -> Iterator[tuple[Place, str, str]]:
    parts: list[tuple[Place, object]] = [(("team",), plan.team)]
    parts += [
        (("ranks", number, "conditions", place), condition)
        for number, rank in enumerate(plan.ranks)
        for place, condition in enumerate(rank.conditions)
    ]
    parts += [(("rewards", number), reward) for number, reward in enumerate(plan.rewards)]
    parts += [(("fund",), plan.fund)] if plan.fund else []
    for path, part in parts:
        for field in ("package", "rank", "payee_rank", "earner_rank", "owner_rank", "recruit_rank"):
            name = getattr(part, field, None)
            if isinstance(name, str):
                yield (*path, field), "package" if field == "package" else "rank", name
        if isinstance(part, Differential):
            for rank in part.rates:
                yield (*path, "rates", rank), "rank", rank


def ranks_are_a_ladder(plan: Plan) -> Iterator[Problem]:
    """Check the ladder: registered, then the entry package alone, then each rank on the one before."""
    if [type(one) for one in plan.ranks[0].conditions] != [Registered]:
        yield ("ranks", 0, "conditions"), "the lowest rank has one condition, {kind: registered}"
    if [type(one) for one in plan.ranks[1].conditions] != [HoldsPackage]:
        yield ("ranks", 1, "conditions"), "the second rank has one condition, a package"
        return
    ids = [rank.id for rank in plan.ranks]
    for number, rank in enumerate(plan.ranks[2:], start=2):
        below = [one.rank for one in rank.conditions if isinstance(one, HoldsRank)]
        if below != [ids[number - 1]]:
            needed = f"{{kind: rank, rank: {ids[number - 1]}}}"
            words = f"the rank {rank.id} needs the condition {needed}, and no other rank"
            yield ("ranks", number, "conditions"), words
        for place, one in enumerate(rank.conditions):
            path = ("ranks", number, "conditions", place)
            if isinstance(one, HoldsPackage) and one.package == plan.entry_package:
                yield path, f"every rank from {ids[1]} on has bought {one.package} already"
            if isinstance(one, Registered):
                yield path, "only the lowest rank is reached by registering"
            if isinstance(one, DirectRecruits | Legs) and one.rank not in ids[1:number]:
                yield (
                    (*path, "rank"),
                    f"{rank.id} can only count members of lower ranks that are bought or earned",
                )


def differential_rates_rise(plan: Plan) -> Iterator[Problem]:
    """Check that a higher rank never has a lower rate: the walk upwards pays rises (R6)."""
    ids = [rank.id for rank in plan.ranks]
    for number, reward in enumerate(plan.rewards):
        if not isinstance(reward, Differential):
            continue
        highest = 0
        first = min(ids.index(rank) for rank in reward.rates)
        for rank in ids[first:]:
            if reward.rates.get(rank, 0) < highest:
                words = f"the rate of {rank} falls below {to_decimal(highest)}, that of a lower rank"
                yield ("rewards", number, "rates"), words
            highest = max(highest, reward.rates.get(rank, 0))


def the_lowest_rank_is_not_paid(plan: Plan) -> Iterator[Problem]:
    """Check that nothing that asks for a rank asks for the lowest, which everybody holds."""
    lowest = plan.ranks[0].id
    words = f"{lowest} is the rank that everybody holds: name a higher one"
    if plan.team.owner_rank == lowest:
        yield ("team", "owner_rank"), words
    if plan.fund and plan.fund.recruit_rank == lowest:
        yield ("fund", "recruit_rank"), words
    for number, reward in enumerate(plan.rewards):
        if isinstance(reward, DailyPool) and reward.rank == lowest:
            yield ("rewards", number, "rank"), words
        if isinstance(reward, Differential) and lowest in reward.rates:
            yield ("rewards", number, "rates", lowest), words


def payout_fits_the_price(plan: Plan) -> Iterator[Problem]:
    """Check that a package never pays out more than it costs (R9)."""
    for name, package in plan.packages.items():
        total = most_paid(plan, name)
        if total > package.price:
            most = to_decimal(int(total)) if total.denominator == 1 else f"more than {to_decimal(int(total))}"
            words = f"one package pays out up to {most} and costs only {to_decimal(package.price)}"
            yield ("packages", name, "price"), words


def most_paid(plan: Plan, package: str) -> Fraction:
    """Return what one package pays out at most, pools included, in minor units (R9: 410.00)."""
    return sum(most_paid_by_kind(plan, package).values(), Fraction(0))


def most_paid_by_kind(plan: Plan, package: str) -> dict[str, Fraction]:
    """Return what one package pays out at most of each kind of reward, in minor units; exact, not rounded."""
    flat = {
        "direct": sum(one.amount for one in plan.direct if one.package == package),
        "override": sum(one.amount for one in plan.override if one.package == package),
        "differential": sum(max(one.rates.values()) for one in plan.differential if one.package == package),
        "pool": sum(one.amount for one in plan.pools if one.package == package),
    }
    matched = plan.peer.rate * sum(flat[kind] for kind in set(plan.peer.of)) if plan.peer else Fraction(0)
    return {kind: Fraction(amount) for kind, amount in flat.items()} | {"peer": matched}


def kinds_are_named_once(plan: Plan) -> Iterator[Problem]:
    """Check that no reward kind is named twice by the peer reward or the fund."""
    for number, reward in enumerate(plan.rewards):
        if isinstance(reward, Peer) and len(set(reward.of)) < len(reward.of):
            yield ("rewards", number, "of"), "a kind is named twice"
    if plan.fund and len(set(plan.fund.of)) < len(plan.fund.of):
        yield ("fund", "of"), "a kind is named twice"


FIRST: tuple[Callable[[Plan], Iterator[Problem]], ...] = (time_zone_exists, names_are_unique, names_exist)
THEN = (
    ranks_are_a_ladder,
    the_lowest_rank_is_not_paid,
    differential_rates_rise,
    payout_fits_the_price,
    kinds_are_named_once,
)


def problems(plan: Plan) -> list[Problem]:
    """Return all that is wrong; what depends on names is looked at once the names are right."""
    first = [problem for check in FIRST for problem in check(plan)]
    return first or [problem for check in THEN for problem in check(plan)]
