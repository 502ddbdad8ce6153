"""The figures of plans that were played on a company: by kind, by month, by rank, and how they are spread."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.statements import filled
from graph.outcome import PaysOut
from graph.plan import Plan
from graph.reads.totals import PoolTotal, Totals

_TOP = 100  # the top is one of so many members


@dataclass(frozen=True)
class MonthFigures(PaysOut):
    """Revenue and rewards of a month (2026-01), rewards by kind; minor units."""

    month: str
    revenue: int
    rewards: dict[str, int]


@dataclass(frozen=True)
class Concentration:
    """How unevenly earnings are spread over all members, those who earn nothing among them.

    earners: who earns anything. top: how many members the top hundredth is. top_share: its share of all
    earnings. gini: the Gini coefficient, 0 where all earn the same. Both are None where nobody earns.
    curve: after each hundredth of the members, by increasing earnings, their share of the members and of
    all earnings.
    """

    members: int
    earners: int
    top: int
    top_share: Fraction | None
    gini: Fraction | None
    curve: tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True)
class Figures:
    """What plans pay. totals: of the days looked at, but ranks and what is held are as of the run."""

    plans: tuple[Plan, ...]
    totals: Totals
    months: tuple[MonthFigures, ...]
    concentration: Concentration

    @property
    def plan(self) -> Plan:
        """The last plan: ranks are the same in all of them."""
        return self.plans[-1]


def figures_of(engine: DuckDB, plans: Sequence[Plan]) -> Figures:
    """Return the figures of what was calculated, in the days that are chosen."""
    revenue: dict[str, int] = dict(engine.read(filled("simulation/revenue", {})))
    rewards: dict[str, dict[str, int]] = defaultdict(dict)
    breakage: dict[str, int] = defaultdict(int)
    for month, kind, earned, broken in engine.read(filled("simulation/months", {})):
        if earned:
            rewards[month][kind] = earned
        breakage[kind] += broken
    months = tuple(
        MonthFigures(month, revenue.get(month, 0), dict(rewards.get(month, {})))
        for month in sorted({*revenue, *rewards})
    )
    by_kind: dict[str, int] = defaultdict(int)
    for one in months:
        for kind, amount in one.rewards.items():
            by_kind[kind] += amount
    ranks = engine.read(filled("totals/ranks", {}))
    totals = Totals(
        revenue=sum(revenue.values()),
        rewards=dict(by_kind),
        breakage={kind: amount for kind, amount in breakage.items() if amount},
        pools={
            plans[-1].ranks[rank].id: PoolTotal(fed, shared, carried)
            for rank, fed, shared, carried in engine.read(filled("totals/pools", {}))
        },
        members={rank: members for rank, members, _ in ranks},
        held=sum(held for _, _, held in ranks),
    )
    return Figures(tuple(plans), totals, months, _concentration(engine, sum(totals.members.values())))


def _concentration(engine: DuckDB, members: int) -> Concentration:
    top = -(-members // _TOP)
    _, earners, earned, weighted, of_top = engine.read(filled("simulation/concentration", {"top": top}))[0]
    curve: list[tuple[Fraction, Fraction]] = []
    people, amount = 0, 0
    for _, count, part in engine.read(filled("simulation/curve", {})):
        people, amount = people + count, amount + part
        curve.append((Fraction(people, members), Fraction(amount, earned) if earned else Fraction(0)))
    gini = None
    if earned:  # twice the area between the curve and that of equal earnings, of places times earnings
        gini = Fraction(2 * int(weighted), members * earned) - Fraction(members + 1, members)
    return Concentration(
        members=members,
        earners=earners,
        top=top,
        top_share=Fraction(of_top, earned) if earned else None,
        gini=gini,
        curve=tuple(curve),
    )
