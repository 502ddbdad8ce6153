"""R12: when the orders of groups count, and what a group's success is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.facts import Group, Order


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups by id, how many distinct buyers of each stand, and when it succeeded (microseconds UTC).

    Of a group that did not succeed there is no success, of one without buyers no number of them.
    """

    by_id: Mapping[str, Group]
    buyers: Mapping[str, int]
    successes: Mapping[str, int]

    def counts_at(self, order: Order) -> int | None:
        """Return when an order counts, in microseconds UTC: as it was paid, or as its group succeeded.

        None: the group has not succeeded, or the order was paid outside of its window.
        """
        if order.group_id is None:
            return order.at
        success = self.successes.get(order.group_id)
        if success is None or not _inside(order, self.by_id[order.group_id]):
            return None
        return max(order.at, success)


def groups_as_of(groups: Iterable[Group], standing: Iterable[Order], min_buyers: int) -> Groups:
    """Return what groups succeeded by orders that stand: so many distinct buyers paid inside the window.

    The moment is that of the order with which the last of them came.
    """
    by_id = {group.id: group for group in groups}
    came: dict[str, dict[str, int]] = defaultdict(dict)
    for order in standing:
        if order.group_id and _inside(order, by_id[order.group_id]):
            buyers = came[order.group_id]
            buyers[order.buyer_id] = min(order.at, buyers.get(order.buyer_id, order.at))
    successes = {
        group_id: sorted(buyers.values())[min_buyers - 1]
        for group_id, buyers in came.items()
        if len(buyers) >= min_buyers
    }
    return Groups(by_id, {group_id: len(buyers) for group_id, buyers in came.items()}, successes)


def _inside(order: Order, group: Group) -> bool:
    return group.opens <= order.at <= group.closes
