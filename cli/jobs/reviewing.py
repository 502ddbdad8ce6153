"""Looks a delivery through that was handed in: its mapping, its first rows as they would load, its reasons.

It runs in a process of its own and writes nothing into the graph. What it finds is kept beside the delivery,
in all languages: readers of each ask for it.
"""

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cli.options import load_settings, open_database
from etl.contract import TABLES
from etl.intake import Rules
from etl.loading import LoadSummary
from etl.loading.trial import try_delivery
from etl.mapping import Mapping, load_mapping, shipped_mappings
from etl.payload import cells, payloads
from etl.reading import Delivery, read_delivery
from etl.reading.expected import is_control
from etl.reading.folder import table_of
from etl.suggesting import suggest
from etl.suggesting.samples import Sample, read_samples
from etl.suggesting.shipped import known_exports
from etl.suggesting.writing import to_yaml
from graph.errors import UserError
from graph.i18n import LANGUAGES, language_name
from graph.i18n.message import Joined, message
from graph.intake import DeliveryState, Spool, spool_of
from graph.intake.upload import FIND_OUT
from graph.plan import plan_in_force
from graph.words import without_names

_ROWS = 5
_REASONS = 40
_CELL = 120  # characters of a cell that are shown
_LOOK_SECONDS = 0.5
_NOTE_SECONDS = 0.5


class Noting:
    """Notes how far a load is, beside its delivery: rows by table, done and all (etl.loading.Progress)."""

    def __init__(self, spool: Spool, ident: str) -> None:
        self._spool, self._ident = spool, ident
        self._done: dict[str, list[int]] = {}
        self._due = 0.0

    def __call__(self, table: str, rows: int, total: int) -> None:
        """Count rows that are done with."""
        so_far = self._done.setdefault(table, [0, total])
        so_far[0] += rows
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + _NOTE_SECONDS
            self._spool.note(self._ident, "progress", self._done)


def review(ident: str) -> dict[str, Any]:
    """Look a delivery through, and keep what is found."""
    settings = load_settings()
    spool, rules = spool_of(settings), Rules(settings)
    upload = spool.read(ident)
    suggested = False
    names, own = list(upload.mapping), spool.own_mapping(ident) if upload.own else None
    if names == [FIND_OUT]:
        names, own, suggested = _fitting(spool.files(ident), spool.own_mapping(ident), rules)
    mapping = rules.mapping(names, own)
    with open_database() as database:
        delivery = read_delivery(spool.files(ident), mapping, lambda: plan_in_force(database).rank_ids)
        summary = try_delivery(database, delivery)
    seen = _seen(delivery, summary, mapping)
    spool.note(ident, "review", {**seen, "mapping": names, "own": own is not None, "suggested": suggested})
    return {"text": message("{ident} is looked through", ident=upload.short).text()}


def _fitting(files: Path, place: Path, rules: Rules) -> tuple[list[str], Path | None, bool]:
    """Return the mapping that fits some files: by name, or one that is suggested and written to a place.

    Raises:
        UserError: when no table fits them.
    """
    there = [path for path in sorted(files.iterdir()) if not is_control(path)]
    if all(table_of(path.name) for path in there):
        return [], None, False
    samples = read_samples(there, [])
    allowed = rules.mappings()
    if fitting := _shipped(samples, allowed):
        return fitting, None, False
    suggestions = suggest([one for one in samples if not table_of(one.path.name)] or samples)
    if not suggestions:
        raise UserError(
            "no table fits these files: expected columns such as an order's number, time and amount, or a "
            "member's id and time; their columns are {columns}",
            columns=Joined(tuple(f"{one.path.name}: {', '.join(one.columns[:12])}" for one in samples[:5])),
        )
    place.write_text(to_yaml(suggestions), encoding="utf-8")
    load_mapping(place)
    return [], place, True


def _shipped(samples: Sequence[Sample], allowed: Sequence[str]) -> list[str]:
    """Return the mappings that know these files by name and columns, each for other tables."""
    names: list[str] = []
    tables: set[str] = set()
    for name, (_sample, readable) in known_exports(samples).items():
        specs = load_mapping(shipped_mappings()[name]).tables
        own = {table for table, spec in specs.items() if not spec.fallback}
        if readable and name in allowed and not own & tables:
            names.append(name)
            tables |= own
    return names


def _seen(delivery: Delivery, summary: LoadSummary, mapping: Mapping | None) -> dict[str, Any]:
    texts = {}
    for code in LANGUAGES:
        words = without_names(language_name(code))
        texts[code] = {
            "notices": [one.text(code) for one in summary.notices],
            "reasons": [words.sentence(why.first) for why in summary.reasons[:_REASONS]],
        }
    rows = {}
    for table, checked in delivery.tables.items():
        first = [cells(text) for text in payloads(table, checked.good.head(_ROWS))]
        names = [name for name in TABLES[table].names if any(name in row for row in first)]
        shown = [[row.get(name, "")[:_CELL] for name in names] for row in first]
        rows[table] = {"columns": names, "rows": shown}
    data = summary.as_json()
    data["reasons"] = [why.as_json() for why in summary.reasons[:_REASONS]]
    mapped = sorted(mapping.tables) if mapping else []
    return {"summary": data, "texts": texts, "rows": rows, "mapped": mapped}


def end_when_cancelled(ident: str) -> None:
    """End this process as soon as nobody waits for what `review` finds any more: it writes nothing."""
    spool = spool_of(load_settings())
    threading.Thread(target=_follow, args=(spool, ident), daemon=True).start()


def _follow(spool: Spool, ident: str) -> None:
    while spool.read(ident).state is DeliveryState.HELD:
        time.sleep(_LOOK_SECONDS)
    os._exit(0)
