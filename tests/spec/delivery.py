"""Facts as the folder of tables that a company would deliver."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.clock import from_micros
from graph.facts import Facts
from graph.money import to_decimal

_UTC = ZoneInfo("UTC")


def write_delivery(folder: Path, facts: Facts, revised: Mapping[str, str] | None = None) -> Path:
    """Write facts as the CSV tables of tables.md into a new folder and return it.

    revised: by order, its `revised_at`; orders that are not there have none.
    """
    folder.mkdir(parents=True)
    revised = revised or {}
    products = dict.fromkeys(sorted({line.product_id for line in facts.lines}), "")
    products |= {product.id: product.category or "" for product in facts.products}
    tables: dict[str, tuple[str, Iterable[Sequence[object]]]] = {
        "members": (
            "member_id,sponsor_id,joined_at",
            ((m.id, m.sponsor_id, _at(m.joined)) for m in facts.members),
        ),
        "orders": (
            "order_id,buyer_id,paid_at,amount,received_at,group_id,revised_at",
            (
                (
                    *(o.id, o.buyer_id, _at(o.at), to_decimal(o.amount), _received(o.received), o.group_id),
                    revised.get(o.id),
                )
                for o in facts.orders
            ),
        ),
        "order_lines": (
            "order_id,line_no,product_id,quantity,amount,revised_at",
            (
                (
                    n.order_id,
                    n.line_no,
                    n.product_id,
                    n.quantity,
                    to_decimal(n.amount),
                    revised.get(n.order_id),
                )
                for n in facts.lines
            ),
        ),
        "products": (
            "product_id,name,category",
            ((one, one, category) for one, category in products.items()),
        ),
        "refunds": (
            "refund_id,order_id,refunded_at,amount",
            ((r.id, r.order_id, _at(r.at), to_decimal(r.amount)) for r in facts.refunds),
        ),
        "sponsor_corrections": (
            "member_id,sponsor_id,decided_at,reason",
            ((c.member_id, c.sponsor_id, _at(c.at), "as told") for c in facts.corrections),
        ),
        "opening_standings": (
            "member_id,rank,team_owner_id",
            ((o.member_id, o.rank, o.team_owner_id) for o in facts.openings),
        ),
        "groups": (
            "group_id,leader_id,opened_at,closes_at",
            ((g.id, g.leader_id, _at(g.opens), _at(g.closes)) for g in facts.groups),
        ),
        "communities": ("community_id,owner_id,name", ((c.id, c.owner_id, c.id) for c in facts.communities)),
        "customers": (
            "customer_id,community_id,joined_at",
            ((c.id, c.community_id, _at(c.joined)) for c in facts.customers),
        ),
        "adjustments": (
            "adjustment_id,member_id,day,amount,reason,decided_by,approved_by",
            (
                (a.id, a.member_id, a.day, to_decimal(a.amount), "as told", "Ann", "Bo")
                for a in facts.adjustments
            ),
        ),
        "withdrawals": (
            "withdrawal_id,member_id,at,amount,kind",
            ((w.id, w.member_id, _at(w.at), to_decimal(w.amount), "cash") for w in facts.withdrawals),
        ),
    }
    for name, (header, rows) in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            writer.writerows(rows)
    return folder


def _received(micros: int | None) -> str:
    return "" if micros is None else _at(micros)


def _at(micros: int) -> str:
    return from_micros(micros, _UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
