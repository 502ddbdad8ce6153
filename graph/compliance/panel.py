"""The tests of the law for a run: figures, thresholds and distances, by month; and the lists behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from graph.compliance.counting import COMPLIANCE, count_compliance
from graph.compliance.flags import FLAGS, Flag
from graph.database import Database, Row
from graph.metrics.query import metric
from graph.metrics.stored import kept_rows
from graph.metrics.window import ends_inside, window_of
from graph.months import month_name
from graph.reads.members import members
from graph.reads.runs import Run

LISTS = ("roots", "over_cap", "rings", "never_again", "beyond_goods")
"""The lists that lead to members, as Compliance has them."""
_SUMS = ("on_orders", "first", "own", "retail_earned", "packages", "retail", "rewards", "revenue")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a test says: `over` of `under` (minor units, or members), or `over` persons or levels of a root.

    under: None where it is no share.
    """

    flag: Flag
    over: int
    under: int | None
    root_id: str = ""

    @property
    def value(self) -> Fraction | None:
        """The figure that is held against the threshold; None where the denominator is 0."""
        if self.under is None:
            return Fraction(self.over)
        return Fraction(self.over, self.under) if self.under else None

    @property
    def distance(self) -> Fraction | None:
        """How far it is on the right side of the threshold; negative: on the wrong one."""
        return None if self.value is None else self.flag.distance(self.value)

    @property
    def crossed(self) -> bool:
        """Whether it is on the wrong side of the threshold."""
        return self.value is not None and self.flag.crosses(self.value)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one month, such as 2026-01; persons and levels are those at its end."""

    month: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Compliance:
    """All tests of a run since ever, in the order of FLAGS; by month; and lists by their names (LISTS).

    unfinished: the last month where it is not over, else "". names: of the members in the lists. channels:
    that of the first account of each ring. Both are as they are today.
    """

    run: Run
    figures: tuple[Figure, ...]
    trend: tuple[Point, ...]
    lists: Mapping[str, Sequence[Row]]
    names: Mapping[str, str]
    channels: Mapping[str, str]
    unfinished: str


def compliance(database: Database, run: Run) -> Compliance:
    """Return the panel of a run (docs/compliance.md); what the night kept of it, else counted anew."""
    rows = kept_rows(database, run, COMPLIANCE)
    kept = rows[0] if rows else count_compliance(database, run, window_of(database, run, None, None))
    payout = {row["month"]: row for row in metric(database, run, "payout")}
    months = [
        {**dict.fromkeys(_SUMS, 0), **row, **_paid(payout, month_name(row["at"]))} for row in kept["months"]
    ]
    sums = {name: sum(row[name] for row in months) for name in _SUMS}
    ever = {**months[-1], **sums, "above": 0, "paid": 0, **kept["ever"]}
    if not run.plans[-1].entry_package:
        ever, months = {**ever, "on_orders": 0}, [{**row, "on_orders": 0} for row in months]
    return Compliance(
        run,
        tuple(_figures(ever)),
        tuple(Point(month_name(row["at"]), figure) for row in months for figure in _figures(row)),
        {name: kept[name] for name in LISTS},
        _names(database, run, kept),
        _channels(database, kept),
        ends_inside(run.as_of + 1, run),
    )


def _paid(payout: Mapping[Any, Any], month: str) -> Row:
    row = payout.get(month, {})
    return {name: row.get(name, 0) for name in ("rewards", "revenue")}


def _figures(row: Row) -> Iterator[Figure]:
    parts: dict[str, tuple[int, int | None]] = {
        "people": (row["people"], None),
        "levels": (row["levels"], None),
        "entry_fee": (row["packages"], row["revenue"]),
        "headcount": (row["first"], row["on_orders"]),
        "team_pay": (row["rewards"] - row["own"], row["rewards"]),
        "over_cap": (row.get("above", 0), row.get("paid", 0)),
        "retail_revenue": (row["retail"], row["revenue"]),
        "retail_rewards": (row["retail_earned"], row["rewards"]),
    }
    for flag in FLAGS:
        over, under = parts[flag.id]
        yield Figure(flag, over, under, row["root_id"] if under is None else "")


def _names(database: Database, run: Run, kept: Row) -> dict[str, str]:
    ids = {
        row[column]
        for name in LISTS
        for row in kept[name]
        for column in ("root_id", "member_id", "sponsor_id")
        if row.get(column)
    }
    return {one.standing.member_id: one.standing.name for one in members(database, run, sorted(ids))}


def _channels(database: Database, kept: Row) -> dict[str, str]:
    ids = [row["member_ids"][0] for row in kept["rings"]]
    rows = database.read("read/compliance/channels", ids=ids) if ids else []
    return {row["id"]: row["channel"] for row in rows}
