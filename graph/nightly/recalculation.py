"""The SQL engine's calculation of a night: what a run is due, and whether that is what stands in the graph.

The facts are read, the whole plan is calculated by the SQL engine, and compared there with what the run
before published. What the night posted into the graph must be just that: entry by entry, standing by
standing, pool by pool.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.columnar import calculate
from graph.columnar.changes import make_changes, read_published
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.engine import Engine, Opening
from graph.columnar.facts import read_rows, write_rows
from graph.columnar.run_tables import ENTRIES, SHARES, STANDINGS
from graph.columnar.running import PAYOUTS, SHARED, Progress, Running
from graph.columnar.statements import Value, filled
from graph.database import Database, Row
from graph.fact_files import read_into
from graph.nightly.inputs import Night
from graph.stages import CALCULATED

SQL_STAGES = CALCULATED
"""The stages that the SQL engine calculates."""

_FIGURES = {
    "standing_pairs": [figure for figure in STANDINGS if figure != "member_id"],
    "pool_pairs": [figure for figure in SHARES if figure not in {"pool", "day"}],
}
"""What is compared of standings and of pools, by the table that has both sides of those that differ."""


class EntryDiffers(NamedTuple):
    """A sum of the ledger that is not due, in minor units. No payee: the company; no order: a pool.

    No kind: all of a payee; neither payee, order nor pool: all of a kind and day.
    """

    kind: str
    source: str
    payee_id: str
    order_id: str
    pool: str
    day: str
    due: int
    posted: int


class FigureDiffers(NamedTuple):
    """A figure of a member, or of a pool and day, that is not what was calculated; '': it is not there."""

    id: str
    figure: str
    due: str
    posted: str


@dataclass(frozen=True)
class Comparison:
    """How many entries and standings were calculated anew; how many sums and figures differ, the first."""

    entries: int
    standings: int
    different_entries: int
    different_figures: int
    first_entries: tuple[EntryDiffers, ...]
    first_figures: tuple[FigureDiffers, ...]


@dataclass
class Recalculation:
    """A night in an engine: nothing is there before `calculate`, which calculates once."""

    database: Database
    night: Night
    engine: Engine
    scratch: Path
    running: Running | None = None
    has_facts: bool = False

    def calculate(self, progress: Progress = lambda _name, _done, _total: None) -> Running:
        """Calculate the run (R1-R9), and what it changes of the published one (graph.columnar.changes).

        Return what later statements ask of the calculation.

        Raises:
            SumTooLargeError: a sum does not fit 64 bits; it names the stage.
        """
        if self.running is not None:
            return self.running
        night = self.night
        self.read_facts()
        if night.published.folder is not None:
            night.published.folder.let_read(self.engine)
        read_published(self.engine, night.published.files or {})
        plans = [window.plan for window in night.windows]
        before = None if night.is_first else night.before
        if before is not None:
            self._read_shared()
        self.running = calculate(self.engine, plans, night.as_of, progress, before, payouts=self._payouts())
        make_changes(self.running, night.calendar.first_month)
        return self.running

    def read_facts(self) -> None:
        """Let the engine read the facts, once."""
        if not self.has_facts:
            read_into(self.engine, self.database, self.night.facts, self.scratch)
            self.has_facts = True

    def times(self) -> Row:
        """Return what of the facts time decides (sql/network/times)."""
        span: dict[str, Value] = {"before": self.night.before, "as_of": self.night.as_of}
        return self.engine.maps(filled("network/times", span))[0]

    def _payouts(self) -> list[str]:
        """Write what payouts had paid when the night began into files."""
        counted = {"batches": list(self.night.payouts), "started": self.night.started}
        rows = read_rows(self.database, "payouts/read/paid", PAYOUTS, counted)
        return write_rows(self.scratch, "payouts", PAYOUTS, rows)

    def _read_shared(self) -> None:
        """Read what runs before shared of the pools: closed days stay as they were (R7)."""
        if self.night.published.files is not None:
            self.engine.make(filled("changes/shared_before", {}))
            self.engine.make(filled("changes/paid_before", {}))
            return
        before = {"run": self.night.run - 1, "after": 0}
        for table, statement in (("shared_before", "shares"), ("paid_before", "pool_entries")):
            kinds = SHARED[table]
            self.take(table, kinds, read_rows(self.database, f"run/stands/{statement}", kinds, before))

    def compare(self, limit: int) -> Comparison:
        """Compare what the night wrote into the graph with what it had to write, and name `limit` rows."""
        self._read_written()
        return self.compare_tables(limit)

    def compare_tables(self, limit: int) -> Comparison:
        """Compare `new_entries`, `new_standings` and `shares_there`, which were read of the graph."""
        make, read = self.engine.make, self.engine.read
        for name in ("entry_differences", "standings_there"):
            make(filled(f"checks/{name}", {}))
        self.compare_figures(_FIGURES)
        entries, standings, different_entries, different_figures = read(filled("checks/compared", {}))[0]
        return Comparison(
            entries,
            standings,
            different_entries,
            different_figures,
            tuple(EntryDiffers(*row) for row in read(filled("checks/first_entries", {"limit": limit}))),
            self.first_figures(limit),
        )

    def compare_figures(self, tables: Iterable[str]) -> None:
        """Make `figure_differences` of the figures of `standing_pairs`, `pool_pairs` or both."""
        parts: list[str] = []
        for table in tables:
            self.engine.make(filled(f"checks/{table}", {}))
            figures = ({"pairs": table, "figure": figure} for figure in _FIGURES[table])
            parts += (filled("checks/figure", places).strip() for places in figures)
        self.engine.make(filled("checks/figure_differences", {"figures": " UNION ALL ".join(parts)}))

    def first_figures(self, limit: int) -> tuple[FigureDiffers, ...]:
        """Return the first rows of `figure_differences`."""
        rows = self.engine.read(filled("checks/first_figures", {"limit": limit}))
        return tuple(FigureDiffers(*row) for row in rows)

    def _read_written(self) -> None:
        """Read what the night wrote; all that stands, where nobody knows what was published before."""
        run = self.night.run
        changed = {"run": run, "after": 0 if self.night.published.files is None else run - 1}
        for table, statement, kinds, parameters in (
            ("new_entries", "entries", ENTRIES, changed),
            ("new_standings", "standings", STANDINGS, changed),
        ):
            self.take(table, kinds, read_rows(self.database, f"run/stands/{statement}", kinds, parameters))
        self.read_shares()

    def read_shares(self) -> None:
        """Read the figures of pools as they stand in the graph, as `shares_there`."""
        rows = read_rows(self.database, "run/stands/shares", SHARES, {"run": self.night.run, "after": 0})
        self.take("shares_there", SHARES, rows)

    def take(self, table: str, kinds: Mapping[str, type], rows: Iterable[tuple[object, ...]]) -> None:
        """Let the engine read rows of the graph as a table of these columns."""
        self.engine.parquet(table, kinds, write_rows(self.scratch, table, kinds, rows))


@contextmanager
def recalculation(database: Database, night: Night, opening: Opening = DuckDB) -> Iterator[Recalculation]:
    """Yield the calculation of a night in an engine of its own."""
    with tempfile.TemporaryDirectory(prefix="upline-run-") as scratch, opening(Path(scratch)) as engine:
        yield Recalculation(database, night, engine, Path(scratch))
