"""The golden example of rules.md as a published graph of two runs, written by hand, and what lies above it.

Run 1 counts o1 to o9. Run 2 takes o9 back (withdrawn), moves B1 from A1 to A, counts an order of February
and two members with awkward ids and names. Run 3 is being calculated: nobody may see it.
"""

import json
from datetime import datetime
from pathlib import Path

from graph.catalogue import parse
from graph.clock import OPEN, point, to_micros
from graph.database import Database
from graph.plan.loading import load_plan
from graph.plan.model import to_data

STATEMENT = Path(__file__).parent.parent / "cypher" / "published.cypher"
TREE = """
S - 5 0, K S 4 1, Q K 3 2, U Q 2 3, A U 2 4, A1 A 1 5, A2 A 1 5, A3 A 2 5, B1 A1 1 6
C1 A3 1 6, C2 A3 1 6, C3 A3 1 6
"""
OWNERS = {"U": "Q", "A": "U", "A1": "U", "A2": "U", "A3": "A", "B1": "U", "C1": "A", "C2": "A", "C3": "A3"}
BUYERS = {
    "o1": "A",
    "o2": "A1",
    "o3": "A2",
    "o4": "A3",
    "o5": "A1",
    "o6": "B1",
    "o7": "C1",
    "o8": "C2",
    "o9": "C3",
}
PAID = """
o1 U direct 200, U override 100, Q peer/direct 20, Q peer/override 10
o2 A direct 200, U override 100, Q peer/override 10, - peer 20
o3 A direct 200, U override 100, Q peer/override 10, - peer 20
o4 A direct 200, A override 100, U peer/direct 20, U peer/override 10
o5 A direct 200, U override 100, U peer/direct 20, Q peer/override 10
o6 A1 direct 200, U override 100, Q peer/override 10, - peer 20
o7 A3 direct 200, A override 100, U peer/override 10, - peer 20
o8 A3 direct 200, A override 100, U peer/override 10, - peer 20
o9 A3 direct 200, A3 override 100, A peer/direct 20, A peer/override 10
"""
HELD = {"A": 16600, "U": 5400, "A1": 4000, "A3": 12000}  # Q earned peer entries, but its fund is released
GOLDEN = {"U": 77000, "Q": 34000, "K": 18000, "S": 27000, "A": 113000, "A1": 20000, "A3": 70000}
JANUARY = 2026 * 12
Posted = tuple[int, str, str, str, str, str, int]  # run, payee, kind, order, pool, day, amount


def micros(text: str) -> int:
    return to_micros(datetime.fromisoformat(text + "+08:00"))


def publish(database: Database) -> None:
    """Write the graph into an empty database."""
    text = parse("published", STATEMENT.read_text(encoding="utf-8")).text
    data = {
        "published": 2,
        "runs": _runs(),
        "members": _members(),
        "orders": _orders(),
        "entries": _entries(),
        "shares": _shares(),
        "quarantined": _quarantined(),
    }
    with database.driver.session(database=database.name) as session:
        session.run(text, data).consume()


def _runs() -> list[dict[str, object]]:
    plans = json.dumps([to_data(load_plan("chain_699"))])
    days = ["2026-01-31T20:00:00", "2026-02-02T00:30:00", "2026-02-03T00:30:00"]
    return [
        {
            "number": number,
            "as_of": micros(day),
            "started": micros(day),
            "finished": micros(day),
            "plans": plans,
            "counts": '{"entries": 1}',
            "state": "published" if number < 3 else "calculating",
        }
        for number, day in enumerate(days, 1)
    ]


def _version(depth: int, rank: int, first: int, last: int, **more: object) -> dict[str, object]:
    return {
        "depth": depth,
        "rank": rank,
        "rank_order_id": "",
        "recruits": 0,
        "size": 0,
        "months": JANUARY,
        "personal": 0,
        "team": 0,
        "earned": 0,
        "held": 0,
        "from_run": first,
        "to_run": last,
        **more,
    }


