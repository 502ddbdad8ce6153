"""Random companies in several published runs, and what their tables say of volumes."""

from dataclasses import dataclass

from graph.clock import OPEN
from graph.database import Database
from graph.facts import Facts
from graph.nightly import run_nightly
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver


@dataclass(frozen=True)
class Published:
    """The facts that a run counted, all up to its time."""

    number: int
    known: Facts
    as_of: int


def publish_history(database: Database, seed: int) -> list[Published]:
    """Deliver a random company in three parts, with a run after each."""
    runs = []
    for number, night in enumerate(random_history(seed), start=1):
        deliver(database, night.delivered)
        run_nightly(database, night.given, night.as_of)
        runs.append(Published(number, night.known, night.as_of))
    return runs


def bought(published: Published, first: int = 0, end: int = OPEN) -> dict[str, int]:
    """Return each member's personal volume from the tables alone: orders paid from `first` on, before `end`.

    Net of refunds, as of the run; orders of customers count for the owner of their community (R11).
    """
    known, as_of = published.known, published.as_of
    owners = {one.id: one.owner_id for one in known.communities}
    credited = {one.id: owners.get(one.community_id or "", "") for one in known.customers}
    refunded: dict[str, int] = {}
    for refund in known.refunds:
        if refund.at <= as_of:
            refunded[refund.order_id] = refunded.get(refund.order_id, 0) + refund.amount
    volumes: dict[str, int] = {}
    for order in known.orders:
        if first <= order.at < end and order.at <= as_of:
            whose = credited.get(order.buyer_id, order.buyer_id)
            volumes[whose] = volumes.get(whose, 0) + order.amount - refunded.get(order.id, 0)
    return volumes
