"""Small text tables: facts from them, and an outcome as rows to compare with them. "-" is empty."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from graph.clock import to_micros
from graph.facts import (
    Adjustment,
    Community,
    Correction,
    Customer,
    Facts,
    Group,
    Line,
    Member,
    Opening,
    Order,
    Product,
    Refund,
    Withdrawal,
)
from graph.money import to_decimal, to_minor
from graph.outcome import Outcome
from graph.plan import Plan, load_plan, plan_from_data, to_data

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 1, 5, 9, 0, tzinfo=ZONE)
PRICES = {"P699": 69900, "P999": 99900, "P1980": 198000, "P5000": 500000}
RANKS = ["visitor", "member", "partner", "district", "city", "province"]

Row = tuple[str, ...]


def moment(text: str) -> int:
    """Return the microseconds of a local time in Shanghai such as 2026-01-05T09:00."""
    return to_micros(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def rows(text: str) -> list[Row]:
    """Return the rows of a text table without a header, sorted; blanks separate the cells."""
    return sorted(tuple(line.split()) for line in text.strip().splitlines() if line.strip())


def _columns(text: str, *names: str) -> list[dict[str, str]]:
    """Read rows whose last cells may be left out ("")."""
    listed = [line.split() for line in text.strip().splitlines() if line.strip()]
    return [
        {
            name: "" if cell == "-" else cell
            for name, cell in zip(names, [*row, *[""] * len(names)], strict=False)
        }
        for row in listed
    ]


def company(
    members: str,
    orders: str = "",
    *,
    openings: str = "",
    refunds: str = "",
    corrections: str = "",
    communities: str = "",
    customers: str = "",
    products: str = "",
    received: str = "",
    groups: str = "",
    grouped: str = "",
    adjustments: str = "",
    withdrawals: str = "",
) -> Facts:
    """Return facts from tables.

    members: id sponsor joined. orders: id buyer what at amount, where what is P699, 2xP699,
    P699+P999 (list prices) or a plain amount (no lines); orders without a time follow each other
    by a minute from 2026-01-05 09:00. openings: member rank owner. refunds: order amount at.
    corrections: member sponsor at. communities: id owner. customers: id community.
    groups: id leader opens closes. grouped: a group and its orders.
    adjustments: member day amount. withdrawals: member amount at.
    """
    told = [
        _order(number, row)
        for number, row in enumerate(_columns(orders, "id", "buyer", "what", "at", "amount"))
    ]
    receipts = {row["order"]: moment(row["at"]) for row in _columns(received, "order", "at")}
    group_of = {order: row.split()[0] for row in grouped.strip().splitlines() for order in row.split()[1:]}
    return Facts(
        members=tuple(
            Member(row["id"], row["sponsor"] or None, _at(row["joined"], "2025-01-01T00:00"))
            for row in _columns(members, "id", "sponsor", "joined")
        ),
        customers=tuple(
            Customer(row["id"], row["community"] or None, moment("2025-01-01T00:00"))
            for row in _columns(customers, "id", "community")
        ),
        communities=tuple(Community(row["id"], row["owner"]) for row in _columns(communities, "id", "owner")),
        orders=tuple(
            replace(order, received=receipts.get(order.id), group_id=group_of.get(order.id))
            for order, _ in told
        ),
        products=tuple(
            Product(row["id"], row["category"] or None) for row in _columns(products, "id", "category")
        ),
        lines=tuple(line for _, lines in told for line in lines),
        refunds=tuple(
            Refund(f"r{number}", row["order"], _at(row["at"], "2026-02-01T00:00"), to_minor(row["amount"]))
            for number, row in enumerate(_columns(refunds, "order", "amount", "at"))
        ),
        corrections=tuple(
            Correction(row["member"], row["sponsor"] or None, _at(row["at"], "2026-02-01T00:00"))
            for row in _columns(corrections, "member", "sponsor", "at")
        ),
        openings=tuple(
            Opening(row["member"], RANKS.index(row["rank"]), row["owner"] or None)
            for row in _columns(openings, "member", "rank", "owner")
        ),
        groups=tuple(
            Group(row["id"], row["leader"], moment(row["opens"]), moment(row["closes"]))
            for row in _columns(groups, "id", "leader", "opens", "closes")
        ),
        adjustments=tuple(
            Adjustment(f"a{number}", row["member"], row["day"], _signed(row["amount"]))
            for number, row in enumerate(_columns(adjustments, "member", "day", "amount"))
        ),
        withdrawals=tuple(
            Withdrawal(f"w{number}", row["member"], moment(row["at"]), to_minor(row["amount"]))
            for number, row in enumerate(_columns(withdrawals, "member", "amount", "at"))
        ),
    )


def _signed(text: str) -> int:
    return -to_minor(text[1:]) if text.startswith("-") else to_minor(text)


def _at(text: str, otherwise: str) -> int:
    return moment(text or otherwise)


def _order(number: int, row: dict[str, str]) -> tuple[Order, list[Line]]:
    at = moment(row["at"]) if row["at"] else to_micros(FIRST + timedelta(minutes=number))
    lines = []
    amount = 0
    for line_no, part in enumerate(row["what"].split("+"), start=1):
        count, product = part.split("x") if "x" in part else ("1", part)
        if product in PRICES:
            paid = to_minor(row["amount"]) if row["amount"] else PRICES[product] * int(count)
            lines.append(Line(row["id"], line_no, product, int(count), paid))
            amount += paid
        elif ":" in part:
            product, text = part.split(":")
            amount += to_minor(text)
            lines.append(Line(row["id"], line_no, product, 1, to_minor(text)))
        else:
            amount += to_minor(part)
            lines.append(Line(row["id"], line_no, "goods", 1, to_minor(part)))
    if all(line.product_id == "goods" for line in lines):
        lines = []
    return Order(row["id"], row["buyer"], at, amount), lines


def ledger(outcome: Outcome, *kinds: str, breakage: bool = False) -> list[Row]:
    """Return entries as rows kind, source, payee, order or pool ("-": a total), amount; of kinds if named."""
    return sorted(
        (
            grain.kind,
            grain.source or "-",
            grain.payee_id or "-",
            grain.order_id or grain.pool or "-",
            to_decimal(amount),
        )
        for grain, amount in outcome.entries.items()
        if (grain.kind in kinds or not kinds) and bool(grain.payee_id) is not breakage
    )


def pools(outcome: Outcome) -> list[Row]:
    """Return pool rows: pool, day, orders, fed, holders, share, carried."""
    return sorted(
        (
            pool,
            day,
            str(row.orders),
            to_decimal(row.fed),
            str(row.holders),
            to_decimal(row.share),
            to_decimal(row.carried),
        )
        for (pool, day), row in outcome.pools.items()
    )


def pool_days(outcome: Outcome, pool: str) -> list[Row]:
    """Return the rows of a pool: day, orders, fed, holders, share, carried, adjusted."""
    return [
        (*row[1:], to_decimal(outcome.pools[pool, row[1]].adjusted))
        for row in pools(outcome)
        if row[0] == pool
    ]


def ranks(outcome: Outcome, members: Iterable[str] = ()) -> list[Row]:
    """Return the rank of members and the order that brought it."""
    return sorted(
        (member, RANKS[standing.rank], standing.rank_order_id or "-")
        for member, standing in outcome.standings.items()
        if not members or member in members
    )


def owners(outcome: Outcome) -> list[Row]:
    """Return member and team owner, of those who have one."""
    return sorted((one, row.team_owner_id) for one, row in outcome.standings.items() if row.team_owner_id)


def plan_with(**readings: object) -> Plan:
    """Return the chain plan with other readings."""
    data = to_data(load_plan("chain_699"))
    data["readings"] = {**data["readings"], **readings}
    return plan_from_data(data)
