"""Amounts and rates as a plan writes them: decimals and percentages in text, exact inside."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from graph.errors import UserError
from graph.money import to_decimal, to_minor
from graph.numbers import whole_number

_PERCENT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?%")
_FRACTION = re.compile(r"([0-9]{1,9})/([1-9][0-9]{0,8})")
_COUNTS = range(1, 10**9)
_DAYS = range(36_501)  # a century
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[A-Z]{3}")
_NO_CENTS = frozenset(
    re.findall(
        "[A-Z]{3}",
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "  # no decimals
        "BHD IQD JOD KWD LYD OMR TND CLF UYW",  # three, or four
    )
)
"""The currencies whose minor unit is no hundredth (ISO 4217, list one, as of 2024)."""
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,63}")


def _amount(value: object) -> int:
    if not isinstance(value, str):
        raise PydanticCustomError("amount", "an amount is a decimal in text, such as 200.00")
    try:
        return to_minor(value)
    except UserError as error:
        raise PydanticCustomError("amount", "{words}", {"words": str(error)}) from error


def _rate(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    text = value if isinstance(value, str) else ""
    if percent := _PERCENT.fullmatch(text):
        return Fraction(percent[1]) / 100
    if fraction := _FRACTION.fullmatch(text):
        return Fraction(int(fraction[1]), int(fraction[2]))
    raise PydanticCustomError(
        "rate", "a rate is a percentage such as 10 % or 2.5 %, or a fraction such as 1/3"
    )


def _whole(value: object) -> int:
    number = whole_number(value, _COUNTS)
    if number is None:
        raise PydanticCustomError("whole", "a whole number from 1 on, such as 3, is expected")
    return number


def _days(value: object) -> int:
    number = whole_number(value, _DAYS)
    if number is None:
        raise PydanticCustomError("days", "a whole number of days is expected, such as 7")
    return number


def _each(value: object) -> int | str:
    if value == "per_leg":
        return "per_leg"
    try:
        return _whole(value)
    except PydanticCustomError:
        raise PydanticCustomError("each", "a whole number, or per_leg (the reading's) is expected") from None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    if value in {None, "", "null"}:
        return None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # a day that no calendar has: refused like any other text below
    raise PydanticCustomError("day", "a day such as 2026-01-31 is expected")


def _matches(pattern: re.Pattern[str], words: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        raise PydanticCustomError("text", "{words}", {"words": words})

    return check


def _currency(value: object) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise PydanticCustomError("currency", "a currency's three capital letters are expected, such as CNY")
    if value in _NO_CENTS:
        raise PydanticCustomError(
            "currency",
            "money here has two decimals, and {currency} is not divided into hundredths",
            {"currency": value},
        )
    return value


def _as_text(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


@dataclass(frozen=True, slots=True)
class Unit:
    """Marks the type of a field as a quantity: an "amount", a "rate", a "count" or a number of "days"."""

    what: str


Amount = Annotated[
    int, BeforeValidator(_amount), PlainSerializer(to_decimal, when_used="json"), Unit("amount")
]
"""Minor units; in YAML a decimal such as 200.00."""

Rate = Annotated[
    Fraction,
    BeforeValidator(_rate),
    Field(ge=0, le=1),
    PlainSerializer(_as_text, when_used="json"),
    Unit("rate"),
]
"""An exact fraction from 0 to 1; in YAML 10 %, 2.5 % or 1/3."""

Currency = Annotated[str, BeforeValidator(_currency)]
"""The ISO 4217 code of a currency whose minor unit is a hundredth."""

Count = Annotated[int, BeforeValidator(_whole), Unit("count")]
Days = Annotated[int, BeforeValidator(_days), Unit("days")]
"""A number of days of 24 hours, 0 included."""
Each = Annotated[int | Literal["per_leg"], BeforeValidator(_each)]
"""How many members each leg must contain: a whole number, or the plan's reading of it."""

Day = Annotated[date | None, BeforeValidator(_day)]
Identifier = Annotated[
    str,
    BeforeValidator(_matches(_IDENTIFIER, "a name of small letters, digits and _ is expected, such as p699")),
]
"""The name of a rank or package inside a plan; it never comes near a statement as text."""


@dataclass(frozen=True, slots=True)
class Names:
    """Marks the type of a field that names a "rank" or "package" of the plan: it must have it."""

    what: str


RankName = Annotated[Identifier, Names("rank")]
PackageName = Annotated[Identifier, Names("package")]


GENERATIONS = 10
"""How many generations a reward can pay at most."""
FINEST = 100_000
"""The largest denominator of rates: amounts up to 920 billion yuan times numerators of rates fit 64 bits."""


def read_rate(text: str) -> Fraction:
    """Return the share that a text such as "10 %", "2.5%" or "1/3" says.

    Raises:
        UserError: it says none.
    """
    try:
        return _rate(text)
    except PydanticCustomError as error:
        raise UserError(
            "{text!r} is no rate: write a percentage such as 10 % or 2.5 %, or a fraction such as 1/3",
            text=text,
        ) from error


def rounded_down(rate: Fraction, amount: int) -> int:
    """Return the share `rate` of `amount` (minor units, not negative), rounded down once."""
    return amount * rate.numerator // rate.denominator
