"""A company as small text tables: loaded as a delivery, and read by the reference. "-" is empty."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from etl.loading import load_delivery
from graph.clock import from_micros, to_micros
from graph.database import Database
from graph.money import to_decimal, to_minor
from tests.etl.deliveries import delivery

ZONE = ZoneInfo("Asia/Shanghai")
PACKAGE = 69900  # an order of exactly this amount is one 699 package
_EARLY = "2025-01-01"


class Member(NamedTuple):
    id: str
    sponsor: str = ""
    channel: str = ""
    joined: int = 0


class Customer(NamedTuple):
    id: str
    community: str = ""
    channel: str = ""
    joined: int = 0


class Order(NamedTuple):
    id: str
    buyer: str
    at: int
    amount: int


class Refund(NamedTuple):
    order: str
    amount: int
    at: int


class Touch(NamedTuple):
    id: str
    visitor: str
    at: int
    channel: str
    inviter: str = ""
    became: str = ""


class Spend(NamedTuple):
    day: str
    channel: str
    amount: int
    kind: str = "marketing"


class Correction(NamedTuple):
    member: str
    sponsor: str
    at: int


@dataclass(frozen=True)
class Company:
    members: tuple[Member, ...] = ()
    customers: tuple[Customer, ...] = ()
    owners: tuple[tuple[str, str], ...] = ()  # community, member
    orders: tuple[Order, ...] = ()
    refunds: tuple[Refund, ...] = ()
    touches: tuple[Touch, ...] = ()
    spend: tuple[Spend, ...] = ()
    corrections: tuple[Correction, ...] = ()


def micros(text: str) -> int:
    """Return a local time in Shanghai, such as 2026-01-05 or 2026-01-05T09:00, in microseconds UTC."""
    return to_micros(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def company(
    members: str = "",
    orders: str = "",
    *,
    customers: str = "",
    owners: str = "",
    refunds: str = "",
    touches: str = "",
    spend: str = "",
    corrections: str = "",
) -> Company:
    """Return a company from tables.

    members: id sponsor channel joined. customers: id community channel joined. owners: community member.
    orders: buyer at amount (ids o1, o2, ...; without amount 10.00). refunds: order amount at. touches:
    visitor at channel inviter became (ids t1, t2, ...). spend: day channel amount kind. corrections:
    member sponsor at.
    """
    return Company(
        members=tuple(
            Member(one, sponsor, channel, micros(joined or _EARLY))
            for one, sponsor, channel, joined in _rows(members, 4)
        ),
        customers=tuple(
            Customer(one, community, channel, micros(joined or _EARLY))
            for one, community, channel, joined in _rows(customers, 4)
        ),
        owners=tuple((row[0], row[1]) for row in _rows(owners, 2)),
        orders=tuple(
            Order(f"o{number}", row[0], micros(row[1]), to_minor(row[2] or "10.00"))
            for number, row in enumerate(_rows(orders, 3), 1)
        ),
        refunds=tuple(Refund(row[0], to_minor(row[1]), micros(row[2])) for row in _rows(refunds, 3)),
        touches=tuple(
            Touch(f"t{number}", row[0], micros(row[1]), row[2], row[3], row[4])
            for number, row in enumerate(_rows(touches, 5), 1)
        ),
        spend=tuple(
            Spend(row[0], row[1], to_minor(row[2]), row[3] or "marketing") for row in _rows(spend, 4)
        ),
        corrections=tuple(Correction(row[0], row[1], micros(row[2])) for row in _rows(corrections, 3)),
    )


def _rows(text: str, width: int) -> list[list[str]]:
    listed = [line.split() for line in text.strip().splitlines() if line.strip()]
    return [["" if cell == "-" else cell for cell in [*row, *[""] * width][:width]] for row in listed]


def load(database: Database, facts: Company, name: str = "") -> None:
    """Load a company as one delivery; every row must load."""
    packages = [one for one in facts.orders if one.amount == PACKAGE]
    rows = {
        "members": [f"{m.id} | {m.sponsor} | {_at(m.joined)} | | {m.channel}" for m in facts.members],
        "customers": [f"{c.id} | {c.community} | {_at(c.joined)} | {c.channel}" for c in facts.customers],
        "communities": [f"{community} | {owner} | {community}" for community, owner in facts.owners],
        "orders": [f"{o.id} | {o.buyer} | {_at(o.at)} | {to_decimal(o.amount)}" for o in facts.orders],
        "order_lines": [f"{o.id} | 1 | P699 | 1 | {to_decimal(PACKAGE)}" for o in packages],
        "products": ["P699 | package"] if packages else [],
        "refunds": [
            f"{name}r{n} | {r.order} | {_at(r.at)} | {to_decimal(r.amount)}"
            for n, r in enumerate(facts.refunds)
        ],
        "touches": [
            f"{t.id} | {t.visitor} | {_at(t.at)} | {t.channel} | {t.inviter} | {t.became}"
            for t in facts.touches
        ],
        "spend": [f"{s.day} | {s.channel} | {s.kind} | {to_decimal(s.amount)}" for s in facts.spend],
        "sponsor_corrections": [
            f"{c.member} | {c.sponsor} | {_at(c.at)} | as told" for c in facts.corrections
        ],
    }
    summary = load_delivery(database, delivery(rows, name))
    assert summary.quarantined == 0, database.read("load/quarantine/page", table="")


def _at(at: int) -> str:
    return from_micros(at, ZONE).isoformat()
