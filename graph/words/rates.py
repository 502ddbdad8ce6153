"""Rates as people read them."""

from fractions import Fraction


def percent(share: Fraction) -> str:
    """Return a share as a percentage with at most two decimals, such as 58.66 % or 10 %."""
    hundredths = round(share * 10_000)
    whole, part = divmod(abs(hundredths), 100)
    decimals = f".{part:02d}".rstrip("0").rstrip(".")
    return f"{'-' if hundredths < 0 else ''}{whole}{decimals} %"


def exact_percent(rate: Fraction) -> str:
    """Return a rate exactly: 10 %, 12.5 %, or 1/3 where no decimal is exact."""
    text = f"{float(rate * 100):.6f}".rstrip("0").rstrip(".")
    return f"{text} %" if Fraction(text) / 100 == rate else str(rate)
