"""Numbers that come from outside, as text or JSON: read within bounds, at once, whatever they look like.

`Decimal("9e999990")` is a legal number of a million digits, and `int` of it holds up the whole process for
twenty seconds. So exponents, `1_000`, full-width digits, NaN, infinities and booleans are no numbers here.
"""

import math
import re
from decimal import Decimal

MOST = 2**31 - 1
"""The highest number that a run, a page or a limit may have when somebody names one."""
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")


def whole_number(value: object, within: range) -> int | None:
    """Return a whole number, of JSON or as text in digits; None for what is none or lies outside."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    return value if type(value) is int and value in within else None


def decimal_number(value: object) -> Decimal | None:
    """Return a number, of JSON or as text in digits with a point (-12.50); None for what is none."""
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else None
    if type(value) is int or (isinstance(value, str) and _DECIMAL.fullmatch(value)):
        return Decimal(value)
    return None
