"""What a DuckDB night has written into the graph, compared with what it had to write.

A few rows are read back, each where it was written; of many, which would take longer than to calculate
them, the graph adds up counts and amounts: of entries by kind and day and by payee, of standings all
together. What pools shared is few rows, which are read back in any case.
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
_PAYEES: dict[str, type] = {"payee_id": str, "entries": int, "amount": int}


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
    running = calculation.calculate()
    days, (payees, number) = _differing_days(calculation), _differing_payees(calculation, limit)
    standings = _differing_standings(calculation)
    calculation.read_shares()
    calculation.compare_figures(("pool_pairs",))
    counted = running.maps("checks/calculated")[0]
    return Comparison(
        counted["entries"],
        counted["standings"],
        len(days) + number,
        len(standings) + running.count("changes/size", table="figure_differences"),
        (*days, *payees)[:limit],
        (*standings, *calculation.first_figures(limit))[:limit],
    )


def _differing_days(calculation: Recalculation) -> list[EntryDiffers]:
    """Return the kinds and days of which something else was posted than is due."""
    rows = calculation.calculate().maps("checks/entry_sums")
    there = {(row.pop("kind"), row.pop("day")): row for row in _graph(calculation, "entry_sums")}
    due = {(row.pop("kind"), row.pop("day")): row for row in rows}
    nothing = {"entries": 0, "amount": 0}
    return [
        EntryDiffers(kind, "", "", "", "", day, expected["amount"], posted["amount"])
        for kind, day in sorted(there.keys() | due.keys())
        if (expected := due.get((kind, day), nothing)) != (posted := there.get((kind, day), nothing))
    ]


def _differing_payees(calculation: Recalculation, limit: int) -> tuple[list[EntryDiffers], int]:
    """Return the first payees to whom something else was posted than is due, and how many there are."""
    run = {"run": calculation.night.run}
    there = read_rows(calculation.database, "run/written/payee_sums", _PAYEES, run)
    calculation.take("payee_sums", _PAYEES, there)
    rows = calculation.calculate().maps("checks/payee_sums", limit=limit)
    differing = [EntryDiffers("", "", row["payee_id"], "", "", "", row["due"], row["posted"]) for row in rows]
    return differing, rows[0]["different"] if rows else 0


def _differing_standings(calculation: Recalculation) -> list[FigureDiffers]:
    """Return the figures of all standings together that are not what was calculated."""
    figures = _graph(calculation, "standing_sums")[0]
    expected = calculation.calculate().maps("checks/standing_sums")[0]
    return [
        FigureDiffers(f"run {calculation.night.run}", name, str(expected[name]), str(figures[name]))
        for name in figures
        if figures[name] != expected[name]
    ]


def _graph(calculation: Recalculation, statement: str) -> list[dict[str, Any]]:
    return calculation.database.read(f"run/written/{statement}", run=calculation.night.run)
