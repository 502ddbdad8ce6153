"""An order's explanation as the steps of a waterfall, from what was paid for packages to what is kept."""

import pandas as pd

from graph.explain.model import OrderExplanation
from graph.explain.visibility import Shown

COLUMNS = ["step", "kind", "who", "amount"]


def steps(shown: Shown) -> pd.DataFrame:
    """Return the steps: step (packages, paid, breakage, pool, kept or rest), kind, who, amount (minor units).

    The first is what was paid for packages, the last what is left of it: what the company keeps, or for who
    may not see all of it the rest, whoever got that. Those between are negative and add up to the difference.
    kind: of reward, or the pool's name; who: member id of a payee.
    """
    told = shown.told
    rows = [("packages", "", "", told.sums.package_lines), *_paid(told)]
    if shown.complete:
        rows += [("breakage", one.kind, "", -one.breakage) for one in told.kinds if one.breakage]
    rows += [("pool", one.pool, "", -one.amount) for one in told.pools if one.amount]
    rows.append(("kept" if shown.complete else "rest", "", "", sum(row[3] for row in rows)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _paid(told: OrderExplanation) -> list[tuple[str, str, str, int]]:
    return [
        ("paid", f"{one.kind} {payment.source}".strip(), payment.payee_id, -payment.amount)
        for one in told.kinds
        for payment in one.payments
        if payment.amount
    ]
