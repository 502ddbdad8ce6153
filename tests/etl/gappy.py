"""Small random companies full of gaps: unknown ids, cycles, lines that do not add up, too many refunds."""

import random

Company = dict[str, list[str]]
_SIZES = {"members": 9, "communities": 2, "customers": 3, "products": 2, "groups": 2, "orders": 8}


def company(seed: int) -> Company:
    """Return the rows of a company as tests.etl.deliveries takes them; most of them stand in the end."""
    rng = random.Random(seed)
    return {**_people(rng), **_sales(rng), **_records(rng)}


def split(rows: Company, seed: int, parts: int) -> list[Company]:
    """Deal the rows to some deliveries, shuffled; some rows come twice."""
    rng = random.Random(seed)
    dealt: list[Company] = [{} for _ in range(parts)]
    for table, lines in rows.items():
        for row in rng.sample(lines, len(lines)):
            for place in {rng.randrange(parts) for _ in range(rng.choice([1, 1, 1, 2]))}:
                dealt[place].setdefault(table, []).append(row)
    return dealt


def _pick(rng: random.Random, kind: str, *, empty: float = 0.0, unknown: float = 0.04) -> str:
    if rng.random() < empty:
        return ""
    return f"{kind}{'?' if rng.random() < unknown else rng.randrange(_SIZES[kind])}"


def _day(rng: random.Random, first: int, last: int) -> str:
    return f"2026-01-{rng.randint(first, last):02d}"


def _people(rng: random.Random) -> Company:
    members = ["members0||2026-01-01|Head"]
    for n in range(1, _SIZES["members"]):
        above = f"members{rng.randrange(n)}"
        sponsor = _pick(rng, "members") if rng.random() < 0.15 else above
        community = _pick(rng, "communities", empty=0.6)
        members.append(f"members{n}|{sponsor}|{_day(rng, 1, 4)}|Name {n}||{community}")
    return {
        "members": members,
        "communities": [f"communities{n}|{_pick(rng, 'members')}|C" for n in range(_SIZES["communities"])],
        "customers": [
            f"customers{n}|{_pick(rng, 'communities', empty=0.5)}|{_day(rng, 1, 4)}"
            for n in range(_SIZES["customers"])
        ],
        "groups": [
            f"groups{n}|{_pick(rng, 'members')}|2026-01-01|2026-01-09" for n in range(_SIZES["groups"])
        ],
    }


def _sales(rng: random.Random) -> Company:
    rows: Company = {
        "products": [f"products{n}|Product {n}" for n in range(_SIZES["products"])],
        "orders": [],
        "order_lines": [],
        "refunds": [],
    }
    for n in range(_SIZES["orders"]):
        buyer = _pick(rng, "customers" if rng.random() < 0.2 else "members")
        rows["orders"].append(f"orders{n}|{buyer}|{_day(rng, 3, 9)}|10.00||{_pick(rng, 'groups', empty=0.7)}")
        parts = rng.choice([[], ["10.00"], ["4.00", "6.00"], ["3.00", "3.00"], ["10.00", "x"], ["x"]])
        for number, part in enumerate(parts):
            product = _pick(rng, "products", unknown=0.03)
            rows["order_lines"].append(f"orders{n}|{number}|{product}|1|{part}")
        for number in range(rng.choice([0, 0, 1, 3])):
            amount = rng.choice(["4.00", "7.00", "2.00"])
            rows["refunds"].append(f"refund{n}{number}|orders{n}|{_day(rng, 5, 20)}|{amount}")
    return rows


def _records(rng: random.Random) -> Company:
    corrections = [
        f"{_pick(rng, 'members')}|{_pick(rng, 'members', empty=0.1)}|2026-02-0{n + 1}|why" for n in range(6)
    ]
    touches = [
        f"t{n}|v|{_day(rng, 1, 9)}|ads|{_pick(rng, 'members', empty=0.3)}|{_pick(rng, 'customers')}"
        for n in range(2)
    ]
    openings = [f"members{n}|{n}|{_pick(rng, 'members', empty=0.5)}" for n in range(2)]
    return {"sponsor_corrections": corrections, "touches": touches, "opening_standings": openings}
