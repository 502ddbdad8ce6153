"""The drill of a backup: restored elsewhere, it is the same company, and calculates the same run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.connection import connect
from graph.database import Database, opened
from graph.database_check import check_database
from graph.embedded import stop, stopped
from graph.embedded.progress import silent
from graph.embedded.stores import check_store, dump
from graph.errors import ConflictError, UserError
from graph.fact_files import folder_at
from graph.nightly import run_nightly
from graph.payouts.batches import batches, lines
from graph.payouts.deciding import approve
from graph.payouts.preparing import Order, prepare
from graph.payouts.restoring import Blocked, import_batch, keep
from graph.payouts.settings import PayoutSettings
from graph.reads.runs import published_run
from graph.restoring import restore
from graph.run_hash import run_hash
from graph.settings import Settings
from tests.killing.company import Day, everything
from tests.payouts.company import publish as publish_payable
from tests.statements import run_test_statement

BLOCKED = '{"label": "PayoutBook", "properties": {"id": "upline", "missing": [], "unknown": true}}'
"""The one thing that a restore adds: elsewhere nobody knows which payouts were approved since the backup."""


@pytest.fixture
def elsewhere(life: Settings, tmp_path: Path) -> Iterator[Settings]:
    """Settings of another home, in which nothing is yet."""
    other = life.model_copy(update={"upline_home": tmp_path / "elsewhere"})
    yield other
    stop(other, kill=True)


def publish(life: Settings, folder: Path) -> tuple[str, dict[str, Any]]:
    """Publish two runs; return the hash of the second, and all that is there."""
    with opened(connect(life, silent)) as database:
        run_test_statement(database, "empty")
        for number in range(2):
            Day(number, folder).load(database)
            Day(number, folder).night(database)
        return hash_of(database), everything(database)


def hash_of(database: Database) -> str:
    return run_hash(database, published_run(database))


@pytest.mark.full
def test_a_backup_restored_elsewhere_is_the_same_and_calculates_the_same(
    life: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    said, there = publish(life, tmp_path / "facts")
    with stopped(life) as home:
        check_store(home)
        dump(home, tmp_path / "backup")
    restore(elsewhere, tmp_path / "backup", silent, with_accounts=True)
    with opened(connect(elsewhere, silent)) as database:
        assert everything(database) == there | {"facts": sorted([*there["facts"], BLOCKED])}
        kept = folder_at(str(tmp_path / "facts elsewhere"))
        for engine in ("duckdb", "cypher"):
            again = run_nightly(database, (), Day(1, tmp_path).as_of, facts_folder=kept, engine=engine)
            assert (again.entries, hash_of(database)) == (0, said)
        assert all(one.passed for one in check_database(database, kept))
        Day(2, tmp_path / "facts elsewhere").load(database)
        Day(2, tmp_path / "facts elsewhere").night(database)
        assert hash_of(database) != said


@pytest.mark.full
def test_after_a_backup_is_restored_nobody_is_paid_again(life: Settings, tmp_path: Path) -> None:
    with opened(connect(life, silent)) as database:
        run_test_statement(database, "empty")
        publish_payable(database)
    with stopped(life) as home:
        dump(home, tmp_path / "backup")
    with opened(connect(life, silent)) as database:
        batch = approve(database, prepare(database, PayoutSettings(), Order("lin")).batch.number, "chen")
        kept, paid = keep(database, life, batch.number), list(lines(database, batch.number))
    restored = restore(life, tmp_path / "backup", silent, with_accounts=True)
    assert restored.payouts == Blocked((batch.number,))
    with opened(connect(life, silent)) as database:
        assert batches(database) == []
        with pytest.raises(ConflictError, match="approved since the backup"):
            prepare(database, PayoutSettings(), Order("lin"))
        import_batch(database, kept)
        assert list(lines(database, batch.number)) == paid
        with pytest.raises(UserError, match="nothing is payable"):
            prepare(database, PayoutSettings(), Order("lin"))