def _members() -> list[dict[str, object]]:
    members = []
    for line in TREE.strip().replace("\n", ", ").split(", "):
        member, sponsor, rank, depth = line.split()
        own = sum(69900 for buyer in BUYERS.values() if buyer == member)
        figures = {"personal": own, "earned": GOLDEN.get(member, 0), "held": HELD.get(member, 0)}
        lists = {"personal_by_month": [own], "group_by_month": [own]} if own else {}
        first = _version(int(depth), int(rank), 1, OPEN, **figures, **lists)
        versions = [first]
        links = [[sponsor, 1, OPEN]] if sponsor != "-" else []
        if member == "A3":  # o9 was taken back, and an order of February counts: two later versions
            first |= {"to_run": 2, "team": 3 * 69900, "group_by_month": [4 * 69900]}
            second = first | {"from_run": 2, "to_run": 3, "earned": 60000, "held": 10000, "team": 2 * 69900}
            second |= {
                "personal": 2 * 69900,
                "personal_by_month": [69900, 69900],
                "group_by_month": [3 * 69900, 69900],
            }
            versions = [second | {"from_run": 3, "to_run": OPEN, "earned": 1}, second, first]
        if member == "B1":
            links = [["A1", 1, 2], ["A", 2, 3], ["A2", 3, OPEN]]
        owner = OWNERS.get(member)
        members.append(
            {
                "id": member,
                "name": f"member {member}",
                "from_run": 1,
                "sponsors": links,
                "owners": [[owner, 1, OPEN]] if owner else [],
                "versions": versions,
            }
        )
    for awkward, name in (("=1+1", "[red]王\u202e小明[/red]"), ("-会员", "\x1b[31mred\x07")):
        members.append(
            {
                "id": awkward,
                "name": name,
                "from_run": 2,
                "sponsors": [["S", 2, OPEN]],
                "owners": [],
                "versions": [_version(1, 0, 2, OPEN)],
            }
        )
    members.append(members[-1] | {"id": "later", "from_run": 3})
    return members


def _orders() -> list[dict[str, object]]:
    times = [(f"o{number}", f"2026-01-05T10:0{number}:00") for number in range(1, 10)]
    return [
        {
            "id": order,
            "at": micros(time),
            "clk": point(micros(time), order),
            "day": time[:10],
            "withdrawn": order == "o9",
            "from_run": 1 if order != "f1" else 2,
        }
        for order, time in [*times, ("f1", "2026-02-01T00:00:00")]
    ]


def _entries() -> list[dict[str, object]]:
    posted: list[Posted] = []
    for line in PAID.strip().splitlines():
        order, _, listed = line.partition(" ")
        for one in [*listed.split(", "), "Q differential 20", "K differential 10", "S differential 20"]:
            payee, kind, yuan = one.split()
            posted.append((1, payee.replace("-", ""), kind, order, "", "2026-01-05", int(yuan) * 100))
    for pool, payee in (("district", "Q"), ("city", "K"), ("province", "S")):
        posted.append((1, payee, "pool", "", pool, "2026-01-05", 9000))
    back = [(2, *row[1:6], -row[6]) for row in posted if row[3] == "o9"]
    posted += back
    posted += [
        (2, "A", "direct", "f1", "", "2026-02-01", 20000),
        (2, "", "override", "f1", "", "2026-02-01", 10000),
    ]
    posted += [(3, "A", "direct", "f1", "", "2026-02-01", 99)]
    return [_entry(row) for row in posted]


def _entry(row: Posted) -> dict[str, object]:
    run, payee, kind, order, pool, day, amount = row
    kind, _, source = kind.partition("/")
    grain = " ".join(filter(None, (kind, source, order or f"{pool} {day}", payee)))
    entry = {"key": f"{run:06d} {grain}", "kind": kind, "amount": amount, "day": day, "run": run}
    entry |= {"source": source} if source else {}
    entry |= {"corrects": f"000001 {grain}"} if amount < 0 else {}
    return {"payee": payee, "order": order, "pool": pool, "entry": entry}


def _shares() -> list[dict[str, object]]:
    first = {
        "orders": 9,
        "fed": 9000,
        "holders": 1,
        "share": 9000,
        "carried": 0,
        "from_run": 1,
        "to_run": OPEN,
    }
    rows: list[dict[str, object]] = [
        {"pool": pool, "day": "2026-01-05", "figures": first} for pool in ("district", "city", "province")
    ]
    district = {"from_run": 2, "to_run": OPEN, "orders": 8, "fed": 8000, "share": 8000}
    rows[0] = rows[0] | {"figures": first | {"to_run": 2}}
    rows.append({"pool": "district", "day": "2026-01-05", "figures": first | district})
    rows.append({"pool": "district", "day": "2026-02-01", "figures": first | {"from_run": 3}})
    return rows


def _quarantined() -> list[dict[str, object]]:
    unknown = "the sponsor 'nobody' is not known; deliver it, or leave the column empty"
    delivered = micros("2026-01-31T08:00:00")
    return [
        {
            "id": "1",
            "table": "members",
            "key": "m9",
            "file": "members.csv",
            "row": 12,
            "reasons": [unknown],
            "delivered": delivered,
        },
        {
            "id": "2",
            "table": "orders",
            "key": "@SUM(A1)",
            "file": "orders.csv",
            "row": 3,
            "delivered": delivered,
            "reasons": ["the amount '-5' is no amount", "the text \x1b[2J has control characters"],
        },
    ]
