"""R11: a rate of a month's group volume by its bracket, less what the same gives for each leg."""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graph.clock import point
from graph.i18n.message import message
from graph.kinds.basis import Basis
from graph.kinds.parameters import Values
from graph.kinds.part import Part
from graph.kinds.reward import PaysTotals, RewardKind, RewardPart
from graph.kinds.rewards.level_plan import Named, doubled_names
from graph.kinds.total import Books, TotalDue
from graph.kinds.values import FINEST, Amount, Rate
from graph.money import to_decimal
from graph.months import Month
from graph.words.rates import exact_percent
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.plan.windows import Window


class Bracket(Part):
    """From a group volume (minor units, included) on, the rate of it."""

    volume: Amount
    rate: Rate


def _left_out(value: object) -> bool:
    """Return whether a field is left out of a plan's data, so that plans from before it keep their hash."""
    return not value


class Brackets(RewardPart):
    """R11: per month, the rate of the own bracket of the group volume, less that of each leg of its own.

    brackets: the lowest first. own_volume: who has less personal volume in the month gets nothing; its legs
    are subtracted above it all the same. products, categories: of the lines that count as group volume;
    without either it is all of it. except_packages: lines of packages do not count.
    """

    kind: Literal["bracket"]
    brackets: tuple[Bracket, ...] = Field(min_length=1)
    own_volume: Amount = 0
    products: tuple[Named, ...] = Field((), exclude_if=_left_out)
    categories: tuple[Named, ...] = Field((), exclude_if=_left_out)
    except_packages: bool = Field(default=False, exclude_if=_left_out)

    @property
    def whole(self) -> bool:
        """Whether the whole group volume counts."""
        return not (self.products or self.categories or self.except_packages)

    def counted(self, plan: "Plan") -> Basis:
        """Return what of an order counts as group volume."""
        packages = tuple(plan.products) if self.except_packages else ()
        return Basis(self.products, self.categories, customers=True, except_products=packages)

    def rate(self, volume: int) -> Fraction:
        """Return the rate of a group volume; 0 below the lowest bracket."""
        return max((one.rate for one in self.brackets if one.volume <= volume), default=Fraction(0))


def pay(books: Books) -> Iterator[TotalDue]:
    """Yield what each member is due of each month that is over; the plan is that of the month's beginning."""
    for month in books.months():
        plan = books.plan_at(month.start)
        if plan is None:
            continue
        for reward in plan.rewards_of(Brackets):
            basis = reward.counted(plan)
            yield from (_due(reward, member, month, books, basis) for member in books.members())


def _due(reward: Brackets, member: str, month: Month, books: Books, basis: Basis) -> TotalDue:
    own, group = books.own_volume(member, month), books.counted_volume(member, month, basis)
    rate = reward.rate(group)
    exact, why = rate * group, [reason("bracket_own", month=month.id, volume=group, rate=exact_percent(rate))]
    for leg in books.legs(member):
        volume = books.counted_volume(leg, month, basis)
        if share := reward.rate(volume):
            exact -= share * volume
            why.append(reason("bracket_leg", leg=leg, volume=volume, rate=exact_percent(share)))
    if group < reward.brackets[0].volume:
        need = reward.brackets[0].volume
        why = [reason("bracket_below", month=month.id, have=group, need=need)]
    elif own < reward.own_volume:
        exact = Fraction(0)
        why.append(reason("bracket_own_volume", month=month.id, have=own, need=reward.own_volume))
    elif exact < 1:
        why.append(reason("bracket_nothing_left"))
    why += _lines(reward)
    return TotalDue("bracket", month.id, month.day, member, math.floor(exact), why)


def _lines(reward: Brackets) -> Iterator[Reason]:
    """Yield what of an order counts, where it is not all."""
    if names := _names(reward):
        yield reason("bracket_lines", names=names)
    if reward.except_packages:
        yield reason("bracket_rest")


def _names(reward: Brackets) -> str:
    return ", ".join([*reward.products, *reward.categories])


def counts_lines(plans: Iterable["Plan"]) -> bool:
    """Return whether brackets of a plan count a part of the volumes, which is then kept by month."""
    return any(not reward.whole for plan in plans for reward in plan.rewards_of(Brackets))


