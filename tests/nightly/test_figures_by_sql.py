"""What a night keeps for the metrics and checks is the same from both engines, whichever came before."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.columnar.engine import Opening
from graph.database import Database
from graph.fact_files import Folder, folder_at
from graph.metrics import count_by_sql, keeping
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName
from tests.metrics.company import Company, load
from tests.metrics.random_companies import random_company
from tests.statements import run_test_statement

TWO = 1
"""The team of a sponsor and one recruit, the sponsor left out."""
DAY = 86_400_000_000
SEEDS = (1, 5)


def halves(facts: Company) -> tuple[Company, Company]:
    """Return what a first delivery has of a company, and what a second one adds."""
    early = {order.id for order in facts.orders[::2]}
    first = replace(
        facts,
        orders=tuple(order for order in facts.orders if order.id in early),
        refunds=tuple(refund for refund in facts.refunds if refund.order in early),
        touches=facts.touches[::2],
        corrections=(),
    )
    second = Company(
        orders=tuple(order for order in facts.orders if order.id not in early),
        refunds=tuple(refund for refund in facts.refunds if refund.order not in early),
        touches=facts.touches[1::2],
        corrections=facts.corrections,
    )
    return first, second


def kept_figures(database: Database) -> dict[str, object]:
    """Return all that nights keep for the metrics: of sums, which have no order, sorted."""
    found = {row["id"]: row["figures"] for row in run_test_statement(database, "figures")}
    for figures in found.values():
        if "sums" in figures:
            figures["sums"] = sorted(json.loads(figures["sums"]), key=_sorted_json)
        if "figures" in figures:
            figures["figures"] = json.loads(figures["figures"])
    return found


def _sorted_json(row: object) -> str:
    return json.dumps(row, sort_keys=True)


def calculate_twice(
    database: Database,
    seed: int,
    engines: tuple[EngineName, EngineName],
    folder: Folder | None,
    spark: Opening | None = None,
) -> list[dict[str, object]]:
    """Return what two nights keep of a random company that comes in two deliveries."""
    run_test_statement(database, "empty")
    facts, as_of = random_company(seed)
    kept = []
    for number, (delivered, engine) in enumerate(zip(halves(facts), engines, strict=True)):
        load(database, delivered, f"part{number}")
        run_nightly(database, (), as_of + number * 3 * DAY, facts_folder=folder, engine=engine, spark=spark)
        kept.append(kept_figures(database))
    return kept


@pytest.mark.parametrize(
    "seed", [*SEEDS, *(pytest.param(n, marks=pytest.mark.full) for n in range(60) if n not in SEEDS)]
)
def test_metrics_and_checks_are_the_same_from_both_engines(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for module in (keeping, count_by_sql):
        monkeypatch.setattr(module, "SUMMED", TWO)
    expected = calculate_twice(database, seed, ("cypher", "cypher"), None)
    folder = folder_at(str(tmp_path / "facts"))
    second: EngineName = "cypher" if seed % 2 else "duckdb"
    assert calculate_twice(database, seed, ("duckdb", second), folder) == expected
    if seed % 2:
        assert calculate_twice(database, seed, ("cypher", "duckdb"), None) == expected
