"""R10 in a plan: the fields of a level reward, what is wrong with them, and how much they pay at most."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from graph.i18n.message import message
from graph.kinds.activity import Active, active_problems
from graph.kinds.basis import Basis
from graph.kinds.parameters import DAY
from graph.kinds.reward import RewardPart
from graph.kinds.values import FINEST, GENERATIONS, Days, RankName, Rate
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan

Named = Annotated[str, Field(min_length=1, max_length=256)]


class Level(RewardPart):
    """R10: `rates` by generation of the net amount, or of lines of `products` or `categories`.

    orders: the buyer's first standing order, the later ones, or all. hold_days: entries are held until so
    many days of 24 hours after receipt; 0: not at all. compression: with `dynamic` a generation goes to the
    next member above with an order of its own in the `active_days` before. customers: whether the owner of a
    community is the first generation of its customers' orders. payee_rank: the least rank before the order.
    """

    kind: Literal["level"]
    rates: tuple[Rate, ...] = Field(min_length=1, max_length=GENERATIONS)
    products: tuple[Named, ...] = ()
    categories: tuple[Named, ...] = ()
    orders: Literal["all", "first", "repeat"] = "all"
    hold_days: Days = 0
    compression: Literal["none", "dynamic"] = "none"
    active_days: Days = 30
    customers: Literal["none", "owner"] = "none"
    payee_rank: RankName | None = None
    active: Active | None = None

    @property
    def basis(self) -> Basis:
        """What of which orders it is a share of."""
        return Basis(self.products, self.categories, self.orders, self.customers == "owner")

    @property
    def asks_activity(self) -> bool:
        """Whether it looks at own orders of members in the days before an order."""
        return self.active is not None or self.passes_over is not None

    @property
    def passes_over(self) -> Active | None:
        """How active a member must be not to be passed over; None: nobody is."""
        if self.compression == "none":
            return None
        return Active.model_construct(days=self.active_days, own_volume=1)


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package pays at most, in minor units: its rates of the price (R9)."""
    one = plan.packages[package]
    return one.price * highest_share(plan, one.product_id)


def highest_share(plan: "Plan", product_id: str = "") -> Fraction:
    """Return the largest part of what a line costs that all generations together get.

    A product can be of any category. An order is its buyer's first one or a later one, never both.
    """
    levels = plan.rewards_of(Level)
    categories = {"", *(name for one in levels for name in one.categories)}
    return max(
        sum(
            (
                sum(one.rates, Fraction(0))
                for one in levels
                if one.basis.has_line(product_id, category)
                and one.basis.has_order(first=first, by_member=True)
            ),
            Fraction(0),
        )
        for category in categories
        for first in (True, False)
    )


def common_denominator(plan: "Plan") -> int:
    """Return the common denominator of all rates."""
    return math.lcm(*(rate.denominator for one in plan.rewards_of(Level) for rate in one.rates))


def numerators(level: Level, under: int) -> list[int]:
    """Return the rates by generation over a common denominator."""
    return [int(rate * under) for rate in level.rates]


def held_for(plan: "Plan") -> int:
    """Return how long after receipt entries of an order are held, in microseconds; 0: not at all."""
    return max((one.hold_days for one in plan.rewards_of(Level)), default=0) * DAY


def problems(reward: Level, plan: "Plan") -> Iterator[Problem]:
    """Check that no more than all is paid, exactly, and that an entry is held in one way only."""
    if sum(reward.rates) > 1:
        yield ("rates",), "the rates of all generations add up to more than 100 %"
    elif reward is plan.rewards_of(Level)[-1] and _most_share(plan) > 1:
        yield ("rates",), "the rates of all level rewards on one line add up to more than 100 %"
    if common_denominator(plan) > FINEST:
        yield (
            ("rates",),
            message(
                "the rates of all levels must be multiples of one fraction, at least 1/{finest}: write "
                "percentages with up to three decimals",
                finest=FINEST,
            ),
        )
    if reward.hold_days != plan.rewards_of(Level)[0].hold_days:
        yield ("hold_days",), "all level rewards of a plan are held equally long: an entry can be of several"
    if reward.hold_days and plan.fund and "level" in plan.fund.of:
        yield (
            ("hold_days",),
            "level is held by the fund already: leave hold_days out, or level out of `fund.of`",
        )
    if reward.compression == "dynamic" and not reward.active_days:
        yield ("active_days",), "a whole number from 1 on, such as 30, is expected"
    yield from doubled_names(reward)
    yield from active_problems(reward.active)


def doubled_names(reward: RewardPart) -> Iterator[Problem]:
    """Check that a reward of named lines has no product or category twice."""
    for field in ("products", "categories"):
        names = getattr(reward, field)
        if len(set(names)) < len(names):
            yield (field,), "a name is there twice"


def _most_share(plan: "Plan") -> Fraction:
    products = {"", *(name for one in plan.rewards_of(Level) for name in one.products)}
    return max(highest_share(plan, name) for name in products)
