"""The members on whom most depends: how much of what others earned came of the group of each."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph.columnar import calculate
from graph.columnar.running import Progress, Running
from graph.columnar.totals import check_sums
from graph.kinds.rewards.bracket import counts_lines
from graph.metrics.model import rate
from graph.nightly.overflow import naming_large_orders
from graph.reads.runs import Run
from graph.simulation.company import Company

ROOM = "dependence"
"""The room of the engine in which it is calculated."""
_NAMES = 5_000  # members whose names are read at a time


@dataclass(frozen=True)
class Dependence:
    """What hangs on a member's group: itself, its communities and everybody below; minor units, since ever.

    others: what members outside of the group earned of its orders. people, volume: of the group, volume_share
    of the company's revenue, others_share of all rewards, sponsor_share of its sponsor's group volume; None
    where that is 0 or nobody. How it is counted: docs/compliance.md.
    """

    member_id: str
    name: str
    rank: int
    people: int
    volume: int
    volume_share: Decimal | None
    others: int
    others_share: Decimal | None
    sponsor_id: str
    sponsor_share: Decimal | None


def dependence(
    company: Company,
    run: Run,
    limit: int = 2**31,
    progress: Progress = lambda _name, _done, _total: None,
) -> Generator[Dependence]:
    """Return the members, the one on whose group most of others' rewards depends first; `limit` at most.

    All is calculated; only names are read as the members are.

    Raises:
        CheckFailedError, SumTooLargeError: as `Company.play` does.
    """
    company.engine.enter(ROOM)
    with naming_large_orders(company.database):
        running = calculate(company.engine, run.plans, company.as_of, progress)
        check_sums(company.engine)
        rows = ranked(running, limit)
    revenue, earned = running.read("impact/revenue")[0][0], running.read("impact/earned")[0][0]
    company.engine.enter(ROOM)  # what was made for it is gone
    parts = (rows[start : start + _NAMES] for start in range(0, len(rows), _NAMES))
    return (member for part in parts for member in _named(company, part, revenue, earned))


def ranked(run: Running, limit: int) -> list[tuple[Any, ...]]:
    """Return the rows of `impact/dependence` of a calculation that is in the room."""
    run.make("impact/steps_first")
    for number in range(run.rounds):
        run.make("impact/steps", round=number, next=number + 1)
    pairs = _meetings(run)
    run.make("impact/brought_first", pairs=pairs)
    of = "counted" if counts_lines(run.plans) else "months"
    run.make("impact/toll_first", of=of, round=run.rounds)
    for number in range(run.rounds):
        for name in ("brought", "toll"):
            run.make(f"impact/{name}", round=number, next=number + 1)
            run.drop(f"{name}_{number}")
    return run.read("impact/dependence", of=of, round=run.rounds, limit=limit)


def _meetings(run: Running) -> str:
    """Find where the ways up of who placed orders and who was paid meet; return the table that has it."""
    run.make("impact/came")
    run.make("impact/meet_first", round=run.rounds, next=run.rounds)
    longest_first = range(run.rounds - 1, -1, -1)
    for number in longest_first:
        run.make("impact/meet_level", round=number, before=number + 1, steps=2**number)
        run.drop(f"meet_{number + 1}")
    pairs = "meet_0"
    for number in longest_first:
        run.make("impact/meet_climb", round=number, before=pairs)
        run.drop(pairs)
        pairs = f"below_{number}"
    return pairs


def _named(
    company: Company, rows: Sequence[tuple[Any, ...]], revenue: int, earned: int
) -> Iterator[Dependence]:
    listed = company.database.read("read/simulation/names", ids=[row[0] for row in rows])
    names = {row["id"]: row["name"] for row in listed}
    for member_id, rank, people, volume, others, sponsor_id, sponsor_volume in rows:
        yield Dependence(
            member_id,
            names.get(member_id, ""),
            rank,
            people,
            volume,
            rate(volume, revenue),
            others,
            rate(others, earned),
            sponsor_id,
            rate(volume, sponsor_volume),
        )
