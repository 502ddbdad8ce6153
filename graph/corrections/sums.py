"""Corrections added up by root cause: of a run, or of the entries of some days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from graph.corrections.model import FIRST, Cause, CauseKind, Target, TargetKind, target_of
from graph.corrections.resolving import causes_of
from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.money import Money
from graph.reads.runs import Run

LISTED = 20
"""How many orders and members are named of each cause."""
_CHUNK = 20_000
"""How many targets are in memory at once."""


@dataclass(frozen=True, slots=True)
class CauseSum:
    """What one cause corrected: `added` and `taken` (negative) of members, in minor units.

    orders, pool days and totals among them, and members: how many. first_orders, first_members: some of them.
    """

    cause: Cause
    entries: int
    added: Money
    taken: Money
    orders: int
    members: int
    first_orders: tuple[str, ...]
    first_members: tuple[str, ...]

    @property
    def amount(self) -> int:
        """What members got by it together, minor units."""
        return self.added + self.taken


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a run, or of some days: by kind of cause, and the causes themselves.

    kinds: each cause has the kind alone. rows: those that moved most first; total: how many there are.
    """

    kinds: tuple[CauseSum, ...]
    rows: tuple[CauseSum, ...]
    total: int


@dataclass
class _Sum:
    entries: int = 0
    added: int = 0
    taken: int = 0
    targets: set[tuple[str, str, str]] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)

    def add(self, target: Target, payee: str, amount: int) -> None:
        self.entries += 1
        self.added += max(amount, 0)
        self.taken += min(amount, 0)
        self.targets.add((target.kind, target.id, target.day))
        self.members.add(payee)
        if target.kind == "order":
            self.orders.add(target.id)

    def of(self, cause: Cause) -> CauseSum:
        first_orders, first_members = (tuple(sorted(ids)[:LISTED]) for ids in (self.orders, self.members))
        counted = len(self.targets), len(self.members)
        return CauseSum(cause, self.entries, self.added, self.taken, *counted, first_orders, first_members)


def read_corrections(
    database: Database,
    run: Run,
    scope: Scope,
    *,
    of_run: bool = False,
    payee: str = "",
    kind: CauseKind | None = None,
    limit: int,
) -> Corrections:
    """Return why entries of members in the scope were corrected, as a run has them.

    of_run: only what that run posted; else all entries of the days. payee: one member's only. kind: causes of
    this kind only, in the rows.
    """
    parameters = {**scope.parameters(run), "payee": payee, "after": run.number - 1 if of_run else FIRST}
    by_cause: dict[Cause, _Sum] = {}
    by_kind: dict[CauseKind, _Sum] = {}
    rows = database.stream("read/corrections/entries", **parameters)
    while chunk := [entry for row in islice(rows, _CHUNK) for entry in _entries(row)]:
        causes = causes_of(database, run, (target for target, _, _ in chunk))
        for target, member, amount in chunk:
            cause = causes[target]
            by_cause.setdefault(cause, _Sum()).add(target, member, amount)
            by_kind.setdefault(cause.kind, _Sum()).add(target, member, amount)
    listed = [one.of(cause) for cause, one in by_cause.items() if kind in {None, cause.kind}]
    listed.sort(key=lambda row: (-abs(row.amount), -row.entries, row.cause.kind, row.cause.order_id))
    kinds = tuple(by_kind[one].of(Cause(one)) for one in CauseKind if one in by_kind)
    return Corrections(kinds, tuple(listed[:limit]), len(listed))


def _entries(row: Row) -> Iterable[tuple[Target, str, int]]:
    kind: TargetKind = row["kind"]
    for payee, amount in row["entries"]:
        yield target_of(kind, row["id"], row["day"], row["run"], payee), payee, amount
