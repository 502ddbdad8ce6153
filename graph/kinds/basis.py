"""What of an order a reward is a share of: its net amount, or the part of it on lines that the plan names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from graph.kinds.moment import Moment
    from graph.plan.model import Plan


class Item(NamedTuple):
    """A line of an order: its product, the category of that ("" for none), and its amount in minor units."""

    product_id: str
    category: str
    amount: int


@dataclass(frozen=True, slots=True)
class Basis:
    """Which orders, and which of their lines.

    products, categories: of the lines that count; without either it is the whole order. orders: all of a
    buyer's standing orders, the first one, or the later ones. customers: whether those of customers count.
    except_products: of lines that never count.
    """

    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    orders: Literal["all", "first", "repeat"] = "all"
    customers: bool = False
    except_products: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether lines must be named to count."""
        return bool(self.products or self.categories)

    @property
    def whole(self) -> bool:
        """Whether all lines count."""
        return not (self.named or self.except_products)

    def has_line(self, product_id: str, category: str) -> bool:
        """Return whether a line of a product counts."""
        if product_id in self.except_products:
            return False
        return not self.named or product_id in self.products or category in self.categories

    def has_order(self, *, first: bool, by_member: bool) -> bool:
        """Return whether an order counts: the first of its buyer or not, a member's or a customer's."""
        return (by_member or self.customers) and (self.orders == "all" or (self.orders == "first") is first)

    def amount(self, net: int, items: Sequence[Item]) -> int:
        """Return what of a net amount falls on the lines that count, rounded down, in minor units.

        A part refund lowers all lines in proportion. An order without lines has none that is named, and
        none that is excepted.
        """
        if self.whole:
            return net
        every = sum(one.amount for one in items)
        counted = sum(one.amount for one in items if self.has_line(one.product_id, one.category))
        if not every:
            return 0 if self.named else net
        return net * counted // every


def bases(plan: "Plan") -> list[Basis]:
    """Return what the rewards of a plan are shares of, each once, in the plan's order."""
    return list(dict.fromkeys(one.basis for one in plan.rewards if one.basis))


def measured(basis: Basis, moment: "Moment") -> int:
    """Return what of an order a reward is a share of, in minor units; 0 for an order that does not count."""
    if not basis.has_order(first=moment.first, by_member=moment.by_member):
        return 0
    return basis.amount(moment.net, moment.items)
