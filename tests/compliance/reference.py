"""The tests of the law once more, in plain Python from their definitions: slow, and easy to check by eye.

The ledger and the metrics of revenue are taken as given, they are tested elsewhere.
"""

from typing import NamedTuple

from graph.clock import day_of
from tests.metrics.company import PACKAGE, Order
from tests.metrics.reference import Question


class Counted(NamedTuple):
    """What a test compares: (over, under) by the id of the flag; under is None for persons and levels."""

    root_id: str
    figures: dict[str, tuple[int, int | None]]


def counted(ask: Question, month: str = "") -> Counted:
    """Return the figures of one month (2026-01; persons and levels at its end), or of all time."""
    orders = [order for one in ask.everybody() for order in ask.orders(one.id) if _in(ask, order.at, month)]
    entries = [one for one in ask.entries if one.payee and (not month or one.day[:7] == month)]
    of_orders = [one for one in entries if one.order]
    earned = sum(one.amount for one in entries)
    revenue = sum(map(ask.net, orders))
    customers = {one.id for one in ask.customers()}
    buyer = {order.id: order.buyer for order in ask.facts.orders}
    first = {order.id for one in ask.members() for order in _packages(ask, one.id)[:1]}
    root_id, people, levels = nearest(ask, month)
    paid, above = over_cap(ask, month)
    return Counted(
        root_id,
        {
            "people": (people, None),
            "levels": (levels, None),
            "entry_fee": (
                sum(ask.net(one) for one in orders if one.amount == PACKAGE and one.buyer not in customers),
                revenue,
            ),
            "headcount": (
                sum(one.amount for one in of_orders if one.order in first),
                sum(one.amount for one in of_orders),
            ),
            "team_pay": (
                sum(one.amount for one in entries if one.payee != seller(ask, buyer.get(one.order, ""))),
                earned,
            ),
            "over_cap": (above, paid),
            "retail_revenue": (sum(ask.net(one) for one in orders if one.buyer in customers), revenue),
            "retail_rewards": (
                sum(one.amount for one in of_orders if buyer[one.order] in customers),
                earned,
            ),
        },
    )


def seller(ask: Question, person: str) -> str:
    """Return who sold to somebody: the sponsor, or the owner of a customer's community."""
    owner = dict(ask.facts.owners)
    there = {one.id for one in ask.members()}
    community = {one.id: one.community for one in ask.customers()}.get(person, "")
    found = owner.get(community, "") if community else ask.sponsor().get(person, "")
    return found if found in there else ""


def over_cap(ask: Question, month: str) -> tuple[int, int]:
    """Return how many members earned something, and how many of them more than 30 % of their own sales."""
    paid = above = 0
    for one in ask.members():
        earned = sum(
            entry.amount
            for entry in ask.entries
            if entry.payee == one.id and (not month or entry.day[:7] == month)
        )
        sold = sum(
            ask.net(order)
            for person in ask.everybody()
            if seller(ask, person.id) == one.id
            for order in ask.orders(person.id)
            if _in(ask, order.at, month)
        )
        paid += earned > 0
        above += earned > 0 and earned * 10 > sold * 3
    return paid, above


def nearest(ask: Question, month: str) -> tuple[str, int, int]:
    """Return the root nearest to 30 people and 3 levels, of those who had joined: id, people, levels."""
    sponsor = ask.sponsor()

    def line(member: str) -> list[str]:
        return [member, *line(sponsor[member])] if member in sponsor else [member]

    lines = [
        line(one.id)
        for one in ask.members()
        if not month or day_of(one.joined, ask.zone).isoformat()[:7] <= month
    ]
    with_team = set(sponsor.values())
    teams = [
        (root, sum(one[-1] == root for one in lines), max(len(one) for one in lines if one[-1] == root))
        for root in sorted({one[-1] for one in lines} & with_team)
    ]
    return min(
        teams, key=lambda team: (-min(team[1] / 30, team[2] / 3), -team[1], -team[2]), default=("", 0, 0)
    )


def _in(ask: Question, at: int, month: str) -> bool:
    return not month or ask.month(at) == month


def _packages(ask: Question, member: str) -> list[Order]:
    return [one for one in ask.orders(member) if one.amount == PACKAGE]
