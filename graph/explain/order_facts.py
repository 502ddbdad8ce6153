"""An order as one run saw it: its lines and refunds, its buying group, and whether it counts."""

from dataclasses import dataclass

from graph.money import Money


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line of the order; `amount` in minor units."""

    line_no: int
    product_id: str
    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class OrderRefund:
    """A refund that the run counted; `at` in microseconds UTC, `run` is the first that counted it."""

    id: str
    at: int
    amount: Money
    run: int


@dataclass(frozen=True, slots=True)
class OrderGroup:
    """The buying group of an order as a run saw it (R12), with its window, both ends included (microseconds).

    `buyers`: how many distinct ones paid inside it, and stand; `min_buyers`: how many it needs.
    """

    id: str
    opens: int
    closes: int
    buyers: int
    min_buyers: int


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The order as a run saw it; money in minor units, times in microseconds UTC, `day` in the plan's zone.

    `at`: when it counts, another time than `paid_at` where its group succeeded later (R12).
    `waits`: whether it counts for nothing, since its group has not succeeded. `packages`: how many count, by
    the plan's name. `owner_id`: whose community a customer bought in. `run`: the first that knew the order;
    `withdrawn`: the run that took it back, 0 for none. `revised_at`: the time of its revision, None for one
    that names none; `version`: the first run that counted it as it is here.
    """

    id: str
    at: int
    paid_at: int
    day: str
    point: str
    amount: Money
    refunded: Money
    net: Money
    buyer_id: str
    by_member: bool
    community_id: str
    owner_id: str
    run: int
    withdrawn: int
    lines: tuple[OrderLine, ...]
    refunds: tuple[OrderRefund, ...]
    packages: dict[str, int]
    plan: str
    group: OrderGroup | None
    waits: bool
    revised_at: int | None = None
    version: int = 0

    @property
    def stands(self) -> bool:
        """Whether it counts: refunds do not reach its amount, it was not withdrawn, nor does it wait."""
        return self.net > 0 and not self.withdrawn and not self.waits
