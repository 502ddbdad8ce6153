"""What DuckDB cannot do is told in words, and nothing of it is a calculation's result."""

from pathlib import Path

import pytest

from graph.columnar.duckdb_engine import DuckDB
from graph.errors import SumTooLargeError, UplineError

TOLD = "DuckDB did not carry out a step"


def test_memory_that_is_full_is_told_where_the_disk_has_no_room_either(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with DuckDB(tmp_path / "file", threads=1, memory="8MB") as engine, pytest.raises(UplineError, match=TOLD):
        engine.make(
            "CREATE TABLE many AS SELECT DISTINCT md5(CAST(n.range AS STRING)) AS a FROM range(1000000) n"
        )


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with DuckDB(tmp_path) as engine, pytest.raises(UplineError, match=TOLD):
        engine.parquet("gone", {"a": int}, [str(tmp_path / "gone.parquet")])


def test_a_sum_beyond_64_bits_is_no_trouble_of_the_machine(tmp_path: Path) -> None:
    with DuckDB(tmp_path) as engine, pytest.raises(SumTooLargeError):
        engine.read("SELECT CAST(9223372036854775807 AS BIGINT) + CAST(1 AS BIGINT)")
