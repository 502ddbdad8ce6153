"""Random plans: the chain plan with other readings, conditions, amounts and rates."""

from random import Random
from typing import Any

from hypothesis import strategies as st

from graph.money import to_decimal
from graph.plan import Plan, load_plan, plan_from_data, to_data

LINES: tuple[list[dict[str, Any]], ...] = (
    [{}],
    [{"categories": ["goods"]}],
    [{"products": ["P999"], "categories": ["basic"]}],
    [{"categories": ["basic"]}, {"categories": ["goods"], "products": ["P999"]}],
)
"""What lines level rewards of one plan are of."""
COUNTED: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"except_packages": True},
    {"categories": ["basic"], "products": ["goods"]},
    {"categories": ["basic", "goods"], "except_packages": True},
)
"""What lines brackets count."""
RATES = ("10 %", "1/3", "12.5 %", "0 %", "7/9")


def plans() -> st.SearchStrategy[tuple[Plan, ...]]:
    """Return a strategy of one or two plans that can follow each other."""
    return st.integers(0, 2**32 - 1).map(lambda seed: random_plans(Random(f"plans {seed}")))


def random_plans(random: Random) -> tuple[Plan, ...]:
    """Return the chain plan itself, or a variant, or one with a successor; half of them by months, too."""
    plans = _chain_plans(random)
    months = Random(random.random())
    return _by_months(months, plans) if months.random() < 0.5 else plans


