"""Does the ledger hold what is due? Orders are calculated anew by the reference, which knows no Cypher."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.clock import OPEN
from graph.database import Database, Row
from graph.facts import Line
from graph.kinds.basis import Item
from graph.kinds.moment import Moment, Person
from graph.kinds.parameters import DAY
from graph.nightly.steps import Night, common
from graph.reference.company import packages_of
from graph.reference.rewards import amounts, dues

_MOST = 200
_Grain = tuple[str, str, str]  # kind, matched kind of a peer entry, payee ("" the company)


@dataclass(frozen=True)
class Differs:
    """One sum of the ledger that is not what is due, in minor units.

    reward: the kind of its entries; payee "" is the company.
    """

    order: str
    reward: str
    payee: str
    due: int
    posted: int


@dataclass(frozen=True)
class _People:
    """Whom the orders concern: by id, each one's sponsor ("" for none), and own orders (at, id, net)."""

    by_id: Mapping[str, Person]
    sponsor: Mapping[str, str]
    orders: Mapping[str, Sequence[tuple[int, str, int]]]

    def upline(self, member: str) -> list[Person]:
        """Return a member and the sponsors above it, nearest first."""
        found = []
        while member:
            found.append(self.by_id[member])
            member = self.sponsor[member]
        return found

    def own_volume(self, member: str, since: int, until: tuple[int, str]) -> int:
        """Return the net amount of a member's own orders up to an order (its time and id), minor units."""
        own = self.orders.get(member, ())
        return sum(net for at, order, net in own if since <= at and (at, order) <= until)


def differences(database: Database, night: Night) -> tuple[int, list[Differs]]:
    """Return how many orders were calculated anew (R3-R6, R9, R10), and sums that differ from the ledger.

    They are the newest 200 orders on the clock and 200 spread over all; all of them where there are fewer.
    Ranks are those of the run, and so are team owners but the buyer's; packages and all that follows are
    calculated by other means.
    """
    orders = database.read("nightly/checks/ledger_sample", most=_MOST, as_of=night.as_of)
    buyers = {row["buyer_id"] if row["by_member"] else row["owner_id"] for row in orders}
    found = database.read(
        "nightly/checks/ledger_people",
        buyers=sorted(buyers - {""}),
        open=OPEN,
        sinces=common(night)["sinces"],
    )
    people = _People(
        {
            row["member_id"]: Person(row["member_id"], since=tuple(row["since"]), owner_id=row["owner_id"])
            for row in found
        },
        {row["member_id"]: row["sponsor_id"] for row in found},
        _own_orders(database, night, [row["member_id"] for row in found]),
    )
    # Above a cycle of sponsors there is no end: the check of the tree tells of it.
    ending = [row for row in orders if _ends(_lowest(row), people.sponsor)]
    return len(ending), [one for row in ending for one in _of_order(row, night, people)]


def _own_orders(
    database: Database, night: Night, members: Sequence[str]
) -> dict[str, list[tuple[int, str, int]]]:
    """Return own orders where a plan asks for them: nobody else needs to read them."""
    if not any(one.asks_activity for window in night.windows for one in window.plan.rewards):
        return {}
    rows = database.read("nightly/checks/ledger_activity", members=members, as_of=night.as_of)
    return {row["member_id"]: [(at, order, net) for at, order, net in row["orders"]] for row in rows}


def _lowest(row: Row) -> str:
    """Return the member with whom the line of an order begins: its buyer, or the owner of its community."""
    return str(row["buyer_id"] if row["by_member"] else row["owner_id"])


def _ends(member: str, sponsor: Mapping[str, str]) -> bool:
    seen = set()
    while member and member not in seen:
        seen.add(member)
        member = sponsor[member]
    return not member


def _of_order(row: Row, night: Night, people: _People) -> Iterator[Differs]:
    # Before the first plan begins there is none, and nothing is due.
    plan = next((one.plan for one in night.windows if one.start <= row["clk"] < one.until), None)
    due = Counter(dict(amounts(dues(_moment(row, night, people), plan)))) if plan else Counter()
    posted: Counter[_Grain] = Counter()
    for kind, source, payee, amount in row["posted"]:
        posted[kind, source, payee] += amount
    for grain in sorted(due.keys() | posted.keys()):
        if due[grain] != posted[grain]:
            kind, _, payee = grain
            yield Differs(row["order_id"], kind, payee, due[grain], posted[grain])


def _moment(row: Row, night: Night, people: _People) -> Moment:
    lines = [
        Line(row["order_id"], 0, one["product_id"], one["quantity"], one["amount"]) for one in row["lines"]
    ]
    at, stands = row["at"], row["net"] > 0
    line = people.upline(_lowest(row))
    return Moment(
        row["clk"],
        packages_of(row["net"], lines, night.plan) if stands and row["by_member"] else {},
        line if row["by_member"] else [Person(row["buyer_id"]), *line],
        people.by_id,
        net=row["net"] if stands else 0,
        items=[Item(one["product_id"], one["category"], one["amount"]) for one in row["lines"]],
        first=row["first"],
        by_member=row["by_member"],
        own_volume=lambda member, days: people.own_volume(member, at - days * DAY, (at, row["order_id"])),
    )
