"""Suggests which tables files are, and which of their columns are ours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import yaml

from etl.contract import TABLES
from etl.reading.folder import table_of
from etl.suggesting.samples import Sample
from etl.suggesting.shapes import amount_signs, layouts

_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_SIGNS = re.compile(r"[\s_\-.#:：/]+")
_LEAST = {
    "members": {"member_id", "joined_at"},
    "orders": {"order_id", "amount", "paid_at"},
    "order_lines": {"order_id", "product_id", "quantity"},
    "products": {"product_id", "name"},
    "refunds": {"refund_id", "order_id", "amount"},
}
"""What a file must seem to have to be suggested for a table."""


@dataclass(frozen=True)
class Suggestion:
    """A table of ours from a file of theirs: by column of ours the column of theirs, and what nothing fits.

    `grouped`: several of their rows seem to be one of ours, by the column of its key.
    """

    table: str
    sample: Sample
    columns: Mapping[str, str]
    missing: tuple[str, ...]
    grouped: bool
    others: tuple[str, ...] = field(default=())


@cache
def words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return what shops call our columns: by table and column, the likeliest first."""
    text = files("etl.suggesting").joinpath("words.yaml").read_text(encoding="utf-8")
    known: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return known


def suggest(samples: Sequence[Sample]) -> list[Suggestion]:
    """Return the tables that files seem to be, in the order of the contract: of each the likeliest file."""
    best: dict[str, tuple[float, Suggestion]] = {}
    own = {table for sample in samples if (table := _own_table(sample))}
    for sample in (one for one in samples if _own_table(one) is None):
        for table in words().keys() - own:
            fits = _columns(table, sample)
            if not _LEAST[table] <= fits.keys():
                continue
            score = sum(fit.score for fit in fits.values())
            if table not in best or score > best[table][0]:
                best[table] = score, _suggestion(table, sample, fits)
    likeliest = {table: suggestion for table, (_score, suggestion) in best.items()}
    lines, orders = likeliest.get("order_lines"), likeliest.get("orders")
    if lines is not None and "amount" in lines.missing:
        likeliest.pop("order_lines")
        if orders is not None and orders.sample is lines.sample and not orders.grouped:
            # An order of one row has one line, which is all that was paid for it.
            amount = {"amount": orders.columns["amount"]}
            likeliest["order_lines"] = replace(lines, columns={**lines.columns, **amount}, missing=())
    return [likeliest[table] for table in TABLES if table in likeliest]


def _own_table(sample: Sample) -> str | None:
    """Return the table that a file is as it is, by its name and its columns, if any."""
    table = table_of(sample.path.name)
    needed = {column.name for column in TABLES[table].columns if column.in_header} if table else set()
    return table if needed <= set(sample.columns) else None


@dataclass(frozen=True)
class _Fit:
    column: str
    score: float


def _suggestion(table: str, sample: Sample, fits: Mapping[str, _Fit]) -> Suggestion:
    columns = {name: fits[name].column for name in TABLES[table].names if name in fits}
    missing = tuple(
        column.name
        for column in TABLES[table].columns
        if column.in_header and column.name not in columns and column.name != "line_no"
    )
    key = TABLES[table].key[0]
    cells = sample.cells(columns[key]) if key in columns else []
    grouped = table != "order_lines" and len(set(cells)) < len(cells)
    others = tuple(name for name in sample.columns if name and name not in columns.values())
    return Suggestion(table, sample, columns, missing, grouped, others)


def _columns(table: str, sample: Sample) -> dict[str, _Fit]:
    """Return which column of a file fits each of ours best; no column is taken twice."""
    there = {name for name in sample.columns if name and sample.columns.count(name) == 1}
    candidates = [
        (_score(table, ours, theirs, sample), ours, theirs) for ours in words()[table] for theirs in there
    ]
    chosen: dict[str, _Fit] = {}
    for score, ours, theirs in sorted(candidates, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if score > 0 and ours not in chosen and theirs not in {fit.column for fit in chosen.values()}:
            chosen[ours] = _Fit(theirs, score)
    return chosen


def _score(table: str, ours: str, theirs: str, sample: Sample) -> float:
    """Return how well a column fits: by its name, and not at all where its cells are of another kind."""
    name = normal(theirs)
    names = [normal(word) for word in words()[table][ours]]
    if name in names:
        score = 3 - names.index(name) / len(names)
    else:
        inside = [word for word in names if len(word) > 2 and word in name]  # noqa: PLR2004 - "id" is in all
        score = 0.5 if inside else 0
    cells = sample.cells(theirs) if score else []
    kind = TABLES[table][ours].kind
    if cells and kind in ("time", "day") and not layouts(cells)[0]:
        return 0
    if cells and kind in ("money", "quantity") and amount_signs(cells) is None:
        return 0
    return score if cells else score / 4


def normal(name: str) -> str:
    """Return a header as it is compared: without case, blanks, signs and what stands in brackets."""
    return _SIGNS.sub("", _BRACKETS.sub("", name)).strip("'\"\ufeff").casefold()
