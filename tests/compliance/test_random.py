"""Every figure of the panel of random companies, by month and since ever, is what plain Python counts."""

import pytest

from graph.compliance import compliance
from graph.compliance.counting import COMPLIANCE, count_compliance
from graph.database import Database
from graph.metrics.stored import kept_rows
from graph.metrics.window import window_of
from graph.nightly import run_nightly
from graph.plan import Plan, load_plan, plan_from_data, to_data
from graph.reads.runs import published_run
from tests.compliance.reference import counted
from tests.metrics.company import load
from tests.metrics.random_companies import random_company
from tests.metrics.test_random import question
from tests.statements import run_test_statement


def with_levels() -> Plan:
    """The chain plan, and levels of all orders, those of customers among them."""
    data = to_data(load_plan("chain_699"))
    level = {"kind": "level", "rates": ["5 %", "2.5 %"], "customers": "owner"}
    return plan_from_data({**data, "name": "with_levels", "rewards": [*data["rewards"], level]})


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.full) for n in range(4, 60))]
)
def test_every_figure_is_that_of_the_reference(database: Database, seed: int):
    run_test_statement(database, "empty")
    facts, as_of = random_company(seed)
    load(database, facts)
    run_nightly(database, [with_levels()] if seed % 2 else (), as_of)
    ask, panel = question(database, facts), compliance(database, published_run(database))
    due = counted(ask)
    assert {one.flag.id: (one.over, one.under) for one in panel.figures} == due.figures
    assert {one.root_id for one in panel.figures if one.under is None} == {due.root_id}
    assert panel.trend
    for month in {point.month for point in panel.trend}:
        told = {
            one.figure.flag.id: (one.figure.over, one.figure.under)
            for one in panel.trend
            if one.month == month
        }
        assert told == counted(ask, month).figures, month


def test_what_the_night_kept_is_what_is_counted_later(database: Database):
    run_test_statement(database, "empty")
    facts, as_of = random_company(3)
    load(database, facts)
    run_nightly(database, [with_levels()], as_of)
    run = published_run(database)
    counted_later = count_compliance(database, run, window_of(database, run, None, None))
    assert kept_rows(database, run, COMPLIANCE) == [counted_later]
