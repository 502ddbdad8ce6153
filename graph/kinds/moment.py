"""An order at its moment: what was bought, and all it concerns, as they stood when it was paid out (R1).

The reference makes it while it plays the sequence; an explanation and the night's check read it from the
graph. These know what came later, too: then a reason says when a missing rank was reached.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.clock import NEVER
from graph.kinds.basis import Item
from graph.words.reasons import Reason, reason

if TYPE_CHECKING:
    from graph.plan.model import Plan

Later = Callable[[str], str]
"""Tells how many package orders lie between this order and a later point: "2 orders"."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member with its ranks and its team.

    `since`: per rank from 1 on that it ever reached, the point on the clock from which it was first held (""
    from the opening); `lapses`: by rank, the points at which it was lost, held again, lost, and so on;
    `owner_id`: its team owner, "" for the company's or none.
    """

    id: str
    name: str = ""
    since: tuple[str, ...] = ()
    owner_id: str = ""
    lapses: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def opening(self) -> bool:
        """Whether it has an opening rank."""
        return self.since[:1] == ("",)

    def holds(self, rank: int, at: str) -> bool:
        """Return whether a rank (its number) was held before a point on the clock (R1)."""
        return rank == 0 or (
            len(self.since) >= rank and self.since[rank - 1] < at and not self._changes(rank, at) % 2
        )

    def rank_before(self, at: str) -> int:
        """Return the number of the rank held before a point on the clock."""
        reached = bisect_left(self.since, at)
        if not self.lapses:
            return reached
        return next((rank for rank in range(reached, 0, -1) if self.holds(rank, at)), 0)

    @property
    def rank(self) -> int:
        """The number of the rank that it holds at the end."""
        return self.rank_before(NEVER)

    def held_since(self, rank: int, at: str = NEVER) -> str:
        """Return the point from which a rank is held that is held before a point; "" for rank 0."""
        if not rank:
            return ""
        changes = self._changes(rank, at)
        return self.lapses[rank][changes - 1] if changes else self.since[rank - 1]

    def lost(self, rank: int, at: str) -> str:
        """Return the point at which a rank was last lost before a point; "" for one that was not."""
        changes = self._changes(rank, at)
        return self.lapses[rank][changes - 1] if changes % 2 else ""

    def _changes(self, rank: int, at: str) -> int:
        """Return how often a rank was lost and held again before a point."""
        return bisect_left(self.lapses.get(rank, ()), at)


OwnVolume = Callable[[str, int], int]
"""Returns the net amount (minor units) of a member's own standing orders in so many days up to this order."""


def _unknown(_point: str) -> str:
    return ""


def _nothing(_member_id: str, _days: int) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Moment:
    """An order that a plan pays: its point on the clock, and how many of each package it counts, by name.

    `upline` begins with the buyer, then the sponsors, nearest first; behind a customer is the owner of its
    community. `others`: team owners and mentors by id, at least those outside of it. `later`: for who knows
    what came later. `net`: what is left of the amount (minor units), of which `items` are the lines; 0 for an
    order that does not stand. `first`: whether it is its buyer's first standing order.
    """

    point: str
    packages: Mapping[str, int]
    upline: Sequence[Person]
    others: Mapping[str, Person] = field(default_factory=dict)
    later: Later = _unknown
    net: int = 0
    items: Sequence[Item] = ()
    first: bool = True
    by_member: bool = True
    own_volume: OwnVolume = _nothing

    @property
    def buyer(self) -> Person:
        """Who bought."""
        return self.upline[0]

    @property
    def above(self) -> Sequence[Person]:
        """The sponsors above the buyer, nearest first."""
        return self.upline[1:]

    def person(self, member_id: str) -> Person:
        """Return one of the people of the order; whom a damaged graph lacks holds nothing."""
        known = (one for one in self.upline if one.id == member_id)
        return self.others.get(member_id) or next(known, Person(member_id))


def held_since(person: Person, rank: str, at: str, plan: "Plan") -> list[Reason]:
    """Return since when a member holds the rank a reward asks for; nothing for rank 0, which all hold.

    at: the order's point on the clock, before which it is held.
    """
    number = plan.rank_number(rank)
    since = person.held_since(number, at)
    return [reason("held", who=person.id, rank=rank, since=since)] if number else []


def rank_lacking(person: Person, rank: str, moment: Moment, plan: "Plan") -> Reason:
    """Return why a member did not hold a rank at the order: never, later, or by the order itself (R1)."""
    number = plan.rank_number(rank)
    if len(person.since) < number:
        return reason("rank_never", who=person.id, rank=rank)
    if lost := person.lost(number, moment.point):
        return reason("rank_lapsed", who=person.id, rank=rank, since=lost)
    since = person.since[number - 1]
    if since == moment.point:
        return reason("rank_by_this", who=person.id, rank=rank)
    return reason("rank_later", who=person.id, rank=rank, since=since, later=moment.later(since))
