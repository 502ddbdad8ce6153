"""R11: a rate of a month's group volume by its bracket, less what the same gives for each leg."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graph.clock import point
from graph.i18n.message import message
from graph.kinds.parameters import Values
from graph.kinds.part import Part
from graph.kinds.reward import PaysTotals, RewardKind, RewardPart
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


class Brackets(RewardPart):
    """R11: per month, the rate of the own bracket of the group volume, less that of each leg of its own.

    brackets: the lowest first. own_volume: who has less personal volume in the month gets nothing; its legs
    are subtracted above it all the same.
    """

    kind: Literal["bracket"]
    brackets: tuple[Bracket, ...] = Field(min_length=1)
    own_volume: Amount = 0

    def rate(self, volume: int) -> Fraction:
        """Return the rate of a group volume; 0 below the lowest bracket."""
        return max((one.rate for one in self.brackets if one.volume <= volume), default=Fraction(0))


def pay(books: Books) -> Iterator[TotalDue]:
    """Yield what each member is due of each month that is over; the plan is that of the month's beginning."""
    for month in books.months():
        plan = books.plan_at(month.start)
        for reward in plan.rewards_of(Brackets) if plan else ():
            for member in books.members():
                yield _due(reward, member, month, books)


def _due(reward: Brackets, member: str, month: Month, books: Books) -> TotalDue:
    own, group = books.own_volume(member, month), books.group_volume(member, month)
    rate = reward.rate(group)
    exact, why = rate * group, [reason("bracket_own", month=month.id, volume=group, rate=exact_percent(rate))]
    for leg in books.legs(member):
        volume = books.group_volume(leg, month)
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
    return TotalDue("bracket", month.id, month.day, member, math.floor(exact), why)


def parameters(windows: Sequence["Window"], months: Sequence[Month]) -> Values:
    """Return what `nightly/rewards/bracket` takes: each month that is over with its table."""
    return {
        "tables": [
            {"month": month.id, "index": month.index, "day": month.day, **_table(reward)}
            for month in months
            for window in windows
            if window.start <= point(month.start) < window.until
            for reward in window.plan.rewards_of(Brackets)
        ]
    }


def _table(reward: Brackets) -> Values:
    under = common_denominator(reward)
    steps = [{"volume": one.volume, "over": int(one.rate * under)} for one in reward.brackets]
    return {"steps": steps, "under": under, "own_volume": reward.own_volume}


def common_denominator(reward: Brackets) -> int:
    """Return the common denominator of all rates."""
    return math.lcm(*(one.rate.denominator for one in reward.brackets))


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return what one package pays at most, in minor units: the highest rate of its price (R9)."""
    rates = [one.rate for reward in plan.rewards_of(Brackets) for one in reward.brackets]
    return max(rates, default=Fraction(0)) * plan.packages[package].price


def problems(reward: Brackets, _plan: "Plan") -> Iterator[Problem]:
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


def describe(reward: Brackets) -> Reason:
    """Return the reward in words."""
    steps = ", ".join(f"{to_decimal(one.volume)} {exact_percent(one.rate)}" for one in reward.brackets)
    return reason("plan_bracket", steps=steps, own=reward.own_volume)


KIND = RewardKind(
    name="bracket",
    rule="R11",
    part=Brackets,
    figures=frozenset({"brackets", "own_volume"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysTotals(pay, parameters),
)
