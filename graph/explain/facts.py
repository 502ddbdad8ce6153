"""What an explanation rests on: an order and the people above its buyer, as one run saw them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from graph.clock import day_of, point
from graph.database import Database, Row
from graph.errors import NotFoundError, WaitingError
from graph.explain.order_facts import OrderFacts, OrderGroup, OrderLine, OrderRefund
from graph.kinds.basis import Item, bases
from graph.kinds.moment import Later, Moment, Person
from graph.kinds.parameters import DAY
from graph.kinds.values import GENERATIONS
from graph.plan import Plan, valid_plan
from graph.reads.runs import Run
from graph.reference.company import packages_of
from graph.words import Reasons
from graph.words.reasons import of_text


@dataclass(frozen=True, slots=True)
class Case:
    """An order, the plan that pays it (none before the first plan), and everybody it concerns.

    `upline` begins with the buyer; behind a customer is the owner of its community, where the plan pays for
    orders of customers: else it is empty. `others` are team owners and mentors outside of it, which opening
    standings can name. `items`: the lines with the categories that products have today. `first`: whether the
    order is its buyer's first one, where the plan asks for that.
    """

    run: int
    order: OrderFacts
    plan: Plan | None
    upline: tuple[Person, ...]
    others: dict[str, Person]
    items: tuple[Item, ...] = ()
    first: bool = True

    def moment(self, database: Database, later: Later) -> Moment:
        """Return the order as kinds of rewards look at it; before the first plan nothing of it counts."""
        order = self.order
        counts = self.plan is not None and order.stands

        @cache
        def own_volume(member: str, days: int) -> int:
            up_to = {"since": order.at - days * DAY, "at": order.at, "order": order.id}
            return int(
                database.read("read/explain/own_volume", member=member, run=self.run, **up_to)[0]["volume"]
            )

        return Moment(
            order.point,
            order.packages if self.plan else {},
            self.upline,
            self.others,
            later,
            net=order.net if counts else 0,
            items=self.items,
            first=self.first,
            by_member=order.by_member,
            own_volume=own_volume,
        )


def read_case(database: Database, run: Run, order_id: str) -> Case:
    """Read an order and its people as of a run.

    Raises:
        NotFoundError: when the run does not know the order; the text says where it is, if anywhere.
    """
    found = database.read("read/explain/order", order=order_id, run=run.number)
    if not found or found[0]["from_run"] > run.number:
        raise _not_there(database, run, order_id, loaded=bool(found))
    order = _order(found[0], run)
    plan = valid_plan(run.plans, order.at)
    whats = bases(plan) if plan else []
    items = tuple(Item(one["product_id"], one["category"] or "", one["amount"]) for one in found[0]["lines"])
    earlier = any(one.orders != "all" for one in whats) and _has_earlier(database, run, order)
    upline: tuple[Person, ...] = ()
    if order.by_member:
        upline = read_upline(database, run.number, order.buyer_id)
    elif any(one.customers for one in whats):
        above = read_upline(database, run.number, order.owner_id) if order.owner_id else ()
        upline = (Person(order.buyer_id), *above)
    others = _owners(database, run.number, upline[:2]) if order.by_member else {}
    return Case(run.number, order, plan, upline, others, items, not earlier)


def _has_earlier(database: Database, run: Run, order: OrderFacts) -> bool:
    up_to = {"buyer": order.buyer_id, "at": order.at, "order": order.id}
    return bool(database.read("read/explain/earlier", run=run.number, **up_to)[0]["earlier"])


def read_upline(database: Database, run: int, member_id: str) -> tuple[Person, ...]:
    """Return a member and every sponsor above it, nearest first."""
    return tuple(map(person_of, database.read("read/explain/upline", member=member_id, run=run)))


def read_people(database: Database, run: int, member_ids: Iterable[str]) -> dict[str, Person]:
    """Return members by id; the run must know them."""
    rows = database.read("read/explain/people", members=sorted(set(member_ids)), run=run)
    return {row["id"]: person_of(row) for row in rows}


def _owners(database: Database, run: int, earners: Sequence[Person]) -> dict[str, Person]:
    """Return the team owners of the buyer and its sponsor, their owners (mentors), and so on up."""
    found: dict[str, Person] = {}
    above = {one.owner_id for one in earners if one.owner_id}
    for _ in range(GENERATIONS + 1):
        owners = read_people(database, run, above) if above else {}
        found |= owners
        above = {one.owner_id for one in owners.values() if one.owner_id} - found.keys()
    return found


def person_of(row: Row) -> Person:
    """Return a member of a row: id, name, since, lapses, owner_id."""
    since = tuple(row["since"] or ())
    lapses: dict[int, tuple[str, ...]] = {}
    for change in row["lapses"] or ():  # the rank's number, and the point at which it was lost or held again
        rank, at = change.split(" ", 1)
        lapses[int(rank)] = (*lapses.get(int(rank), ()), at)
    return Person(row["id"], row["name"] or "", since, row.get("owner_id") or "", lapses)


def _order(row: Row, run: Run) -> OrderFacts:
    refunds = tuple(
        OrderRefund(one["id"], one["at"], one["amount"], one["from_run"]) for one in row["refunds"]
    )
    refunded = sum(one.amount for one in refunds)
    lines = tuple(
        OrderLine(one["line_no"], one["product_id"], one["quantity"], one["amount"]) for one in row["lines"]
    )
    net = row["amount"] - refunded
    gone = row["to_run"] is not None and row["to_run"] <= run.number and not row["waits"]
    withdrawn = row["to_run"] if gone else 0
    plan = valid_plan(run.plans, row["at"])
    counts = row["by_member"] and net > 0 and not withdrawn and not row["waits"]
    return OrderFacts(
        id=row["id"],
        at=row["at"],
        paid_at=row["paid"],
        day=day_of(row["at"], run.zone).isoformat(),
        point=point(row["at"], row["id"]),
        amount=row["amount"],
        refunded=refunded,
        net=net,
        buyer_id=row["buyer_id"],
        by_member=row["by_member"],
        community_id=row["community_id"] or "",
        owner_id=row["owner_id"] or "",
        run=row["from_run"],
        withdrawn=withdrawn,
        lines=lines,
        refunds=refunds,
        packages=packages_of(net, lines, run.plans[0]) if counts else {},
        plan=plan.name if plan else "",
        group=OrderGroup(**row["group"], min_buyers=run.plans[0].min_buyers) if row["group"] else None,
        waits=row["waits"],
        revised_at=row["revised"],
        version=row["version"],
    )


def _not_there(database: Database, run: Run, order_id: str, *, loaded: bool) -> NotFoundError:
    if loaded:
        return NotFoundError(
            "order {order_id!r} is loaded but not counted in run {number}, calculated as of "
            "{as_of_time}: run `upline nightly`, then ask again",
            order_id=order_id,
            number=run.number,
            as_of_time=run.as_of_time.isoformat(),
        )
    if waiting := database.read("read/explain/waiting", order=order_id):
        reasons = [of_text(text) for text in waiting[0]["reasons"]]
        return WaitingError(
            "order {order_id!r} waits in the quarantine: {reasons}",
            order_id=order_id,
            reasons=Reasons(tuple(reasons)),
        )
    return NotFoundError(
        "there is no order {order_id!r} in run {number}: ids are compared letter by letter",
        order_id=order_id,
        number=run.number,
    )
