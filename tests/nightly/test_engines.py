"""Engines follow each other night by night: the same run comes of Cypher and of SQL."""

from pathlib import Path
from random import Random

import pytest

from graph.database import Database
from graph.fact_files import Folder, folder_at, status_of_run
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName, engine_named
from graph.reads.ledger import ledger
from graph.reads.runs import published_run, run_numbered
from graph.reference import calculate
from tests.nightly.test_histories import ALWAYS, KilledError, kill_before
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver, published_outcome

FEWEST = 20
"""No night has fewer steps to be killed before."""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Where facts and runs are kept."""
    return folder_at(str(tmp_path / "facts"))


@pytest.mark.parametrize(
    "seed",
    [*ALWAYS, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(6, 120) if seed not in ALWAYS)],
)
def test_each_night_of_either_engine_equals_the_reference(
    database: Database, folder: Folder, seed: int
) -> None:
    random = Random(f"engines {seed}")
    engines: list[EngineName] = ["duckdb", "cypher"]
    published = []
    for number, night in enumerate(random_history(seed), start=1):
        deliver(database, night.delivered)
        if night.stops:
            with pytest.raises(KilledError):
                run_nightly(
                    database,
                    night.given,
                    night.as_of,
                    kill_before(2 + night.stops % FEWEST),
                    folder,
                    engine=random.choice(engines),
                )
        engine = engines[(number + seed) % 2]
        kept = folder if random.random() < 0.8 else None
        summary = run_nightly(database, night.given, night.as_of, facts_folder=kept, engine=engine)
        expected = calculate(night.known, night.in_force, night.as_of)
        assert (summary.run, summary.engine) == (number, engine)
        assert published_outcome(database, night.known) == expected
        assert kept is None or status_of_run(database, folder)[1].differs is None
        published.append((night.known, expected))
    for number, (known, expected) in enumerate(published, start=1):
        assert published_outcome(database, known, run_numbered(database, number)) == expected
    last = published_run(database)
    for engine in engines:
        assert run_nightly(database, (), last.as_of, facts_folder=folder, engine=engine).entries == 0
    keys = [entry.key for entry in ledger(database, last)]
    assert len(keys) == len(set(keys))
