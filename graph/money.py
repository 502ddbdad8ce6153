"""Money: an integer of minor units inside, a decimal with two places outside."""

import re
from typing import Annotated

from graph.errors import UserError

Money = Annotated[int, "minor units"]
"""An integer of minor units; a decimal in JSON."""

MAX_MINOR = 2**63 - 1
_DECIMAL = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")


def to_minor(text: str) -> int:
    """Return the minor units of a decimal such as "699.00".

    Raises:
        UserError: when the text is no such decimal or does not fit 64 bits.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise UserError(f"{text!r} is no amount: write digits with at most two decimals, such as 699.00")
    minor = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
    if minor > MAX_MINOR:
        raise UserError(f"the amount {text} is larger than 64 bits of minor units can hold")
    return minor


def to_decimal(minor: int) -> str:
    """Return minor units as a decimal with two places: -5 is "-0.05"."""
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{cents:02d}"
