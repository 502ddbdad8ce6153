"""A DuckDB that makes no table twice: whatever is played on it before, the figures are those of a new one."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.columnar import calculate, make_months
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import write_facts
from graph.columnar.plan_tables import Table
from graph.columnar.reusing_engine import ReusingDuckDB
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.companies import Case, random_case

RESULTS = ("entries", "pools", "standings", "monthly")


class Counting(ReusingDuckDB):
    """Counts the statements that are really run."""

    run = 0

    def _run_translated(self, text: str):
        self.run += 1
        return super()._run_translated(text)

    def count(self, text: str) -> int:
        """Return the one number of a query of DuckDB."""
        return int(super()._run_translated(text).fetchall()[0][0])


@pytest.fixture
def engine() -> Iterator[Counting]:
    with tempfile.TemporaryDirectory() as folder, Counting(Path(folder)) as opened:
        yield opened


def played(engine: DuckDB, case: Case, room: str = "") -> list[list[tuple[object, ...]]]:
    """Return the rows of all results of a case whose facts the engine has."""
    if room:
        engine.enter(room)
    make_months(calculate(engine, case.plans, case.as_of))
    rows = [sorted(engine.rows(name), key=str) for name in RESULTS]
    if room:
        engine.keep_only(room, {"standings"})
    return rows


def fresh(case: Case) -> list[list[tuple[object, ...]]]:
    with tempfile.TemporaryDirectory() as folder, DuckDB(Path(folder), threads=1) as plain:
        plain.facts(write_facts(case.facts, Path(folder)))
        return played(plain, case)


def paying(**amounts: str) -> Plan:
    data = to_data(load_plan("combined"))
    rewards = [
        {**one, "amount": amounts[one["kind"]]} if one["kind"] in amounts else one for one in data["rewards"]
    ]
    return plan_from_data({**data, "rewards": rewards})


@pytest.mark.parametrize("seed", range(3))
def test_plans_that_follow_each_other_have_the_figures_of_a_new_engine(engine: Counting, seed: int):
    case = random_case(seed)
    others = [random_case(seed + 50 + number) for number in range(3)]
    tried = [case, *(replace(other, facts=case.facts, as_of=case.as_of) for other in others), case]
    with tempfile.TemporaryDirectory() as folder:
        engine.facts(write_facts(case.facts, Path(folder)))
        for number, one in enumerate(tried):
            room = "base" if number == 0 else "trial"
            assert played(engine, one, room) == fresh(one), number


def test_an_amount_that_is_turned_makes_only_what_it_changes(engine: Counting):
    case = random_case(2)
    with tempfile.TemporaryDirectory() as folder:
        engine.facts(write_facts(case.facts, Path(folder)))
        first = replace(case, plans=(paying(),))
        turned = replace(case, plans=(paying(override="80.00"),))
        played(engine, first, "base")
        whole, engine.run = engine.run, 0
        assert played(engine, turned, "trial") == fresh(turned)
        assert engine.run < whole / 4
        engine.run = 0
        assert played(engine, first, "trial") == fresh(first)
        assert engine.run == 0


def test_what_was_not_used_for_a_while_is_dropped(engine: Counting):
    for number in range(12):
        engine.enter("trial")
        engine.table("figures", Table({"figure": "BIGINT"}, [(number,)]))
        engine.make("CREATE TABLE twice AS SELECT 2 * figure AS figure FROM figures")
        engine.make("CREATE VIEW seen AS SELECT figure FROM twice")
        assert engine.read("SELECT figure FROM seen") == [(2 * number,)]
    kept = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'kept'"
    assert engine.count(kept) <= 3 * 5