def counted_by_month(windows: Sequence["Window"], months: Sequence[Month]) -> list[Values | None]:
    """Return what of an order counts in each month that is over, None for nothing of it."""
    found: list[Values | None] = [None] * len(months)
    for month, plan, reward in _of_months(windows, months):
        found[month.index] = counted_lines(reward.counted(plan))
    return found


def counted_lines(basis: Basis) -> Values:
    """Return what of an order counts as `parts/counted` takes it."""
    return {
        "whole": basis.whole,
        "named": basis.named,
        "products": list(basis.products),
        "categories": list(basis.categories),
        "except_products": list(basis.except_products),
    }


def _of_months(
    windows: Sequence["Window"], months: Sequence[Month]
) -> Iterator[tuple[Month, "Plan", Brackets]]:
    """Yield each month that is over with the plan that is valid when it begins, and that plan's brackets."""
    for month in months:
        for window in windows:
            if window.start <= point(month.start) < window.until:
                yield from ((month, window.plan, one) for one in window.plan.rewards_of(Brackets))


def parameters(windows: Sequence["Window"], months: Sequence[Month]) -> Values:
    """Return what `nightly/rewards/bracket` takes: each month that is over with its table."""
    lines = counts_lines(window.plan for window in windows)
    return {
        "own": "counted" if lines else "own",
        "team": "counted_team" if lines else "team",
        "tables": [
            {"month": month.id, "index": month.index, "day": month.day, **_table(reward)}
            for month, _, reward in _of_months(windows, months)
        ],
    }


def _table(reward: Brackets) -> Values:
    under = common_denominator(reward)
    steps = [{"volume": one.volume, "over": int(one.rate * under)} for one in reward.brackets]
    return {"steps": steps, "under": under, "own_volume": reward.own_volume}


def common_denominator(reward: Brackets) -> int:
    """Return the common denominator of all rates."""
    return math.lcm(*(one.rate.denominator for one in reward.brackets))


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package pays at most, in minor units: the highest rate of its price (R9).

    A product can be of any category; one that is not counted pays nothing.
    """
    one = plan.packages[package]
    rates = [
        step.rate
        for reward in plan.rewards_of(Brackets)
        if any(reward.counted(plan).has_line(one.product_id, name) for name in ("", *reward.categories))
        for step in reward.brackets
    ]
    return max(rates, default=Fraction(0)) * one.price


def problems(reward: Brackets, plan: "Plan") -> Iterator[Problem]:
    """Check that brackets rise and rates do not fall, as legs could cost more than a group brings else."""
    for place in range(1, len(reward.brackets)):
        below, above = reward.brackets[place - 1 : place + 1]
        if above.volume <= below.volume:
            yield (
                ("brackets", place, "volume"),
                message(
                    "the brackets are listed from the lowest on: more than {below} is expected",
                    below=to_decimal(below.volume),
                ),
            )
        if above.rate < below.rate:
            yield (
                ("brackets", place, "rate"),
                message(
                    "the rate falls below {rate}, that of a lower bracket", rate=exact_percent(below.rate)
                ),
            )
    if common_denominator(reward) > FINEST:
        yield (
            ("brackets",),
            message(
                "the rates of all brackets must be multiples of one fraction, at least 1/{finest}: write "
                "percentages with up to three decimals",
                finest=FINEST,
            ),
        )
    yield from doubled_names(reward)
    if reward.except_packages and not plan.packages:
        yield ("except_packages",), "the plan has no packages: leave this field out"
    if reward.except_packages:
        for place, name in enumerate(reward.products):
            if name in plan.products:
                words = message("{name} is a package, and packages are excepted", name=name)
                yield ("products", place), words


def describe(reward: Brackets) -> Reason:
    """Return the reward in words."""
    steps = ", ".join(f"{to_decimal(one.volume)} {exact_percent(one.rate)}" for one in reward.brackets)
    if reward.whole:
        return reason("plan_bracket", steps=steps, own=reward.own_volume)
    return reason(
        "plan_bracket_of_lines",
        steps=steps,
        own=reward.own_volume,
        names=_names(reward) or "*",
        rest=str(reward.except_packages).lower(),
    )


KIND = RewardKind(
    name="bracket",
    rule="R11",
    part=Brackets,
    figures=frozenset({"brackets", "own_volume", "products", "categories", "except_packages"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysTotals(pay, parameters),
)
