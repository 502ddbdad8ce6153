"""What a DuckDB night has written into the graph, compared with what it had to write.

A few rows are read back, each where it was written; of many, which would take longer than to calculate
them, the graph adds up counts and amounts.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from graph.columnar.facts import read_rows
from graph.columnar.run_tables import ENTRIES, STANDINGS
from graph.database import Row
from graph.nightly.recalculation import Comparison, EntryDiffers, FigureDiffers, Recalculation

READ_BACK = 50_000
"""Up to how many entries and standings are read back."""
_BATCH = 10_000


def compare_written(calculation: Recalculation, limit: int) -> Comparison:
    """Compare what the night wrote with what it had to write, and name `limit` rows."""
    running = calculation.calculate()
    written = running.maps("checks/to_write")[0]
    if max(written["entries"], written["standings"]) > READ_BACK:
        return _compare_sums(calculation, limit)
    entries = chain(
        _read(calculation, "order_entries", "written_orders", ENTRIES),
        _read(calculation, "other_entries", "written_payees", ENTRIES),
    )
    standings = _read(calculation, "standings", "written_members", STANDINGS)
    for table, kinds, rows in (("new_entries", ENTRIES, entries), ("new_standings", STANDINGS, standings)):
        calculation.take(table, kinds, rows)
    calculation.read_shares()
    return calculation.compare_tables(limit)


def posted_by_sql(calculation: Recalculation) -> Row | None:
    """Return what `run/posted` does, when what was written has been compared; None: ask the graph."""
    before = calculation.night.published.sums
    if before is None:
        return None
    posted = calculation.calculate().maps("checks/posted")[0]
    return {**posted, "ledger": before["published_entries"] + posted["entries"]}


def _read(
    calculation: Recalculation, statement: str, ids: str, kinds: dict[str, type]
) -> Iterator[tuple[object, ...]]:
    """Yield what a statement reads of the ids that the night wrote at."""
    listed = [row[0] for row in calculation.calculate().read(f"checks/{ids}")]
    for start in range(0, len(listed), _BATCH):
        parameters = {"run": calculation.night.run, "ids": listed[start : start + _BATCH]}
        yield from read_rows(calculation.database, f"run/written/{statement}", kinds, parameters)


def _compare_sums(calculation: Recalculation, limit: int) -> Comparison:
    running, run = calculation.calculate(), calculation.night.run
    there = {(row.pop("kind"), row.pop("day")): row for row in _graph(calculation, "entry_sums")}
    due = {(row.pop("kind"), row.pop("day")): row for row in running.maps("checks/entry_sums")}
    nothing = {"entries": 0, "amount": 0}
    different = [
        EntryDiffers(kind, "", "", "", "", day, expected["amount"], posted["amount"])
        for kind, day in sorted(there.keys() | due.keys())
        if (expected := due.get((kind, day), nothing)) != (posted := there.get((kind, day), nothing))
    ]
    figures = _graph(calculation, "standing_sums")[0]
    expected_figures = running.maps("checks/standing_sums")[0]
    figures_differ = [
        FigureDiffers(f"run {run}", name, str(expected_figures[name]), str(figures[name]))
        for name in figures
        if figures[name] != expected_figures[name]
    ]
    counted = running.maps("checks/calculated")[0]
    return Comparison(
        counted["entries"],
        counted["standings"],
        len(different),
        len(figures_differ),
        tuple(different[:limit]),
        tuple(figures_differ[:limit]),
    )


def _graph(calculation: Recalculation, statement: str) -> list[dict[str, Any]]:
    return calculation.database.read(f"run/written/{statement}", run=calculation.night.run)
