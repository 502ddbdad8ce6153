"""What differs between two runs: members of another rank, pay or hold, and which facts count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.database import Database
from graph.errors import UserError
from graph.reads.runs import Run, run_numbered

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Changed:
    """A member who stands otherwise in the later run; ranks are numbers, money is in minor units.

    Who was not there in the earlier run had rank 0 and nothing.
    """

    member_id: str
    name: str
    rank_before: int
    rank_after: int
    earned_before: int
    earned_after: int
    held_before: int
    held_after: int

    @property
    def difference(self) -> int:
        """By how much its pay differs, minor units."""
        return self.earned_after - self.earned_before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs as a whole: how many members changed, and which facts only the later one counts.

    more, less: what pay rose and fell by, in minor units, of the members whose pay rose or fell. facts: how
    many by kind (cypher/read/comparison), of the whole company. plans: whether their plans differ.
    """

    older: Run
    newer: Run
    members: int
    risen: int
    fallen: int
    paid_more: int
    paid_less: int
    more: int
    less: int
    facts: Mapping[str, int]
    plans: bool


def two_runs(database: Database, first: int, second: int) -> tuple[Run, Run]:
    """Return two published runs by their numbers, the earlier one first.

    Raises:
        UserError: they are one run.
        NotFoundError: one was never published; a GoneError where its figures are kept no longer.
    """
    if first == second:
        raise UserError("run {number} does not differ from itself: name two runs", number=first)
    return run_numbered(database, min(first, second)), run_numbered(database, max(first, second))


def compare(
    database: Database, older: Run, newer: Run, *, team: str = "", member: str = "", facts: bool = True
) -> Comparison:
    """Return what differs as a whole; `team`, `member`: of them only, "" for all.

    facts: whether to count them, which looks at all orders: for who may see the whole company.
    """
    scope = {"run": newer.number, "older": older.number}
    counted = database.read("read/comparison/summary", **scope, team=team, member=member)[0]
    rows = database.read("read/comparison/facts", **scope) if facts else []
    kinds = {row["kind"]: row["number"] for row in rows}
    return Comparison(older, newer, **counted, facts=kinds, plans=older.plans != newer.plans)


def changed_members(
    database: Database, older: Run, newer: Run, *, team: str = "", member: str = "", limit: int | None = None
) -> Iterator[Changed]:
    """Yield who stands otherwise, the largest difference of pay first; scope as in `compare`."""
    scope = {"run": newer.number, "older": older.number, "team": team, "member": member}
    skip = 0
    while limit is None or skip < limit:
        size = _PAGE if limit is None else min(_PAGE, limit - skip)
        rows = database.read("read/comparison/changed", **scope, skip=skip, limit=size)
        yield from (Changed(**row) for row in rows)
        if len(rows) < size:
            return
        skip += size
