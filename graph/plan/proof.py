"""Whether a plan's payout stays below a ceiling, in generated companies that are the same ones always.

A company in which it does not is made as small as it goes. What readings move is found on the same companies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from graph.outcome import Outcome, PaysOut
from graph.plan.knobs import Knob, knobs
from graph.plan.model import Plan
from graph.plan.small_company import SmallCompany, draw_company, paid_by_kind, payout, smaller

PLAIN, ODD, LARGE = 120, 60, 80
"""How many companies are drawn: with list prices, with gifts, discounts and part refunds, and large such."""
_STEPS = 2000  # calculations while a company is made smaller, at most


@dataclass(frozen=True)
class Excess(PaysOut):
    """The smallest company found in which more is paid out than the ceiling allows; minor units."""

    company: SmallCompany
    revenue: int
    rewards: dict[str, int]


@dataclass(frozen=True)
class Search:
    """What was found in so many companies: the highest payout ratio, or one above the ceiling."""

    companies: int
    highest: Fraction
    excess: Excess | None


@dataclass(frozen=True)
class Moving:
    """A reading that moves money: with `instead` of `now`, in so many of the companies it is paid otherwise.

    least, most: how much more or less is paid in all, in minor units.
    """

    path: str
    now: str
    instead: str
    companies: int
    least: int
    most: int


@dataclass(frozen=True)
class Proof:
    """plain: companies that pay list prices; odd: those with gifts, discounts and part refunds, too.

    readings: those that move money in so many `large` companies.
    """

    ceiling: Fraction
    plain: Search
    odd: Search
    readings: tuple[Moving, ...]
    large: int


def prove(plan: Plan, ceiling: Fraction) -> Proof:
    """Look for a company in which a plan alone pays out more than `ceiling` of its revenue."""
    plan = plan.model_copy(update={"valid_from": None})
    return Proof(
        ceiling=ceiling,
        plain=_search(plan, ceiling, PLAIN, plain=True),
        odd=_search(plan, ceiling, ODD, plain=False),
        readings=tuple(_moving(plan)),
        large=LARGE,
    )


def _search(plan: Plan, ceiling: Fraction, number: int, *, plain: bool) -> Search:
    highest = Fraction(0)
    for seed in range(number):
        company = draw_company(plan, seed, plain=plain)
        ratio = payout(company, company.outcome(plan))
        if ratio > ceiling:
            return Search(seed + 1, ratio, _excess(plan, ceiling, company))
        highest = max(highest, ratio)
    return Search(number, highest, None)


def _excess(plan: Plan, ceiling: Fraction, company: SmallCompany) -> Excess:
    """Make a company smaller as long as it still pays out too much."""
    steps = 0
    shrinking = True
    while shrinking:
        shrinking = False
        for other in smaller(company):
            steps += 1
            if steps <= _STEPS and payout(other, other.outcome(plan)) > ceiling:
                company, shrinking = other, True
                break
    return Excess(company, company.revenue, paid_by_kind(company.outcome(plan)))


def _moving(plan: Plan) -> Iterator[Moving]:
    companies = [draw_company(plan, seed, plain=False, large=True) for seed in range(LARGE)]
    outcomes = [company.outcome(plan) for company in companies]
    for knob in knobs(plan):
        if knob.within is not plan.readings:
            continue
        for instead in _others(knob):
            readings = plan.readings.model_copy(update={knob.field: instead})
            other = plan.model_copy(update={"readings": readings})
            changes = [
                _paid(after) - _paid(before)
                for before, company in zip(outcomes, companies, strict=True)
                if (after := company.outcome(other)).entries != before.entries
            ]
            if changes:
                yield Moving(
                    knob.path, str(knob.value), str(instead), len(changes), min(changes), max(changes)
                )


def _others(knob: Knob) -> list[str | int]:
    if isinstance(knob.value, int):
        return [knob.value + 1]
    return [choice for choice in knob.choices if choice != knob.value]


def _paid(outcome: Outcome) -> int:
    return sum(paid_by_kind(outcome).values())
