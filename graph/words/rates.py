"""Rates as people read them."""

from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_percent


def percent(share: Fraction) -> str:
    """Return a share as a percentage with at most two decimals, such as 58.66 % or 10 %."""
    return format_percent(Decimal(round(share * 10_000)) / 10_000, "0.## %", locale="en")


def exact_percent(rate: Fraction) -> str:
    """Return a rate exactly: 10 %, 12.5 %, or 1/3 where no decimal is exact."""
    decimal = Decimal(round(rate * 10**8)) / 10**8
    return format_percent(decimal, "0.###### %", locale="en") if decimal == rate else str(rate)
