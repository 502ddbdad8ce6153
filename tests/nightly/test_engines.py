"""Engines follow each other night by night: the same run comes of Cypher and of SQL."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import polars as pl
import pytest

from graph.columnar import rewards
from graph.database import Database, Row
from graph.errors import CheckFailedError, UserError
from graph.fact_files import Folder, folder_at, published_of, read_run, status_of_run
from graph.nightly import engines, run_nightly
from graph.nightly.engines import EngineName, choose_engine, engine_named
from graph.outcome import Published
from graph.reads.ledger import ledger
from graph.reads.runs import published_run, run_numbered
from graph.reference import calculate
from tests.nightly.test_checks import AS_OF, FACTS
from tests.nightly.test_histories import ALWAYS, KilledError, kill_before
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.statements import run_test_statement

FEWEST = 20
"""No night has fewer steps to be killed before."""
QUICK = (2, 34, 39)
BOTH: tuple[EngineName, EngineName] = ("duckdb", "cypher")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Where facts and runs are kept."""
    return folder_at(str(tmp_path / "facts"))


def rows_of(files: Mapping[str, Sequence[str]]) -> dict[str, list[Row]]:
    """Return the rows of files by table, in one order."""
    return {
        table: sorted((row for file in paths for row in pl.read_parquet(file).to_dicts()), key=str)
        for table, paths in files.items()
    }


def assert_kept(database: Database, folder: Folder, run: int, scratch: Path) -> None:
    """Assert that the files are what the published run says in the graph, row by row."""
    number, kept = status_of_run(database, folder)
    assert (number, kept.differs) == (run, None)
    files = published_of(database, folder, run, lambda: None).files
    assert files is not None
    scratch.mkdir()
    assert rows_of(files) == rows_of(read_run(database, run, scratch))


@pytest.mark.parametrize(
    "seed",
    [
        *QUICK,
        *(pytest.param(seed, marks=pytest.mark.full) for seed in (*range(60), *ALWAYS) if seed not in QUICK),
    ],
)
def test_each_night_of_either_engine_equals_the_reference(
    database: Database, folder: Folder, tmp_path: Path, seed: int
) -> None:
    random = Random(f"engines {seed}")
    published = []
    kept: Folder | None = None
    before: Published | None = None
    for number, night in enumerate(random_history(seed), start=1):
        deliver(database, night.delivered)
        if night.stops:
            killed, step = random.choice(BOTH), kill_before(2 + night.stops % FEWEST)
            with pytest.raises(KilledError):
                run_nightly(database, night.given, night.as_of, step, folder, engine=killed)
            assert number == 1 or kept is None or status_of_run(database, folder)[1].differs is None
        engine, kept = BOTH[(number + seed) % 2], folder if random.random() < 0.8 else None
        summary = run_nightly(database, night.given, night.as_of, facts_folder=kept, engine=engine)
        expected = calculate(night.known, night.in_force, night.as_of, before)
        before = Published(expected, night.as_of)
        assert (summary.run, summary.engine) == (number, engine)
        assert published_outcome(database, night.known) == expected
        if kept:
            assert_kept(database, folder, number, tmp_path / str(number))
        published.append((night.known, expected))
    for number, (known, expected) in enumerate(published, start=1):
        assert published_outcome(database, known, run_numbered(database, number)) == expected
    last = published_run(database)
    for engine in BOTH:
        assert run_nightly(database, (), last.as_of, facts_folder=folder, engine=engine).entries == 0
    keys = [entry.key for entry in ledger(database, last)]
    assert len(keys) == len(set(keys))


def _as_values(row: Row) -> Row:
    """Return a row whose figures, a JSON text in the graph, are values: their columns have no order."""
    figures = row["figures"]
    return {**row, "figures": {**figures, "figures": json.loads(figures.get("figures") or "null")}}


def test_one_run_has_the_same_keys_corrections_and_versions_from_both_engines(database: Database) -> None:
    told = []
    for engine in BOTH:
        run_test_statement(database, "empty")
        for night in random_history(0):
            deliver(database, night.delivered)
            run_nightly(database, night.given, night.as_of, engine=engine)
        told.append(
            (
                sorted(str(entry) for entry in ledger(database, published_run(database))),
                [_as_values(row) for row in run_test_statement(database, "versions")],
            )
        )
    assert told[0][0] == told[1][0]
    assert told[0][1] == told[1][1]


def test_a_run_whose_files_are_lost_changed_or_were_never_kept_is_kept_anew(
    database: Database, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError("the disk is full")

    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    notice = run_nightly(database, (), AS_OF, facts_folder=folder, engine="duckdb").notice
    assert "made anew from the graph: none were kept" in str(notice)
    assert_kept(database, folder, 2, tmp_path / "2")
    file = next((tmp_path / "facts").glob("published_standings/all/*.parquet"))
    pl.read_parquet(file).with_columns(rank=pl.lit(0, pl.Int64)).write_parquet(file)
    notice = run_nightly(database, (), AS_OF, facts_folder=folder, engine="duckdb").notice
    assert "the files of published_standings are not those that the graph names" in str(notice)
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "keep", full)
        notice = run_nightly(database, (), AS_OF, facts_folder=folder, engine="duckdb").notice
    assert "the run could not be kept" in str(notice)
    assert "the disk is full" in str(notice)
    assert str(status_of_run(database, folder)[1].differs) == "none were kept since the last change"
    assert run_nightly(database, (), AS_OF, facts_folder=folder).entries == 0
    assert_kept(database, folder, 5, tmp_path / "5")
    assert run_nightly(database, (), AS_OF, facts_folder=folder).notice is None
    assert published_outcome(database, FACTS) == calculate(FACTS, [published_run(database).plans[0]], AS_OF)


@pytest.mark.parametrize("engine", BOTH)
def test_a_hand_that_gave_an_old_entry_to_the_company_stops_the_next_night(
    database: Database, folder: Folder, engine: EngineName
) -> None:
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF, facts_folder=folder)
    run_test_statement(database, "damage_an_entry_is_the_companys")
    with pytest.raises(CheckFailedError, match="run 2 was not published"):
        run_nightly(database, (), AS_OF, facts_folder=folder, engine=engine)


def test_auto_is_cypher_for_small_companies_and_duckdb_for_large_ones(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(database, FACTS)
    assert choose_engine(database, "auto") == "cypher"
    monkeypatch.setattr(engines, "MOST_IN_CYPHER", len(FACTS.members) - 1)
    assert choose_engine(database, "auto") == "duckdb"
    assert choose_engine(database, "cypher") == "cypher"
    with pytest.raises(
        UserError, match="there is no engine 'numpy': name one of auto, cypher, duckdb, spark"
    ):
        engine_named("numpy")


def test_a_kind_without_sql_is_refused_in_words(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(rewards.REWARDS, "peer")
    deliver(database, FACTS)
    with pytest.raises(UserError, match="the SQL engine does not know rewards of the kind peer"):
        run_nightly(database, (), AS_OF, engine="duckdb")
