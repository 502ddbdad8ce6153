"""Compares what is calculated from the facts with what would be, if something else had happened."""

import time
from dataclasses import dataclass

from graph.columnar import calculate
from graph.columnar.running import Progress
from graph.columnar.statements import filled
from graph.columnar.totals import check_sums
from graph.database import Database
from graph.errors import NothingPublishedError
from graph.fact_files import Folder
from graph.impact.events import WhatIf
from graph.nightly.overflow import naming_large_orders
from graph.reads.runs import NOTHING_PUBLISHED, Run
from graph.simulation.company import ALL_DAYS, BASE, TRIAL, Company, halve, open_company

MOST_CHANGES = 100
"""How many members are told at most."""


@dataclass(frozen=True)
class Side:
    """A member's rank, own volume, that of its group, what it earned and what of it is held."""

    rank: int
    personal: int
    volume: int
    earned: int
    held: int


@dataclass(frozen=True)
class Change:
    """A member of whom something would change; after: None for one who is gone."""

    member_id: str
    name: str
    before: Side
    after: Side | None


@dataclass(frozen=True)
class Counts:
    """How many of the members who stay have another volume, rank or pay; and who is gone."""

    volume: int
    higher: int
    lower: int
    more: int
    less: int
    gone: int


@dataclass(frozen=True)
class Impact:
    """What would change, as of the published run's `as_of`.

    paid, revenue: before and after, minor units. newer: facts that were loaded since the published run count
    here and not in it. seconds: what it took.
    """

    what: WhatIf
    run: Run
    counts: Counts
    paid: tuple[int, int]
    revenue: tuple[int, int]
    changes: tuple[Change, ...]
    newer: bool
    seconds: float


def impact(
    database: Database,
    what: WhatIf,
    facts_folder: Folder | None = None,
    progress: Progress = lambda _name, _done, _total: None,
) -> Impact:
    """Return whose volume, rank and pay would change if something had happened, by the plans in force.

    Both sides are calculated from the same facts, up to the published run's `as_of`.

    Raises:
        UserError: what cannot happen, such as a member that moves below itself; nothing is loaded.
        NotFoundError: there is no such member or order.
        NothingPublishedError: when nothing is published yet.
        DatabaseBusyError: a load or a night is writing, or was while the facts were read.
        SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
    """
    started = time.perf_counter()
    with open_company(database, facts_folder, progress) as company:
        company.look_at(ALL_DAYS)
        run = published(company)
        before = company.play(list(run.plans), BASE, halve(progress, 0))
        return impact_on(company, what, before.totals.revenue, halve(progress, 1), started=started)


def published(company: Company) -> Run:
    """Return the published run of a company; raises a NothingPublishedError when there is none."""
    if company.run is None:
        raise NothingPublishedError(NOTHING_PUBLISHED)
    return company.run


def impact_on(
    company: Company,
    what: WhatIf,
    revenue: int,
    progress: Progress = lambda _name, _done, _total: None,
    *,
    started: float,
) -> Impact:
    """Return what would change beside what was played in the room `base` by the plans in force.

    revenue: of that. started: of time.perf_counter. Raises as `impact`.
    """
    run = published(company)
    company.engine.enter(TRIAL)
    what.change(company)
    with naming_large_orders(company.database):
        calculate(company.engine, run.plans, company.as_of, progress)
        check_sums(company.engine)
    after: int = company.engine.read(filled("impact/revenue", {}))[0][0]
    company.engine.make(filled("impact/compared", {}))
    *counts, earned_before, earned = company.engine.read(filled("impact/totals", {}))[0]
    changes = _changes(company)
    company.engine.keep_only(TRIAL, ())
    return Impact(
        what,
        run,
        Counts(*counts),
        paid=(earned_before, earned),
        revenue=(revenue, after),
        changes=changes,
        newer=company.newer,
        seconds=round(time.perf_counter() - started, 3),
    )


def _changes(company: Company) -> tuple[Change, ...]:
    rows = company.engine.read(filled("impact/changes", {"limit": MOST_CHANGES}))
    found = company.database.read("read/simulation/names", ids=[row[0] for row in rows])
    names = {row["id"]: row["name"] for row in found}
    return tuple(
        Change(
            member_id,
            names.get(member_id, ""),
            Side(*figures[::2]),
            None if gone else Side(*figures[1::2]),
        )
        for member_id, gone, *figures in rows
    )
