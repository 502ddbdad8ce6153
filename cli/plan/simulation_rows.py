"""A simulation as rows, one figure each, on both sides: what CSV and JSON files hold, and --json tells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cli.exporting import Column
from cli.nightly.totals import kinds, members_by_rank, rate
from graph.money import to_decimal

if TYPE_CHECKING:
    from graph.simulation import Change, Figures, MonthFigures, RankGroup, Simulation


@dataclass(frozen=True)
class Row:
    """A figure, of a month, kind, rank or member where it is not of all; values as text, "" for none."""

    figure: str
    against: str
    simulated: str
    month: str = ""
    kind: str = ""
    rank: str = ""
    member_id: str = ""


COLUMNS: list[Column[Row]] = [
    Column("figure", lambda row: row.figure),
    Column("month", lambda row: row.month),
    Column("kind", lambda row: row.kind),
    Column("rank", lambda row: row.rank),
    Column("member_id", lambda row: row.member_id),
    Column("against", lambda row: row.against, "number"),
    Column("simulated", lambda row: row.simulated, "number"),
]


def rows_of(simulation: "Simulation") -> Iterator[Row]:
    """Yield the figures of a simulation: money as decimals, rates with six of them."""
    before, after = simulation.before, simulation.after
    yield from _sums(before, after)
    yield from _by_month(before, after)
    counts = [members_by_rank(side.totals, side.plan) if side else {} for side in (before, after)]
    for rank in {**counts[0], **counts[1]}:
        was, now = (str(count.get(rank, "")) for count in counts)
        yield Row("members", was, now, rank=rank)
    if simulation.comparison and before:
        for group in simulation.comparison.ranks:
            yield from _group(group, before.plan.rank_ids[group.rank])
        for change in (*simulation.comparison.losers, *simulation.comparison.winners):
            yield from _change(change)


def _sums(before: "Figures | None", after: "Figures") -> Iterator[Row]:
    was, now = before.totals if before else None, after.totals
    yield Row("revenue", to_decimal(was.revenue) if was else "", to_decimal(now.revenue))
    yield Row("rewards", to_decimal(was.paid) if was else "", to_decimal(now.paid))
    yield Row("payout_ratio", _rate(was.payout if was else None), _rate(now.payout))
    yield Row("held", to_decimal(was.held) if was else "", to_decimal(now.held))
    yield Row("breakage", to_decimal(was.broken) if was else "", to_decimal(now.broken))
    yield from _by_kind("rewards", was.rewards if was else None, now.rewards)
    yield from _by_kind("breakage", was.breakage if was else None, now.breakage)
    spread, other = after.concentration, before.concentration if before else None
    yield Row("earners", str(other.earners) if other else "", str(spread.earners))
    yield Row("share_of_top_1_percent", _rate(other.top_share if other else None), _rate(spread.top_share))
    yield Row("gini", _rate(other.gini if other else None), _rate(spread.gini))


def _by_kind(
    figure: str, was: Mapping[str, int] | None, now: Mapping[str, int], month: str = ""
) -> Iterator[Row]:
    for kind in kinds(was or {}, now):
        before = "" if was is None else to_decimal(was.get(kind, 0))
        yield Row(figure, before, to_decimal(now.get(kind, 0)), month, kind)


def _by_month(before: "Figures | None", after: "Figures") -> Iterator[Row]:
    were = {row.month: row for row in before.months} if before else {}
    are = {row.month: row for row in after.months}
    for month in sorted({*were, *are}):
        was, now = were.get(month), are.get(month)
        both = [(_amounts(row), _rate(row.payout)) if row else (("", ""), "") for row in (was, now)]
        (before_sums, before_rate), (after_sums, after_rate) = both
        for figure, earlier, later in zip(("revenue", "rewards"), before_sums, after_sums, strict=True):
            yield Row(figure, earlier, later, month)
        yield Row("payout_ratio", before_rate, after_rate, month)
        yield from _by_kind("rewards", was.rewards if was else None, now.rewards if now else {}, month)


def _amounts(month: "MonthFigures") -> tuple[str, str]:
    return to_decimal(month.revenue), to_decimal(month.paid)


def _group(group: "RankGroup", rank: str) -> Iterator[Row]:
    yield Row("earned", to_decimal(group.before), to_decimal(group.after), rank=rank)
    for figure, value in (
        ("members_with_more", str(group.more)),
        ("members_with_less", str(group.less)),
        ("gained", to_decimal(group.gained)),
        ("lost", to_decimal(group.lost)),
    ):
        yield Row(figure, "", value, rank=rank)


def _change(change: "Change") -> Iterator[Row]:
    yield Row("earned", to_decimal(change.before), to_decimal(change.after), member_id=change.member_id)
    for kind, pair in change.kinds.items():
        was, now = map(to_decimal, pair)
        yield Row("earned", was, now, kind=kind, member_id=change.member_id)


def _rate(value: Fraction | None) -> str:
    return rate(value) or ""
