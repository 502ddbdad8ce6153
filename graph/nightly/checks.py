"""The checks of a run, in one visible list: each is a plain function, and says which rows broke it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.clock import OPEN
from graph.concurrency import each
from graph.database import Database, Row
from graph.nightly.findings import SEPARATOR, THE_COMPANY, Finding
from graph.nightly.recalculation import EntryDiffers, FigureDiffers, recalculate
from graph.nightly.steps import Night
from graph.nightly.values import set_aside

_SHOWN = 5


@dataclass(frozen=True)
class Check:
    """The outcome of one check; `found` says in words what was counted, or what broke it."""

    name: str
    passed: bool
    found: str


def delivered(database: Database, _night: Night) -> Check:
    """Check that counts tie out from files to graph: each table has as many facts as loading left there."""
    due: dict[str, int] = json.loads(database.read("nightly/checks/delivered")[0]["facts"] or "{}")
    there = database.read("nightly/checks/facts")[0]
    words = SEPARATOR.join(
        Finding.NOT_DELIVERED.format(table=table, due=due[table], there=there[table])
        for table in due
        if due[table] != there[table]
    )
    return Check("delivered", not words, words or Finding.DELIVERED.format(count=sum(due.values())))


def conservation(database: Database, night: Night) -> Check:
    """R9: entries and breakage of every order add up to what the plan sets aside, kind by kind."""
    broken = [
        row
        for window in night.windows
        for row in database.read(
            "nightly/checks/conservation",
            **{"from": window.start, "until": window.until},
            kinds=set_aside(window.plan),
            limit=_SHOWN,
        )
    ]
    words = SEPARATOR.join(said for row in broken[:_SHOWN] for said in _not_conserved(row))
    return Check("conservation", not broken, words or Finding.CONSERVED)


def _not_conserved(row: Row) -> Iterator[str]:
    for one in row["broken"]:
        yield Finding.NOT_CONSERVED.format(order=row["order_id"], reward=one["kind"], **one)
    if row["repeated"]:
        yield Finding.KEY_TWICE.format(order=row["order_id"])


def recalculated(database: Database, night: Night) -> Check:
    """R1-R9: the SQL engine calculates the run anew, whole: entries, standings and pools are the same."""
    result = recalculate(database, night, _SHOWN)
    if not result.different_entries and not result.different_figures:
        equal = Finding.RECALCULATED.format(entries=result.entries, standings=result.standings)
        return Check("recalculated", passed=True, found=equal)
    differ = Finding.DIFFERENT.format(entries=result.different_entries, figures=result.different_figures)
    rows = [*map(_entry_differs, result.first_entries), *map(_figure_differs, result.first_figures)]
    return Check("recalculated", passed=False, found=SEPARATOR.join([differ, *rows]))


def _entry_differs(one: EntryDiffers) -> str:
    amounts = {"reward": one.kind, "due": one.due, "posted": one.posted}
    payee = one.payee_id or THE_COMPANY
    if one.pool:
        return Finding.SHARE_NOT_DUE.format(pool=one.pool, day=one.day, payee=payee, **amounts)
    return Finding.NOT_DUE.format(order=one.order_id, payee=payee, **amounts)


def _figure_differs(one: FigureDiffers) -> str:
    return Finding.FIGURE_DIFFERS.format(id=one.id, figure=one.figure, due=one.due, posted=one.posted)


def pools(database: Database, _night: Night) -> Check:
    """R7: what was fed to the pools is what was shared and what is carried; entries are the shares."""
    broken = database.read("nightly/checks/pools", open=OPEN, limit=_SHOWN)
    words = SEPARATOR.join(Finding.NOT_SHARED.format(**row) for row in broken)
    return Check("pools", not broken, words or Finding.SHARED)


def tree(database: Database, night: Night) -> Check:
    """Check that the sponsor tree has no cycle: every member is below a root."""
    row = database.read("nightly/checks/tree", as_of=night.as_of, open=OPEN)[0]
    return Check("no cycle", row["reached"] == row["members"], Finding.REACHED.format(**row))


def volumes(database: Database, night: Night) -> Check:
    """Volumes tie out from orders over roots to standings."""
    row = database.read("nightly/checks/volumes", as_of=night.as_of, open=OPEN)[0]
    passed = row["bought"] == row["personal"] == row["of_roots"]
    return Check("volumes", passed, Finding.VOLUMES.format(**row))


def earned(database: Database, _night: Night) -> Check:
    """Check that what standings say was earned is the sum of the members' entries."""
    row = database.read("nightly/checks/earned", open=OPEN)[0]
    return Check("earned", row["posted"] == row["earned"], Finding.EARNED.format(**row))


CHECKS: tuple[Callable[[Database, Night], Check], ...] = (
    delivered,
    tree,
    volumes,
    conservation,
    recalculated,
    pools,
    earned,
)


def check_all(database: Database, night: Night) -> list[Check]:
    """Run all checks, two at a time: they only read, and none stops another."""
    return each(lambda check: check(database, night), CHECKS)
