"""Why a member stands otherwise in a later run: by which facts, as the explanations tell them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.clock import NEVER
from graph.comparison.changes import Changed
from graph.database import Database, Row
from graph.explain.facts import person_of, read_case
from graph.explain.history import changes, order_changes, orders_behind
from graph.kinds.moment import Person
from graph.money import Money
from graph.reads.ledger import Entry, ledger
from graph.reads.runs import Run
from graph.words.reasons import Reason, reason

_LISTED = 3  # causes of pay, of each member in a list of many
_KEPT = 10_000  # explanations of orders, while many members are looked at
_LATE = "order_late"  # of an order that first counts: the sentence of the rank names it already


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed pay by `amount`: an order, a day of a pool, or a total (a month, a group), and why.

    `kinds` of reward; one of order_id, pool and total says of what, the others are "".
    """

    kinds: tuple[str, ...]
    order_id: str
    pool: str
    total: str
    day: str
    amount: Money
    reasons: tuple[Reason, ...]


class Causes:
    """Tells causes between two runs, each order explained once however many it paid."""

    def __init__(self, database: Database, older: Run, newer: Run) -> None:
        self._database, self._older, self._newer = database, older, newer
        self._of_order = lru_cache(_KEPT)(self._explain_order)

    def of_pay(self, member_id: str, limit: int) -> list[Cause]:
        """Return what changed a member's pay, the largest amounts first, at most `limit`."""
        entries = [
            one
            for one in ledger(self._database, self._newer, member=member_id)
            if one.run > self._older.number
        ]
        by_target: dict[tuple[str, str, str, str], list[Entry]] = {}
        for one in entries:
            total = "" if one.order_id or one.pool else one.source
            day = one.day if one.pool else ""
            by_target.setdefault((one.order_id, one.pool, day, total), []).append(one)
        sums = {target: sum(one.amount for one in of_target) for target, of_target in by_target.items()}
        largest = sorted(
            (target for target in sums if sums[target]), key=lambda target: (-abs(sums[target]), target)
        )[:limit]
        return [self._cause(by_target[target], sums[target]) for target in largest]

    def of_member(self, changed: Changed) -> tuple[Reason, ...]:
        """Return what changed a member's rank, hold and pay (its largest causes), for a list of many."""
        of_pay = self.of_pay(changed.member_id, _LISTED) if changed.difference else []
        reasons = (*self.of_standing(changed), *(why for one in of_pay for why in one.reasons))
        return tuple(dict.fromkeys(reasons))

    def of_standing(self, changed: Changed) -> tuple[Reason, ...]:
        """Return what changed a member's rank and what is held of its pay."""
        found: list[Reason] = []
        if changed.rank_before != changed.rank_after:
            found += self._rank_changes(changed.member_id)
        if changed.held_before != changed.held_after:
            found.append(reason("held_changed", old=changed.held_before, new=changed.held_after))
        return tuple(dict.fromkeys(found))

    def _cause(self, entries: list[Entry], amount: int) -> Cause:
        first = entries[0]
        return Cause(
            kinds=tuple(dict.fromkeys(one.kind for one in entries)),
            order_id=first.order_id,
            pool=first.pool,
            total="" if first.order_id or first.pool else first.source,
            day=first.day,
            amount=amount,
            reasons=tuple(dict.fromkeys(self._reasons(entries))),
        )

    def _reasons(self, entries: list[Entry]) -> Iterator[Reason]:
        for one in entries:
            if one.order_id:
                yield from self._of_order(one.order_id, one.run)
            elif one.pool:
                yield reason("pool_again" if one.corrects else "pool_first", pool=one.pool, day=one.day)
            else:
                yield reason("total_again" if one.corrects else "total_first", total=one.source)

    def _explain_order(self, order_id: str, number: int) -> tuple[Reason, ...]:
        case = read_case(self._database, self._newer, order_id)
        if number > case.order.run:
            return changes(self._database, self._newer, case, number)
        return (reason("order_first", order=order_id, at=case.order.at),)

    def _rank_changes(self, member_id: str) -> Iterator[Reason]:
        ranks = self._newer.plans[-1].ranks
        scope = {"member": member_id, "run": self._newer.number, "older": self._older.number}
        for row in self._database.read("read/comparison/ranks", **scope):
            old, now = _before(row), person_of({"id": member_id, "name": "", **row})
            orders: set[str] = set()
            for rank in range(1, len(ranks)):
                if old.holds(rank, NEVER) != now.holds(rank, NEVER):
                    yield _flip(old, now, rank, ranks[rank].id)
                    orders |= orders_behind(old, now, rank, NEVER)
            told = order_changes(self._database, orders, row["run"])
            yield from (one for one in told if one.id != _LATE)


def _before(row: Row) -> Person:
    return person_of({"id": "", "name": "", "since": row["since_before"], "lapses": row["lapses_before"]})


def _flip(old: Person, now: Person, rank: int, name: str) -> Reason:
    if now.holds(rank, NEVER):
        return reason("held", who=now.id, rank=name, since=now.held_since(rank))
    if lost := now.lost(rank, NEVER):
        return reason("lost_since", rank=name, since=lost)
    return reason("rank_lost", who=now.id, rank=name, old=old.since[rank - 1])
