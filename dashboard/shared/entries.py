"""A ledger entry in words, and what asks why it was posted."""

from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import kind_name, source_name
from dashboard.words import _
from graph.explain.member import Entry as LatestEntry
from graph.plan.model import Plan
from graph.reads.ledger import Entry


def entry_name(entry: Entry | LatestEntry, plan: Plan) -> str:
    """Return the kind of an entry, and the pool, the kind, the generation or the month that it is of."""
    detail = rank_name(plan, plan.rank_number(entry.pool)) if entry.pool else source_name(entry.source)
    return " · ".join(part for part in (kind_name(entry.kind), detail) if part)


def why_of(entry: Entry | LatestEntry) -> tuple[str, str]:
    """Return what asks in an address why an entry was posted, and words for a link; "" for an adjustment.

    It is `order:ID`, `pool:NAME:DAY` or `total:KIND:SOURCE`.
    """
    if entry.order_id:
        return f"order:{entry.order_id}", _("Order {order}").format(order=entry.order_id)
    if entry.pool:
        return f"pool:{entry.pool}:{entry.day}", _("Pool day")
    if entry.source:
        return f"total:{entry.kind}:{entry.source}", entry.source
    return "", ""
