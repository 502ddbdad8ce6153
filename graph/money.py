"""Money: an integer of minor units inside, a decimal with two places outside."""

import re
from decimal import Decimal
from typing import Annotated

from graph.errors import UserError

Money = Annotated[int, "minor units"]
"""An integer of minor units; a decimal in JSON."""

MAX_MINOR = 2**63 - 1
"""What 64 bits hold: no sum can be more."""
MAX_AMOUNT = 10**13
"""The most that one amount may be (100 000 000 000.00): sums of more than 900 000 such fit 64 bits."""
MAX_QUANTITY = 900_000
"""The most pieces of a line: as many times any amount fit 64 bits."""
_MOST_DIGITS = len(str(MAX_AMOUNT))
_SHOWN = 40  # characters of a text that an error repeats
_DECIMAL = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")


def to_minor(text: str) -> int:
    """Return the minor units of a decimal such as "699.00".

    Raises:
        UserError: when the text is no such decimal, or more than MAX_AMOUNT.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise UserError(
            "{text!r} is no amount: write digits with at most two decimals, such as 699.00", text=_short(text)
        )
    digits = match[1].lstrip("0") + (match[2] or "").ljust(2, "0")
    # Counted before they are read: a number of many digits takes long, and of more than 4300 none comes.
    if len(digits) > _MOST_DIGITS or int(digits) > MAX_AMOUNT:
        raise UserError("the amount is too large: at most {most} is possible", most=to_decimal(MAX_AMOUNT))
    return int(digits)


def nearest_minor(amount: Decimal) -> int:
    """Return the minor units of an amount, cut to whole ones and to what 64 bits hold."""
    return int(max(Decimal(-MAX_MINOR), min(Decimal(MAX_MINOR), amount * 100)))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def to_decimal(minor: int) -> str:
    """Return minor units as a decimal with two places: -5 is "-0.05"."""
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{cents:02d}"


def to_grouped(minor: int) -> str:
    """Return minor units for people: 1,234.00."""
    whole, _point, cents = to_decimal(abs(minor)).rpartition(".")
    return f"{'-' if minor < 0 else ''}{int(whole):,}.{cents}"
