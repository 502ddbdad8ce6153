"""What a metric is: the statement that counts it, the columns it comes in, and the exact division."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from graph.database import Row
from graph.metrics.window import Window

Cell = str | int | Decimal | None
Figures = dict[str, Cell]
"""A row: texts, counts, money in minor units, and decimals of six places; None where a denominator is 0."""
_SIX = Decimal("0.000001")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and whether its cells are text, counts, money (minor units) or decimals."""

    name: str
    kind: Literal["text", "count", "money", "decimal"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: `cypher/read/metrics/<statement>` counts, `figures` makes the rows of its counts.

    `days` are the N of "within N days". `monthly`: its rows are of months, the last may be unfinished.
    """

    name: str
    statement: str
    columns: tuple[Column, ...]
    figures: Callable[[Sequence[Row], Window], list[Figures]]
    days: tuple[int, ...] = ()
    monthly: Literal["", "window", "run"] = ""


def text(*names: str) -> tuple[Column, ...]:
    """Return columns of text."""
    return tuple(Column(name, "text") for name in names)


def counts(*names: str) -> tuple[Column, ...]:
    """Return columns of counts."""
    return tuple(Column(name, "count") for name in names)


def money(*names: str) -> tuple[Column, ...]:
    """Return columns of money."""
    return tuple(Column(name, "money") for name in names)


def decimals(*names: str) -> tuple[Column, ...]:
    """Return columns of decimals."""
    return tuple(Column(name, "decimal") for name in names)


def rate(over: int, under: int) -> Decimal | None:
    """Return a rate with six decimals, rounded half to even; None where the denominator is 0."""
    return decimal(Fraction(over, under)) if under else None


def decimal(exact: Fraction) -> Decimal:
    """Return an exact number with six decimals, rounded half to even."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_SIX)


def each(amount: int, heads: int) -> int | None:
    """Return an amount per head in minor units, rounded half to even; None where there is nobody."""
    return int((Decimal(amount) / Decimal(heads)).quantize(_ONE)) if heads else None


def by(rows: Sequence[Row], *keys: str) -> Mapping[tuple[Any, ...], Row]:
    """Return rows by their keys."""
    return {tuple(row[key] for key in keys): row for row in rows}
