"""Money: an integer of minor units inside, a decimal with two places outside."""

import re

from graph.errors import UserError

MAX_MINOR = 2**63 - 1
"""What 64 bits hold: no sum can be more."""
MAX_AMOUNT = 10**13
"""The most that one amount may be (100 000 000 000.00): sums of more than 900 000 such fit 64 bits."""
MAX_QUANTITY = 900_000
"""The most pieces of a line: as many times any amount fit 64 bits."""
_DECIMAL = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")
_SHOWN = 40  # characters of a text that an error repeats


def to_minor(text: str) -> int:
    """Return the minor units of a decimal such as "699.00".

    Raises:
        UserError: when the text is no such decimal, or more than MAX_AMOUNT.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        raise UserError(f"{shown!r} is no amount: write digits with at most two decimals, such as 699.00")
    whole = match[1].lstrip("0")
    # Digits are counted first: Python makes no number of more than 4 300 of them.
    if len(whole) < len(str(MAX_AMOUNT)):
        minor = int(whole or "0") * 100 + int((match[2] or "").ljust(2, "0"))
        if minor <= MAX_AMOUNT:
            return minor
    raise UserError(f"the amount is too large: at most {to_decimal(MAX_AMOUNT)} is possible")


def to_decimal(minor: int) -> str:
    """Return minor units as a decimal with two places: -5 is "-0.05"."""
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{cents:02d}"
