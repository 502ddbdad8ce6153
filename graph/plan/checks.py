"""What a plan must satisfy beyond its fields: names that exist, a ladder of ranks, payable rewards.

A check yields (place, words) pairs; the place leads to the field in the YAML.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from zoneinfo import ZoneInfo

from graph.i18n.message import message
from graph.kinds import conditions, rewards
from graph.kinds.conditions.package import HoldsPackage
from graph.kinds.conditions.rank import HoldsRank
from graph.kinds.conditions.registered import Registered
from graph.kinds.conditions.volume import Volume
from graph.kinds.part import Part, named
from graph.money import to_decimal
from graph.plan.model import Plan
from graph.yaml_text import Place, Problem


def time_zone_exists(plan: Plan) -> Iterator[Problem]:
    """Check that the zone is one that this machine's time zone database knows."""
    try:
        ZoneInfo(plan.time_zone)
    except (KeyError, OSError, ValueError):  # not found, a folder of zones, or a refused path
        yield (
            ("time_zone",),
            message(
                "no time zone is called {time_zone!r}; an example is Asia/Shanghai", time_zone=plan.time_zone
            ),
        )


def names_are_unique(plan: Plan) -> Iterator[Problem]:
    """Check that no rank, product of a package, or reward for one package is there twice."""
    seen: dict[object, str] = {}
    for number, rank in enumerate(plan.ranks):
        if rank.id in seen:
            yield ("ranks", number, "id"), message("the rank {id} is there twice", id=rank.id)
        seen[rank.id] = rank.id
    products: dict[str, str] = {}
    for name, package in plan.packages.items():
        if first := products.get(package.product_id):
            yield (
                ("packages", name, "product_id"),
                message(
                    "{product_id} is already the package {first}", product_id=package.product_id, first=first
                ),
            )
        products[package.product_id] = name
    known: set[tuple[object, ...]] = set()
    for number, reward in enumerate(plan.rewards):
        key = (reward.kind, getattr(reward, "package", ""), getattr(reward, "rank", ""), reward.basis)
        if key in known:
            yield (
                ("rewards", number),
                message("a second {kind} reward for the same orders and lines", kind=reward.kind)
                if reward.basis
                else message("a second {kind} reward", kind=reward.kind)
                if reward.kind in rewards.OF_TOTALS
                else message("a second {kind} reward for the same package", kind=reward.kind),
            )
        known.add(key)


def names_exist(plan: Plan) -> Iterator[Problem]:
    """Check that every package and rank that something names is one of the plan's."""
    ranks = [rank.id for rank in plan.ranks]
    for path, field, name in _named(plan):
        known = list(plan.packages) if field == "package" else ranks
        if name not in known:
            yield (
                path,
                message(
                    "the plan has no {field} {name!r}; it has {known}",
                    field=field,
                    name=name,
                    known=", ".join(known) or message("none"),
                ),
            )


def _named(plan: Plan) -> Iterator[tuple[Place, str, str]]:
    parts: list[tuple[Place, Part]] = [(("team",), plan.team)] if plan.team else []
    parts += [
        (("ranks", number, "conditions", place), condition)
        for number, rank in enumerate(plan.ranks)
        for place, condition in enumerate(rank.conditions)
    ]
    parts += [(("rewards", number), reward) for number, reward in enumerate(plan.rewards)]
    parts += [(("fund",), plan.fund)] if plan.fund else []
    for path, part in parts:
        for field, what, name in named(part):
            yield (*path, *field), what, name


def ranks_are_a_ladder(plan: Plan) -> Iterator[Problem]:
    """Check the ladder: registered, then the entry package alone or volumes, then each on the one before."""
    if [type(one) for one in plan.ranks[0].conditions] != [Registered]:
        yield ("ranks", 0, "conditions"), "the lowest rank has one condition, {kind: registered}"
    if len(plan.ranks) == 1:
        return
    second = {type(one) for one in plan.ranks[1].conditions}
    if second != {Volume} and [type(one) for one in plan.ranks[1].conditions] != [HoldsPackage]:
        yield ("ranks", 1, "conditions"), "the second rank has one condition, a package, or volumes alone"
        return
    yield from _conditions(plan, 1) if second == {Volume} else ()
    ids = [rank.id for rank in plan.ranks]
    for number, rank in enumerate(plan.ranks[2:], start=2):
        below = [one.rank for one in rank.conditions if isinstance(one, HoldsRank)]
        if below != [ids[number - 1]]:
            words = message(
                "the rank {rank} needs the condition {{kind: rank, rank: {below}}}, and no other rank",
                rank=rank.id,
                below=ids[number - 1],
            )
            yield ("ranks", number, "conditions"), words
        yield from _conditions(plan, number)


