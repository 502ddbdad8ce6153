"""A night whose sums do not fit 64 bits, and how it goes on."""

from pathlib import Path

import pytest

from etl.loading import load_folder
from graph.database import Database
from graph.errors import StatementError, SumTooLargeError
from graph.money import MAX_MINOR
from tests.cli.conftest import Upline
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company
from tests.statements import run_test_statement

AS_OF = "2026-03-01T00:00:00+08:00"
FACTS = company(
    """
    S -
    A S
    B A
    """,
    """
    o1 A P699
    o2 B 100.00
    o3 B 200.00
    """,
)


@pytest.fixture
def spoilt(database: Database) -> Database:
    """A company with two orders whose amounts an older version would have taken."""
    deliver(database, FACTS)
    run_test_statement(database, "an_amount_that_cannot_be", ids=["o2", "o3"], amount=MAX_MINOR)
    return database


def test_a_sum_that_does_not_fit_ends_in_words_that_name_the_step_and_the_largest_orders(
    upline: Upline, spoilt: Database
) -> None:
    ended = upline("nightly", "--as-of", AS_OF)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("error: in the step ")
    assert "nothing is published, the last run stands" in ended.err
    assert "o2 (92233720368547758.07), o3 (92233720368547758.07), o1 (699.00)" in ended.err
    assert "Traceback" not in ended.err
    assert spoilt.read("run/state")[0]["published"] == 0


def test_a_simulation_says_the_same(upline: Upline, spoilt: Database) -> None:
    ended = upline("plan", "simulate", "chain_699")
    assert ended.code == 1
    assert "The largest orders are o2 (92233720368547758.07)" in ended.err
    assert spoilt.read("run/state")[0]["published"] == 0


def test_an_order_that_cannot_be_is_withdrawn_by_a_line_that_does_not_add_up(
    upline: Upline, spoilt: Database, tmp_path: Path
) -> None:
    (tmp_path / "order_lines.csv").write_text(
        "order_id,line_no,product_id,quantity,amount\no2,999,x,1,0.00\no3,999,x,1,0.00\n", encoding="utf-8"
    )
    load_folder(spoilt, tmp_path)
    assert upline("nightly", "--as-of", AS_OF).code == 0


def test_a_statement_that_the_database_refuses_is_told_with_its_name(database: Database) -> None:
    with pytest.raises(StatementError, match="could not carry out the statement read/runs/history: ") as told:
        database.read("read/runs/history", below=1, limit="no number")
    assert told.value.statement == "read/runs/history"


def test_a_parameter_that_does_not_fit_64_bits_is_a_sum_that_is_too_large(database: Database) -> None:
    with pytest.raises(SumTooLargeError, match="nightly/network/largest is larger than 64 bits"):
        database.read("nightly/network/largest", limit=2**63)
