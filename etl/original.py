"""Rows that wait in the form of the file that they came from: with its columns, as far as the file is kept.

Kept are files that were handed in (graph.intake), for a time. Which rows wait is known by file and row; what
belongs to the same order or group in the file comes with them, as only together they are read the same again.
The cells are texts of a workbook, where nothing is a formula.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.forms import is_parquet, separator_of
from etl.mapping import Mapping, TableMapping
from etl.mending import write_waiting
from etl.reading.folder import entries, table_of
from etl.reading.readable import readable
from etl.reading.unpacking import unpacked
from graph.database import Database
from graph.intake import Spool, Upload
from graph.words import Words
from graph.words.reasons import Reason, of_text
from graph.workbook import Kind, write_workbook

WHY = "Upline: why it waits"
"""The column that is added; mappings do not know it."""
_SEARCHED = 20  # rows among which a header is looked for (etl.reading.csv_file)
MappingOf = Callable[[Sequence[str], Path | None], Mapping | None]
_Place = tuple[int, str]  # when it was delivered, and the name of the file


def write_original(
    database: Database, spool: Spool, mapping_of: MappingOf, folder: Path, words: Words
) -> None:
    """Write what waits into a folder that is not there: files by delivery, and all else as tables.

    mapping_of: returns the mapping of some names and one of the delivery's own.
    """
    written: set[_Place] = set()
    for upload in spool.uploads():
        if not upload.quarantined or not spool.files(upload.id).is_dir():
            continue
        mapping = mapping_of(upload.mapping, spool.own_mapping(upload.id) if upload.own else None)
        if mapping is not None:
            target = folder / upload.short
            reasons = _reasons(database, upload, words)
            written |= _write_upload(spool.files(upload.id), mapping, reasons, target)
    write_waiting(database, folder / "tables", words, "xlsx", leave_out=written)
    if not any((folder / "tables").iterdir()):
        (folder / "tables").rmdir()


def _reasons(database: Database, upload: Upload, words: Words) -> dict[_Place, dict[int, str]]:
    """Return why rows of a delivery wait, by file and row."""
    reasons: dict[_Place, dict[int, list[Reason]]] = {}
    for row in database.stream("load/quarantine/of_delivery", id=upload.summary["delivery"]):
        of_file = reasons.setdefault((row["delivered"], row["file"]), {})
        of_file.setdefault(row["row"], []).extend(of_text(text) for text in row["reasons"])
    return {
        place: {number: words.sentences_of(list(dict.fromkeys(why))) for number, why in of_file.items()}
        for place, of_file in reasons.items()
    }


def _write_upload(
    kept: Path, mapping: Mapping, reasons: Dict[_Place, Dict[int, str]], folder: Path
) -> set[_Place]:
    """Write the rows of a delivery that wait, file by file; return which files that are."""
    names = {name for _delivered, name in reasons}
    written = set()
    with TemporaryDirectory(prefix="upline-read-") as work:
        numbers = count()

        def copy(name: str) -> Path:
            place = Path(work) / f"copy-{next(numbers)}"
            place.mkdir()
            return place / name

        files = unpacked(entries(kept), Path(work), names.__contains__, [])
        there = {path.name: path for path in files}
        for place, why in reasons.items():
            path = there.get(place[1])
            a_table = path is not None and table_of(path.name) is not None
            specs = [
                spec for spec in mapping.tables.values() if path and spec.reads(path.name, a_table=a_table)
            ]
            if path is None or not specs or is_parquet(path):
                continue
            text = readable(path, specs[0].form, copy, [])
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_file(text, specs, why, folder)
            written.add(place)
    return written


def _write_file(text: Path, specs: Sequence[TableMapping], why: Dict[int, str], folder: Path) -> None:
    name = f"{text.stem}.xlsx"
    if not all(spec.reads(name, a_table=False) for spec in specs):
        name = text.name  # a mapping that names it whole reads no workbook instead
    separator = specs[0].separator or separator_of(text)
    top = _top(text, separator, specs[0])
    related = _Related.of(text, separator, top, specs, why)
    rows = _chosen(text, separator, top, related, why)
    if name.endswith(".xlsx"):
        first = next(rows)
        kind: Kind = "text"
        columns = [(cell, kind) for cell in first]
        write_workbook(folder / name, columns, (_filled(row, len(first)) for row in rows), specs[0].sheet)
        return
    encoding = specs[0].encoding or "utf-8-sig"
    with (folder / name).open("x", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)


def _records(text: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    with text.open(encoding="utf-8-sig", newline="") as file:
        yield from enumerate(csv.reader(file, delimiter=separator), 1)


def _top(text: Path, separator: str, spec: TableMapping) -> list[list[str]]:
    """Return the rows down to the header, which is the last of them."""
    first = [cells for _number, cells in islice(_records(text, separator), spec.header or _SEARCHED)]
    if spec.header is not None:
        return first
    names = spec.used - set(spec.may_lack)
    row = next((n for n, cells in enumerate(first, 1) if names <= set(spec.renamed(cells))), 1)
    return first[:row]


@dataclass
class _Related:
    """What belongs together in a file: rows that agree in all columns of one of `by`, and one of them waits.

    down: columns that are empty where they are as in the row above.
    """

    by: Sequence[tuple[int, ...]]
    down: frozenset[int]
    keys: set[tuple[object, ...]] = field(default_factory=set)
    _above: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        text: Path,
        separator: str,
        top: Sequence[Sequence[str]],
        specs: Sequence[TableMapping],
        why: Dict[int, str],
    ) -> "_Related":
        """Return it for the rows of which something is said, by their numbers."""
        header = specs[0].renamed(top[-1])
        places = {name: header.index(name) for name in dict.fromkeys(header)}
        by = dict.fromkeys(
            tuple(places[name] for name in names)
            for spec in specs
            for names in _together(spec)
            if names and all(name in places for name in names)
        )
        down = frozenset(places[name] for spec in specs for name in spec.fill_down if name in places)
        related = cls(list(by), down)
        for number, cells in _records(text, separator):
            keys = related.keys_of(cells)
            if number in why:
                related.keys.update(keys)
        related._above.clear()
        return related

    def keys_of(self, cells: Sequence[str]) -> list[tuple[object, ...]]:
        """Return what a row agrees in with others; rows are to be asked about in the order of the file."""
        known = list(cells)
        for at in self.down:
            if at < len(known) and not known[at]:
                known[at] = self._above.get(at, "")
            elif at < len(known):
                self._above[at] = known[at]
        keys = []
        for n, places in enumerate(self.by):
            values = [known[at] if at < len(known) else "" for at in places]
            if any(values):
                keys.append((n, *values))
        return keys


def _together(spec: TableMapping) -> Iterator[tuple[str, ...]]:
    yield spec.group_by
    for name, value in spec.columns.items():
        yield value.number_within or ()
        if name == "order_id":
            yield tuple(value.read)


def _chosen(
    text: Path, separator: str, top: Sequence[Sequence[str]], related: _Related, why: Dict[int, str]
) -> Iterator[list[str]]:
    """Yield the top of the file and the rows that wait or belong to one, each with why it waits."""
    width = max(len(cells) for cells in top)
    for number, cells in _records(text, separator):
        keys = related.keys_of(cells)
        if number <= len(top):
            yield [*_filled(cells, width), WHY if number == len(top) else ""]
        elif number in why or not related.keys.isdisjoint(keys):
            yield [*_filled(cells, width), why.get(number, "")]


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
