"""A DuckDB that makes no table twice: for calculations on the same facts that differ in a few figures."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.plan_tables import Table
from graph.columnar.statements import Placed, placed

_MAIN = "main"
_KEPT_ROOMS = 4  # tables that the last so many calculations did not use are dropped
_MOST_ROWS = 1_000  # of a query whose answer is kept


@dataclass
class _Made:
    """A table or view: what it was made of, and the number of the last calculation that used it."""

    of: tuple[object, ...]
    sources: tuple[str, ...]
    kind: str
    room: int


class ReusingDuckDB(DuckDB):
    """Runs a statement only when it, or something that it reads, is another one than before.

    Names of tables are those of the room that is entered; what stands behind them may have been made in
    another. It needs memory for all of a calculation, also for what its steps drop.
    """

    def __init__(self, folder: Path, memory: str = "50%", check: Callable[[], None] = lambda: None) -> None:
        super().__init__(folder, memory=memory, check=check)
        self._connection.execute("CREATE SCHEMA kept")
        self._rooms: dict[str, dict[str, str]] = {_MAIN: {}}
        self._room, self._entered, self._count = _MAIN, 0, 0
        self._made: dict[str, _Made] = {}
        self._by_content: dict[tuple[object, ...], str] = {}
        self._answers: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}

    def make(self, text: str) -> None:
        """Run a statement that makes or drops a table or a view, unless it has been made."""
        statement = placed(text)
        if statement.kind == "DROP":
            self._names.pop(statement.name, None)
            return
        sources = self._sources(statement)
        self._keep(
            statement.name,
            (statement.text, sources),
            sources,
            statement.kind,
            lambda target: self._run_translated(statement.filled(sources, target)),
        )

    def read(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a small query."""
        statement = placed(text)
        sources = self._sources(statement)
        for source in sources:
            self._use(source)
        content = (statement.text, sources)
        if content not in self._answers:
            rows = self._run_translated(statement.filled(sources)).fetchall()
            if len(rows) > _MOST_ROWS:
                return rows
            self._answers[content] = rows
        return list(self._answers[content])  # whoever asks may add to it

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""
        return self._connection.table(self._behind(table)).fetchall()

    def enter(self, room: str) -> None:
        """Begin an empty room: names in it are its own, and those in no room are read from every one."""
        self._rooms[room] = {}
        self._room = room
        self._entered += 1
        self._forget()

    def keep_only(self, room: str, tables: Collection[str]) -> None:
        """Forget all other names of a room."""
        self._rooms[room] = {name: table for name, table in self._rooms[room].items() if name in tables}

    def parquet(self, name: str, kinds: Mapping[str, type], files: Sequence[str]) -> None:
        """Read files of Parquet as one table of these columns; without any it is empty."""
        content = (tuple(kinds.items()), tuple(files))

        def read(target: str) -> None:
            super(ReusingDuckDB, self).parquet("from_files", kinds, files)
            self._connection.execute(f"CREATE TABLE {target} AS SELECT * FROM from_files")  # noqa: S608 - ours
            self._connection.execute("DROP VIEW from_files")

        self._keep(name, content, (), "TABLE", read)

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows."""
        content = (tuple(table.columns.items()), tuple(table.rows))
        make = super().table
        self._keep(name, content, (), "TABLE", lambda target: make(target, table))

    @property
    def _names(self) -> dict[str, str]:
        return self._rooms[self._room]

    def _sources(self, statement: Placed) -> tuple[str, ...]:
        return tuple(self._behind(name) for name in statement.sources)

    def _behind(self, name: str) -> str:
        """Return the table behind a name, such as `mem` or `base.standings`."""
        room, _, table = name.rpartition(".")
        if room:
            return self._rooms[room][table]
        return self._names[name] if name in self._names else self._rooms[_MAIN][name]

    def _keep(
        self,
        name: str,
        content: tuple[object, ...],
        sources: tuple[str, ...],
        kind: str,
        make: Callable[[str], object],
    ) -> None:
        table = self._by_content.get(content)
        if table is None:
            self._count += 1
            table = f"kept.t{self._count}"
            make(table)
            self._made[table] = _Made(content, sources, kind, self._entered)
            self._by_content[content] = table
        self._use(table)
        self._names[name] = table

    def _use(self, table: str) -> None:
        made = self._made[table]
        made.room = self._entered
        for source in made.sources:
            if self._made[source].room != self._entered:
                self._use(source)

    def _forget(self) -> None:
        """Drop what no name stands for and the last calculations did not use, views before tables."""
        for names in self._rooms.values():
            for table in names.values():
                self._use(table)
        old = [one for one, made in self._made.items() if made.room <= self._entered - _KEPT_ROOMS]
        for table in sorted(old, key=lambda table: self._made[table].kind != "VIEW"):
            made = self._made.pop(table)
            del self._by_content[made.of]
            self._connection.execute(f"DROP {made.kind} {table}")
        gone = set(old)
        self._answers = {of: rows for of, rows in self._answers.items() if not gone & set(of[1])}
