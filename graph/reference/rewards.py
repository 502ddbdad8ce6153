"""R3-R6, R9 and R10: what one order pays, with the ranks that stood before it, and what is due to nobody.

Each kind says in its module under graph/kinds/rewards who is due what, and why; here they are asked in turn.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from graph.kinds.due import Due
from graph.kinds.moment import Moment
from graph.kinds.rewards import OF_ORDERS
from graph.outcome import Grain
from graph.plan import Plan
from graph.reference.company import Company, Sale
from graph.reference.ranks import State

NOBODY = ""  # the payee of breakage


Watch = Callable[[Sale, Mapping[str, Sequence[Due]]], None]
"""Is told of each order what every kind is due for it, with the reasons why and why not."""


def pay(
    sale: Sale, state: State, company: Company, watch: Watch | None = None
) -> Iterator[tuple[Grain, int]]:
    """Yield the entries of an order, breakage included: an order of n packages pays n times."""
    if sale.plan is None:
        return
    by_kind = dues(state.moment(sale, company), sale.plan)
    if watch:
        watch(sale, by_kind)
    for (kind, source, payee), amount in amounts(by_kind):
        yield Grain(kind, source, payee, sale.id, "", sale.day), amount


def dues(moment: Moment, plan: Plan, others: Collection[str] = ()) -> dict[str, list[Due]]:
    """Return what each kind of the plan that pays orders is due for an order, in the order of paying.

    others: kinds that the plan does not have, and are due nothing: an order was paid by another plan before.
    """
    found: dict[str, list[Due]] = {}
    for name, kind in OF_ORDERS.items():
        if name in plan.kinds or name in others:
            found[name] = list(kind.pay(moment, plan, found)) or [Due(name)]
    return found


def amounts(by_kind: dict[str, list[Due]]) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Yield what is due by kind, source and payee ("" is nobody: breakage), in minor units, without zeros."""
    for kind, of_kind in by_kind.items():
        breakage = Counter[str]()
        for due in of_kind:
            yield from (((kind, due.source, payee), amount) for payee, amount in due.paid.items() if amount)
            breakage[due.source if due.apart else ""] += due.breakage
        yield from (((kind, source, NOBODY), amount) for source, amount in breakage.items() if amount)
