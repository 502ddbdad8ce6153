"""Every SQL statement says what it is for and makes; its places are filled with names and numbers only."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from graph.columnar import conditions, rewards
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.plan_tables import Table
from graph.columnar.statements import filled, for_duckdb
from graph.errors import UplineError
from graph.kinds.conditions import BY_NAME
from graph.kinds.rewards import OF_ORDERS, OF_TOTALS
from graph.nightly import writing


def _texts(folder: Traversable, prefix: str = "") -> dict[str, str]:
    texts: dict[str, str] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            texts |= _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".sql"):
            texts[prefix + entry.name.removesuffix(".sql")] = entry.read_text(encoding="utf-8")
    return texts


TEXTS = _texts(resources.files("sql"))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_header_says_what_a_statement_is_for_and_what_it_makes(name: str):
    header = [line for line in TEXTS[name].splitlines() if line.startswith("--")]
    assert len(header[0]) > 20
    assert any(word in line for line in header for word in ("makes: ", "mode: read", "mode: part"))


def test_a_missing_or_unknown_value_is_told_with_the_file():
    with pytest.raises(UplineError, match=r"sql/ranks/first\.sql: .* package"):
        filled("ranks/first", {})
    with pytest.raises(UplineError, match=r"sql/network/tree\.sql: .* rank"):
        filled("network/tree", {"rank": 1})


def test_nothing_but_names_and_whole_numbers_becomes_part_of_a_statement():
    with pytest.raises(UplineError, match="neither a name nor a whole number"):
        filled("ranks/first", {"package": "1; DROP TABLE mem"})


def test_duckdb_divides_whole_numbers_exactly_and_never_wraps():
    text = for_duckdb("SELECT CAST((CAST(a AS DECIMAL(38, 0)) * 2) div 3 AS BIGINT)")
    assert "//" in text
    assert "TRY_CAST" not in text
    assert "INT128" in text or "HUGEINT" in text


def test_duckdb_keeps_rows_of_joins_beside_a_left_join_with_an_empty_table(tmp_path: Path):
    tables = {
        "entries": Table(
            dict.fromkeys(("seq", "generation", "own"), "BIGINT"),
            [(3, 1, 0), (4, 1, 0), (34, 1, 0), (3, 2, 0), (3, 3, 0)],
        ),
        "active": Table(dict.fromkeys(("seq", "own"), "BIGINT"), []),
        "orders": Table({"seq": "BIGINT", "order_id": "STRING"}, [(n, f"o{n}") for n in range(1, 82)]),
        "levels": Table(dict.fromkeys(("level", "basis"), "BIGINT"), [(0, 0)]),
        "rates": Table(
            dict.fromkeys(("level", "generation", "rate"), "BIGINT"), [(0, 1, 12), (0, 2, 0), (0, 3, 5)]
        ),
        "bases": Table(
            {"order_id": "STRING", "basis": "BIGINT", "amount": "BIGINT"},
            [("o3", 0, 1666), ("o4", 0, 1), ("o34", 0, 6666), ("o77", 0, 5)],
        ),
    }
    with DuckDB(tmp_path, threads=1) as engine:
        for name, table in tables.items():
            engine.table(name, table)
        rows = engine.read(
            """SELECT seq, generation, amount FROM (
              SELECT c.seq, c.generation, CAST(sum(b.amount * q.rate) AS BIGINT) AS amount
              FROM entries c
              LEFT JOIN active a ON a.seq = c.seq AND a.own = c.own
              JOIN orders o ON o.seq = c.seq
              JOIN levels r ON r.level = 0
              JOIN rates q ON q.level = r.level AND q.generation = c.generation
              JOIN bases b ON b.order_id = o.order_id AND b.basis = r.basis
              WHERE c.own = 0
              GROUP BY c.seq, c.generation
            ) x WHERE amount > 0"""
        )
    assert sorted(rows) == [(3, 1, 19992), (3, 3, 8330), (4, 1, 12), (34, 1, 79992)]


def test_every_kind_of_reward_and_condition_has_its_sql():
    assert set(rewards.REWARDS) == set(OF_ORDERS)
    assert set(rewards.TOTALS) == set(writing.TOTALS) == set(OF_TOTALS)
    assert set(conditions.CONDITIONS) == set(BY_NAME)
