"""Figures as people read them, in the language of the request: money, counts, rates, days and times."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date, format_datetime
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from dashboard.words import language
from graph.months import first_day_of
from graph.words import Words, without_names

_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
_SHORT_FROM = 100_000
NONE = "–"
"""What stands for a figure that is not there, such as a rate over nothing."""


def locale() -> str:
    """Return the locale of the request's language, as Babel names it."""
    return _LOCALES[language()]


def reason_words() -> Words:
    """Return what puts reasons of waiting rows and findings of checks into the request's language."""
    return without_names("chinese" if language() == "zh" else "english")


def money(minor: int, currency: str) -> str:
    """Return minor units as an exact amount with its sign: ¥1,234.50."""
    return format_currency(Decimal(minor) / 100, currency, locale=locale(), currency_digits=False)


def short_money(minor: int, currency: str) -> str:
    """Return minor units in few digits, for a card or an axis: ¥1.2M, ¥123.5万."""
    whole = Decimal(minor) / 100
    if abs(whole) < _SHORT_FROM:
        return format_currency(whole, currency, "¤#,##0", locale=locale(), currency_digits=False)
    return format_compact_currency(whole, currency, locale=locale(), fraction_digits=1)


def count(number: int) -> str:
    """Return a whole number with its separators."""
    return format_decimal(number, locale=locale())


def short_count(number: int) -> str:
    """Return a whole number in few digits: 1.2M, 123.5万."""
    if abs(number) < _SHORT_FROM:
        return count(number)
    return format_compact_decimal(number, locale=locale(), fraction_digits=1)


def percent(rate: Decimal | Fraction | float | None, places: int = 1) -> str:
    """Return a rate (0.125) in percent with `places` decimals: 12.5%."""
    if rate is None:
        return NONE
    return format_percent(float(rate), f"#,##0.{'0' * places}%", locale=locale())


def change(rate: float) -> str:
    """Return a relative change (-0.125) in percent, with its sign: -12.5%, +3.0%."""
    return format_percent(rate, "+#,##0.0%;-#,##0.0%", locale=locale())


def day(at: date) -> str:
    """Return a day: 31 Jan 2026, 2026年1月31日."""
    return format_date(at, "long" if language() == "zh" else "medium", locale=locale())


def short_day(at: date) -> str:
    """Return a day without its year, where there is little room: 31 Jan, 1月31日."""
    return format_date(at, "M月d日" if language() == "zh" else "d MMM", locale=locale())


def month(number: int) -> str:
    """Return a month counted as `year*12+month-1`: Jan 2026, 2026年1月."""
    first = first_day_of(number)
    return format_date(first, "yyyy年M月" if language() == "zh" else "MMM yyyy", locale=locale())


def moment(at: datetime) -> str:
    """Return a day and its time to the minute, in the zone that the time has."""
    return format_datetime(
        at,
        "yyyy年M月d日 HH:mm" if language() == "zh" else "d MMM yyyy, HH:mm",
        tzinfo=at.tzinfo,
        locale=locale(),
    )


def seconds(length: float) -> str:
    """Return a length of time: 0.4 s, 75 s."""
    return f"{length:,.1f} s" if length < 10 else f"{length:,.0f} s"  # noqa: PLR2004 - digits that matter
