"""The fixture `ask`: a small company as a published run, and the rows of a metric of it."""

import json
from collections.abc import Callable, Mapping

import pytest

from graph.clock import OPEN, day_of
from graph.database import Database
from graph.metrics import metric
from graph.months import number_of
from graph.plan import load_plan, to_data
from graph.reads.runs import published_run
from tests.metrics.company import ZONE, Company, micros
from tests.statements import run_test_statement

RUN = 2
Rows = list[tuple[str, ...]]
Ask = Callable[..., Rows]


@pytest.fixture
def ask(database: Database) -> Ask:
    """Write a company and ask for a metric of it.

    `ask(facts, "conversion", as_of="2026-02-01", ...)`; `ranks` and `entries` (payee, order or pool, day,
    amount in minor units; kind) are given, `runs` says which facts are of a later run. Rows come back as
    texts, None as "-".
    """

    def answer(
        facts: Company,
        name: str,
        as_of: str = "2026-06-01",
        *,
        ranks: Mapping[str, int] | None = None,
        entries: tuple[tuple[str, str, str, int], ...] = (),
        runs: Mapping[str, int] | None = None,
        **filters: object,
    ) -> Rows:
        write_run(database, facts, micros(as_of), ranks=ranks or {}, entries=entries, runs=runs)
        rows = metric(database, published_run(database), name, **filters)  # type: ignore[arg-type]
        return [tuple("-" if cell is None else str(cell) for cell in row.values()) for row in rows]

    return answer


def write_run(
    database: Database,
    facts: Company,
    as_of: int,
    *,
    ranks: Mapping[str, int],
    entries: tuple[tuple[str, str, str, int], ...] = (),
    runs: Mapping[str, int] | None = None,
) -> None:
    """Write a company and its published run into the emptied database, without a calculation."""
    database.ensure_schema("system/schema/metrics")
    run_test_statement(database, "empty")
    later = runs or {}
    first = min((one.at for one in facts.orders), default=as_of)
    tables: dict[str, list[dict[str, object]]] = {
        "members": [{**one._asdict(), "rank": ranks.get(one.id, 0)} for one in facts.members],
        "customers": [one._asdict() for one in facts.customers],
        "owners": [{"id": community, "owner": owner} for community, owner in facts.owners],
        "orders": [one._asdict() for one in facts.orders],
        "refunds": [{**one._asdict(), "id": f"r{n}"} for n, one in enumerate(facts.refunds)],
        "touches": [one._asdict() for one in facts.touches],
        "spend": [{**one._asdict(), "id": f"{one.day} {one.channel}"} for one in facts.spend],
        "entries": [
            {"id": "", "payee": p, "order": order, "day": day, "amount": amount, "kind": "direct"}
            for p, order, day, amount in entries
        ],
    }
    rows = {
        name: [{**row, "run": later.get(str(row["id"]), RUN)} for row in found]
        for name, found in tables.items()
    }
    run_test_statement(
        database,
        "metric_company",
        run=RUN,
        as_of=as_of,
        open=OPEN,
        months=number_of(day_of(min(first, as_of), ZONE)),
        plans=json.dumps([to_data(load_plan("chain_699"))]),
        **rows,
    )