def _by_months(random: Random, plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    """Return plans with brackets, with ranks by volume beside what they ask for, or by volume alone."""
    found = [to_data(plan) for plan in plans]
    conditions = {rank: _volume(random) for rank in range(2, 6) if random.random() < 0.3}
    without = random.random() < 0.25
    second = [_volume(random), *([_volume(random)] if random.random() < 0.3 else [])]
    for data in found:
        for rank, condition in conditions.items():
            place = random.randrange(len(data["ranks"][rank]["conditions"])) + 1 if data is found[0] else None
            if place is not None:
                data["ranks"][rank]["conditions"].insert(place, condition)
        data["ranks"] = found[0]["ranks"]
        if without:
            _without_first_package(data, second)
        if random.random() < 0.8:
            data["rewards"].append(_bracket(random))
    return tuple(plan_from_data(data) for data in found)


def _without_first_package(data: dict[str, Any], second: list[dict[str, Any]]) -> None:
    data["ranks"][1]["conditions"] = second
    data["rewards"] = [one for one in data["rewards"] if one["kind"] not in {"override", "peer"}]
    data.pop("team", None)
    data.pop("fund", None)


def _volume(random: Random) -> dict[str, Any]:
    legs: dict[str, Any] = random.choice(
        [{}, {}, {"legs": 1}, {"legs": 2, "leg_amount": random.choice(["0.01", "1500.00"])}]
    )
    return {
        "kind": "volume",
        "of": random.choice(["personal", "group", "group", "team"]),
        "amount": random.choice(["0.01", "699.00", "3000.00", "20000.00"]),
        "maintain": random.choice(["keep", "month", "month"]),
        **legs,
    }


def _bracket(random: Random) -> dict[str, Any]:
    tables = (
        [("1000.00", "5 %"), ("20000.00", "8 %")],
        [("0.00", "1/30"), ("699.00", "1/30"), ("699.01", "3/70")],
        [("50.00", "0 %"), ("5000.00", "12.345 %"), ("9000.00", "20 %")],
    )
    steps = [{"volume": volume, "rate": rate} for volume, rate in random.choice(tables)]
    # Drawn apart, so that a seed keeps the table that it had before brackets could be of some lines.
    lines = Random(str(random.getstate())).choice(COUNTED)
    own = random.choice(["0.00", "0.01", "1398.00"])
    return {"kind": "bracket", "brackets": steps, "own_volume": own, **lines}


def _chain_plans(random: Random) -> tuple[Plan, ...]:
    """Return the chain plan itself, or a variant, or a variant with a successor in mid-history."""
    if random.random() < 0.2:
        return (load_plan("chain_699"),)
    # Drawn apart, so that a seed keeps the company that it had before there were groups.
    apart = Random(str(random.getstate()))
    first = _variant(random) | apart.choice(
        [{}, {"groups": {"min_buyers": 3}}, {"groups": {"min_buyers": 1}}]
    )
    if random.random() < 0.6:
        if random.random() < 0.1:
            first["valid_from"] = "2026-01-30"  # orders before it are paid nothing
        more = Random(random.random())
        first["rewards"] = [*first["rewards"], *_more_kinds(more, first)]
        _pay_leaders(apart, first)
        return (plan_from_data(first),)
    second = {
        **first,
        "name": "later",
        "valid_from": random.choice(["2026-01-31", "2026-02-01", "2026-03-01"]),
    }
    second["rewards"] = [dict(reward) for reward in first["rewards"]]
    _change_figures(random, second["rewards"])
    more = Random(random.random())
    same = more.random()
    added = _more_kinds(Random(same), first)
    _more_kinds(Random(same), second)
    if more.random() < 0.3:  # a later plan drops kinds of the chain, and the earlier one need not have levels
        dropped = more.choice(["peer", "override", "differential", "pool"])
        second["rewards"] = [one for one in second["rewards"] if one["kind"] != dropped]
    where = more.choice([(first, second), (first,), (second,)])
    for plan in where:
        plan["rewards"] = [*plan["rewards"], *added]
    _pay_leaders(apart, first, second)
    return (plan_from_data(second), plan_from_data(first))


def _more_kinds(random: Random, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return level rewards for a plan, and let some of its rewards ask for activity or pay generations."""
    active = {"days": random.choice([1, 3, 30]), "own_volume": random.choice(["0.01", "699.00", "1500.00"])}
    for reward in data["rewards"]:
        if reward["kind"] in {"direct", "override"} and random.random() < 0.2:
            reward["active"] = active
        if reward["kind"] == "peer" and random.random() < 0.3:
            del reward["rate"]
            reward |= {
                "generations": 3,
                "rates": random.choice([["10 %", "1/3", "0 %"], ["5 %", "4 %", "3 %"]]),
            }
    if random.random() < 0.4:
        return []
    holds = random.choice([0, 0, 7, 40])
    return [_level(random, lines, active, holds) for lines in random.choice(LINES)]


def _pay_leaders(random: Random, *plans: dict[str, Any]) -> None:
    for plan in plans:
        if random.random() < 0.6:
            plan["rewards"] = [
                *plan["rewards"],
                {"kind": "leader", "rate": random.choice(["5 %", "1/30", "0.125 %"])},
            ]


def _level(random: Random, lines: dict[str, Any], active: dict[str, Any], hold_days: int) -> dict[str, Any]:
    return {
        "kind": "level",
        "rates": random.choice([["5 %", "2.5 %"], ["1/7"], ["3 %", "0 %", "1.25 %"]]),
        "hold_days": hold_days,
        "compression": random.choice(["none", "dynamic"]),
        "active_days": random.choice([1, 2, 30]),
        "customers": random.choice(["none", "owner"]),
        "orders": random.choice(["all", "all", "first", "repeat"]),
        **lines,
        **random.choice([{}, {}, {"payee_rank": "member"}, {"payee_rank": "district"}, {"active": active}]),
    }


def _variant(random: Random) -> dict[str, Any]:
    data = to_data(load_plan("chain_699"))
    data["readings"] = {
        "first_two": random.choice(["contribute", "contribute", "keep"]),
        "head": random.choice(["keeps", "contributes"]),
        "per_leg": random.choice([1, 1, 2]),
        "holders": random.choice(["exact", "at_least"]),
        "part_refund": random.choice(["volume_only", "packages"]),
        "gifts": random.choice(["none", "packages"]),
    }
    # Prices far above what any variant pays out: R9 is not what these plans are about.
    data["packages"] = {name: {**package, "price": "100000.00"} for name, package in data["packages"].items()}
    for rank in data["ranks"]:
        for condition in rank["conditions"]:
            if condition["kind"] == "legs":
                condition["count"] = random.choice([1, 1, 2, 3])
            if condition["kind"] == "direct":
                condition["count"] = random.choice([1, 2, 2, 3])
    data["team"]["owner_rank"] = random.choice(["partner"] * 5 + ["district"])
    data["fund"]["orders"] = random.choice([1, 2, 4, 10])
    data["fund"]["recruits"] = random.choice([1, 2, 2, 3])
    data["fund"]["share"] = random.choice(["20 %", "1/3"])
    data["fund"]["of"] = random.choice([["direct", "peer"], ["direct", "peer", "override"]])
    if random.random() < 0.1:
        data["fund"] = None
    _change_figures(random, data["rewards"])
    if random.random() < 0.3:
        data["rewards"] = [
            *data["rewards"],
            {"kind": "direct", "package": "p999", "amount": "33.33", "payee_rank": "member"},
            {"kind": "override", "package": "p1980", "amount": "44.44", "payee_rank": "partner"},
            {"kind": "differential", "package": "p999", "rates": {"city": "5.55", "province": "6.66"}},
            {"kind": "pool", "package": "p1980", "rank": "city", "amount": "3.21"},
        ]
    return data


def _change_figures(random: Random, rewards: list[dict[str, Any]]) -> None:
    for reward in rewards:
        if random.random() < 0.5:
            continue
        match reward["kind"]:
            case "direct" | "override":
                reward["amount"] = to_decimal(random.choice([1, 9999, 10005, 20000]))
            case "pool":
                reward["amount"] = to_decimal(random.choice([0, 1, 333, 1000]))
            case "peer":
                reward["rate"] = random.choice(RATES)
            case "differential":
                figures = sorted(random.choice([0, 1, 1999, 3000, 3001, 5000]) for _ in reward["rates"])
                reward["rates"] = dict(zip(reward["rates"], map(to_decimal, figures), strict=True))
