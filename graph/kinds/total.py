"""Totals of many orders that rewards are paid of, a month's (R11) or a group's (R12): what is due of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from graph.kinds.basis import Basis
from graph.months import Month
from graph.words.reasons import Reason

if TYPE_CHECKING:
    from graph.plan.model import Plan


@dataclass(frozen=True, slots=True)
class TotalDue:
    """What one kind is due to one member of a total, before it is compared with the ledger.

    source: of the entry, which names the total; day: the one it belongs to. amount: minor units, 0 for who is
    due nothing; `reasons` say why, or why not.
    """

    kind: str
    source: str
    day: str
    payee_id: str
    amount: int
    reasons: Sequence[Reason] = ()


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A buying group (R12): its leader, how many distinct buyers stand inside its window, and its net amount.

    success: when it succeeded (microseconds UTC), None when it did not. day: that of the success, else the
    one on which its window closes. net: minor units of its orders that count, 0 without a success.
    """

    id: str
    leader_id: str
    buyers: int
    success: int | None
    day: str
    net: int


class Books(Protocol):
    """What totals are made from: the company at the end of a run. Volumes are net, in minor units.

    The reference answers for everybody, an explanation for the one whom it is about.
    """

    def months(self) -> Sequence[Month]:
        """Return the months that are over, from that of the first order on at least."""

    def members(self) -> Iterable[str]:
        """Return whom it is asked about: all members, or one."""

    def plan_at(self, at: int) -> "Plan | None":
        """Return the plan that is valid at a time (microseconds UTC)."""

    def own_volume(self, member: str, month: Month) -> int:
        """Return the personal volume of a member in a month."""

    def group_volume(self, member: str, month: Month) -> int:
        """Return the volume of a member and its team in a month."""

    def counted_volume(self, member: str, month: Month, basis: Basis) -> int:
        """Return what of the group volume of a month falls on lines that count, rounded down per order."""

    def legs(self, member: str) -> Sequence[str]:
        """Return the directly sponsored members."""

    def groups(self) -> Iterable[GroupTotal]:
        """Return the buying groups that these members lead."""
