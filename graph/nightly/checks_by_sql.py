"""The checks of a DuckDB night: those of `graph.nightly.checks`, of the tables that it was calculated from.

What a run is due is checked there; that it has come into the graph says `recalculated`
(graph.nightly.written).
"""

from typing import Any

from graph.columnar.plan_tables import Rows, Table
from graph.columnar.running import Running
from graph.database import Database
from graph.nightly import values
from graph.nightly.checks import (
    SHOWN,
    Check,
    delivered,
    differences,
    earnings_tie_out,
    outcome,
    overdrawn,
    pools_shared,
    tree_reached,
    volumes_tie_out,
)
from graph.nightly.inputs import Night
from graph.nightly.recalculation import Recalculation
from graph.nightly.written import compare_written
from graph.words.reasons import reason

_ASIDES = ("asides", "aside_amounts", "aside_shares")


def check_all_by_sql(database: Database, night: Night, calculation: Recalculation) -> list[Check]:
    """Run all checks, in the order in which a Cypher night has them."""
    running = calculation.calculate()
    return [
        delivered(database, night),
        tree(running),
        volumes(running),
        conservation(running, night),
        differences(compare_written(calculation, SHOWN)),
        pools(running),
        earned(database, running, night),
        withdrawals(running),
    ]


def tree(running: Running) -> Check:
    """Check that the sponsor tree has no cycle: every member is below a root."""
    return tree_reached(running.maps("checks/tree")[0])


def volumes(running: Running) -> Check:
    """Volumes tie out from orders over roots to standings."""
    return volumes_tie_out(running.maps("checks/volumes")[0])


def conservation(running: Running, night: Night) -> Check:
    """R9: entries and breakage of every order add up to what the plan sets aside, kind by kind."""
    for name, table in zip(_ASIDES, _set_aside(night), strict=True):
        running.engine.table(name, table)
    running.make("checks/set_asides", packages=len(night.plan.packages))
    broken = (
        reason("check_not_conserved", order=order, reward=kind, planned=planned, posted=posted, breakage=left)
        for order, kind, planned, posted, left in running.read("checks/conservation", limit=SHOWN)
    )
    return outcome("conservation", broken, reason("check_conserved"))


def _set_aside(night: Night) -> tuple[Table, Table, Table]:
    """Return what plans set aside: for which orders and kinds, amounts by measure, and the shares of them."""
    asides: Rows = []
    amounts: Rows = []
    shares: Rows = []
    for window in night.windows:
        start, end = window.micros
        for aside in values.set_aside(window.plan):
            number = len(asides)
            asides.append((number, start, end, str(aside["kind"]), str(aside["source"])))
            for part, matched in enumerate(_listed(aside["matched"])):
                listed = enumerate(_listed(matched))
                amounts += [(number, part, place, int(str(amount))) for place, amount in listed if amount]
            for share in _listed(aside["shares"]):
                shares.append((number, share["over"], share["under"]))
    return (
        Table(
            {"number": "BIGINT", "starts": "BIGINT", "ends": "BIGINT", "kind": "STRING", "source": "STRING"},
            asides,
        ),
        Table(dict.fromkeys(("number", "part", "place", "amount"), "BIGINT"), amounts),
        Table(dict.fromkeys(("number", "over_part", "under_part"), "BIGINT"), shares),
    )


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def pools(running: Running) -> Check:
    """R7: what the facts feed to the pools is what was shared and what is carried; entries are the shares."""
    return pools_shared(running.maps("checks/pools", day=running.day(running.as_of), limit=SHOWN))


def earned(database: Database, running: Running, night: Night) -> Check:
    """Check that what standings say was earned is the sum of the members' entries.

    Those of the runs before are those of the graph, as they stood when the night began.
    """
    row = running.maps("checks/earned")[0]
    before = night.published.sums
    if before is None:
        before = database.read("run/files/sums", run=night.run - 1)[0]
    row["entries"] += before["members_entries"]
    row["posted"] += before["members_amount"]
    return earnings_tie_out(row)


def withdrawals(running: Running) -> Check:
    """Tell from whom more was withdrawn than is available: it stands, as the money is gone."""
    return overdrawn(running.maps("checks/withdrawals")[0], running.maps("checks/overdrawn", limit=SHOWN))
