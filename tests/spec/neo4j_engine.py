"""The Neo4j half: facts are delivered as tables, loaded, calculated, and read as everybody reads them."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.loading import load_folder
from graph.clock import day_of
from graph.database import Database
from graph.facts import Facts
from graph.kinds.rewards import ADJUSTMENT
from graph.nightly import run_nightly
from graph.outcome import Grain, Month, Outcome, Pool, Standing
from graph.plan import Plan
from graph.reads.ledger import Entry, ledger
from graph.reads.pools import pools
from graph.reads.runs import Run, published_run
from graph.reads.standings import Standing as Read
from graph.reads.standings import standings
from tests.spec.delivery import write_delivery
from tests.statements import run_test_statement


def neo4j_outcome(database: Database, facts: Facts, plans: Sequence[Plan], as_of: int) -> Outcome:
    """Calculate in an emptied database."""
    return neo4j_outcomes(database, [(facts, as_of)], plans)[0]


def neo4j_outcomes(
    database: Database, nights: Sequence[tuple[Facts, int]], plans: Sequence[Plan]
) -> list[Outcome]:
    """Calculate nights one after the other in an emptied database; each delivers all that is known then."""
    run_test_statement(database, "empty")
    outcomes = []
    for facts, as_of in nights:
        deliver(database, facts)
        run_nightly(database, plans, as_of)
        outcomes.append(published_outcome(database, facts))
    return outcomes


def deliver(database: Database, facts: Facts, revised: Mapping[str, str] | None = None) -> None:
    """Load facts by the tables; every row must load. revised: by order, its `revised_at`."""
    with tempfile.TemporaryDirectory() as folder:
        summary = load_folder(database, write_delivery(Path(folder) / "delivery", facts, revised))
    assert summary.quarantined == 0


def published_outcome(database: Database, facts: Facts, run: Run | None = None) -> Outcome:
    """Read a run, or the published one, as an outcome; `facts` say which months there are."""
    run = run or published_run(database)
    entries: dict[Grain, int] = {}
    for one in ledger(database, run):
        grain = Grain(one.kind, _source(one), one.payee_id, one.order_id, one.pool, one.day)
        entries[grain] = entries.get(grain, 0) + one.amount
    days = {day_of(order.at, run.zone).isoformat() for order in facts.orders}
    months = sorted({day[:7] for day in days.union(one.day for one in facts.adjustments)})
    return Outcome(
        standings={one.member_id: _standing(one) for one in standings(database, run)},
        entries={grain: amount for grain, amount in entries.items() if amount},
        pools={
            (one.pool, one.day): Pool(one.orders, one.fed, one.holders, one.share, one.carried, one.adjusted)
            for one in pools(database, run)
        },
        monthly={key: month for name in months for key, month in _month(database, run, name)},
    )


def _source(entry: Entry) -> str:
    """Return the source of an entry; of an adjustment its id, which is behind its length in the key."""
    if entry.kind != ADJUSTMENT:
        return entry.source
    assert entry.source == ""
    length, _, rest = entry.key.split(" ", 2)[2].partition(" ")
    return rest[: int(length)]


def _standing(row: Read) -> Standing:
    return Standing(
        sponsor_id=row.sponsor_id,
        depth=row.depth,
        rank=row.rank,
        rank_order_id=row.rank_order_id,
        team_owner_id=row.team_owner_id,
        direct_recruits=row.direct_recruits,
        team_size=row.team_size,
        personal=row.personal,
        team=row.team,
        group=row.group,
        earned=row.earned,
        held=row.held,
        withdrawn=row.withdrawn,
        highest_rank=row.highest_rank,
    )


def _month(database: Database, run: Run, name: str) -> list[tuple[tuple[str, str], Month]]:
    found = [
        ((one.member_id, name), Month(one.personal, one.team, one.group, one.earned, one.held))
        for one in standings(database, run, month=name)
    ]
    return [(key, month) for key, month in found if month != Month()]