def _conditions(plan: Plan, number: int) -> Iterator[Problem]:
    for place, one in enumerate(plan.ranks[number].conditions):
        for field, why in conditions.BY_NAME[one.kind].problems(one, plan, number):
            yield ("ranks", number, "conditions", place, *field), why


def rewards_are_right(plan: Plan) -> Iterator[Problem]:
    """Check what each kind of reward asks of its rewards."""
    for number, one in enumerate(plan.rewards):
        for field, words in rewards.BY_NAME[one.kind].problems(one, plan):
            yield ("rewards", number, *field), words


def teams_are_of_ranks(plan: Plan) -> Iterator[Problem]:
    """Check that a plan says who owns teams (R2), and only where a first package brings a rank."""
    if plan.team is None and plan.entry_package:
        yield ("team",), "this field is missing: from which rank on does a member own a team?"
    if not plan.entry_package and (plan.team or plan.fund):
        words = (
            "a plan with the lowest rank alone has none"
            if len(plan.ranks) == 1
            else "a plan whose second rank is by volume has none: nobody's first package is looked at"
        )
        yield from (((field,), words) for field in ("team", "fund") if getattr(plan, field))


def the_lowest_rank_owns_nothing(plan: Plan) -> Iterator[Problem]:
    """Check that teams and fund do not ask for the lowest rank, which everybody holds."""
    lowest = plan.ranks[0].id
    words = message("{rank} is the rank that everybody holds: name a higher one", rank=lowest)
    if len(plan.ranks) == 1:
        return
    if plan.team and plan.team.owner_rank == lowest:
        yield ("team", "owner_rank"), words
    if plan.fund and plan.fund.recruit_rank == lowest:
        yield ("fund", "recruit_rank"), words


def payout_fits_the_price(plan: Plan) -> Iterator[Problem]:
    """Check that a package never pays out more than it costs (R9)."""
    for name, package in plan.packages.items():
        total = most_paid(plan, name)
        if total > package.price:
            words = message(
                "one package pays out up to {most} and costs only {price}"
                if total.denominator == 1
                else "one package pays out up to more than {most} and costs only {price}",
                most=to_decimal(int(total)),
                price=to_decimal(package.price),
            )
            yield ("packages", name, "price"), words


def most_paid(plan: Plan, package: str) -> Fraction:
    """Return what one package pays out at most, pools included, in minor units (R9: 410.00)."""
    return sum(most_paid_by_kind(plan, package).values(), Fraction(0))


def most_paid_by_kind(plan: Plan, package: str) -> dict[str, Fraction]:
    """Return what one package pays out at most of each kind of reward, in minor units; exact, not rounded."""
    return {kind.name: kind.most_paid(plan, package) for kind in rewards.KINDS}


def the_fund_names_kinds_once(plan: Plan) -> Iterator[Problem]:
    """Check that no reward kind is named twice by the fund."""
    if plan.fund and len(set(plan.fund.of)) < len(plan.fund.of):
        yield ("fund", "of"), "a kind is named twice"


FIRST: tuple[Callable[[Plan], Iterator[Problem]], ...] = (time_zone_exists, names_are_unique, names_exist)
THEN = (
    ranks_are_a_ladder,
    teams_are_of_ranks,
    the_lowest_rank_owns_nothing,
    rewards_are_right,
    payout_fits_the_price,
    the_fund_names_kinds_once,
)


def problems(plan: Plan) -> list[Problem]:
    """Return all that is wrong; what depends on names is looked at once the names are right."""
    first = [problem for check in FIRST for problem in check(plan)]
    return first or [problem for check in THEN for problem in check(plan)]
