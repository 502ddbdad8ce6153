"""Turns a cell of theirs into a text of the contract: times, decimal commas, minor units, products.

What cannot be read becomes a text that the contract surely refuses, so that it shows in the quarantine.
"""

import re

import polars as pl

from etl.mapping import OFFSET, Value
from etl.reading.source import THEIRS
from etl.validation.cells import UNREADABLE_AMOUNT, moment

NUMBER = "number "  # prefix of what a cell stands for: microseconds, or millionths of the currency
_UNREADABLE = "unreadable: "
_LOCAL = "%Y-%m-%dT%H:%M:%S%.f"
_CLOCK = re.compile(r"%[-_0]?[HIkl]|%[TRXcr+s]")  # directives that say an hour
_MILLIONTHS = 6  # decimals that a price of theirs may have
_PER_MINOR = 10_000  # millionths in a minor unit
_WHOLE = "[0-9]{1,13}"  # so that a product, and the sum of ten thousand million of them, fits 128 bits
_FACTOR = "^-?[0-9]{1,9}$"


def cell(name: str) -> pl.Expr:
    """Return a column of theirs, null where it is empty."""
    return pl.when(pl.col(THEIRS + name) != "").then(pl.col(THEIRS + name))


def needs_number(value: Value, kind: str) -> bool:
    """Return whether a cell must be understood, not only copied."""
    if value.column is None:
        return False
    if kind == "money":
        signs = value.decimal or value.thousands or value.times
        return bool(signs or value.minor or value.negate or value.take == "sum")
    return kind in ("time", "day") and bool(value.time or value.zone or value.take != "first")


def number(value: Value, kind: str) -> pl.Expr:
    """Return what a cell stands for (microseconds, days or millionths); null where it cannot be read."""
    text = cell(value.column or "")
    if kind == "money":
        return _millionths(text, value)
    if kind == "day":
        return text.str.to_date(value.time or "%Y-%m-%d", strict=False).cast(pl.Int64)
    return _micros(text, value)


def as_it_stands(value: Value) -> pl.Expr:
    """Return the cell of theirs as the file has it, a product with both of its cells."""
    text = cell(value.column or "")
    return pl.coalesce(pl.concat_str(text, pl.lit(" x "), cell(value.times)), text) if value.times else text


def text_of(ours: str, value: Value, kind: str) -> pl.Expr:
    """Return the text of our cell, from a frame that has NUMBER + ours where it is needed."""
    if value.number_within:
        return (
            pl.int_range(1, pl.len() + 1)
            .over([THEIRS + name for name in value.number_within])
            .cast(pl.String)
        )
    if value.column is None:
        return pl.lit(value.constant)
    text = cell(value.column)
    if not needs_number(value, kind):
        return text
    number_read = pl.col(NUMBER + ours)
    lost = _unreadable(value, kind, as_it_stands(value))
    read = number_text(number_read, value, kind, as_it_stands(value))
    return pl.when(text.is_not_null()).then(pl.when(number_read.is_null()).then(lost).otherwise(read))


def number_text(parsed: pl.Expr, value: Value, kind: str, stands: pl.Expr) -> pl.Expr:
    """Return the contract's text of what `number` found in cells that stand so in the file.

    Money that is not whole minor units is unreadable.
    """
    if kind == "money":
        minor = parsed.abs() // _PER_MINOR
        cents = (minor % 100).cast(pl.String).str.zfill(2)
        sign = pl.when(parsed < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        whole = pl.concat_str(sign, (minor // 100).cast(pl.String), pl.lit("."), cents)
        return pl.when(parsed % _PER_MINOR == 0).then(whole).otherwise(_unreadable(value, kind, stands))
    if kind == "day":
        return parsed.cast(pl.Int32).cast(pl.Date).dt.strftime("%Y-%m-%d")
    return pl.from_epoch(parsed, time_unit="us").dt.strftime(_LOCAL + "Z")


def _unreadable(value: Value, kind: str, stands: pl.Expr) -> pl.Expr:
    """Return the text of what cannot be read: of money with the signs by which it was tried."""
    if kind != "money":
        return pl.lit(_UNREADABLE) + stands
    signs = [f'decimal: "{value.decimal or "."}"'] if not value.minor else ["minor: true"]
    if value.thousands:
        signs.append(f'thousands: "{value.thousands}"')
    return pl.lit(UNREADABLE_AMOUNT.format(signs=", ".join(signs))) + stands


def _millionths(text: pl.Expr, value: Value) -> pl.Expr:
    decimal = re.escape(value.decimal or ".")
    part = "" if value.minor else f"({decimal}[0-9]{{1,{_MILLIONTHS}}})?"
    if value.thousands:
        # Signs stand between groups of three or nowhere: 699.00 is no 69 900 where they are dots.
        grouped = rf"^-?[0-9]{{1,3}}({re.escape(value.thousands)}[0-9]{{3}})+{part}$"
        plain = text.str.replace_all(value.thousands, "", literal=True)
        text = pl.when(text.str.contains(grouped)).then(plain).otherwise(text)
    grammar = f"^-?{_WHOLE}{part}$"
    if value.minor:
        digits = text + "0000"
    else:
        fraction = text.str.extract(f"{decimal}([0-9]+)$", 1).fill_null("").str.pad_end(_MILLIONTHS, "0")
        digits = text.str.extract("^(-?[0-9]+)", 1) + fraction
    amount = pl.when(text.str.contains(grammar)).then(digits).cast(pl.Int128, strict=False)
    if value.times:
        factor = cell(value.times)
        amount *= pl.when(factor.str.contains(_FACTOR)).then(factor).cast(pl.Int128, strict=False)
    return amount * pl.lit(-1).cast(pl.Int128) if value.negate else amount


def _micros(text: pl.Expr, value: Value) -> pl.Expr:
    if not value.time and not value.zone:
        return moment(text)
    layout = value.time or _LOCAL
    if not _CLOCK.search(layout):  # a day alone is its first moment
        local = text.str.to_date(layout, strict=False).cast(pl.Datetime("us"))
    else:
        local = text.str.to_datetime(layout, time_unit="us", strict=False)
    if OFFSET.search(layout):
        return local.dt.epoch("us")
    # An hour that the clocks repeat in autumn is taken as its first; one they skip in spring does not exist.
    zoned = local.dt.replace_time_zone(value.zone, ambiguous="earliest", non_existent="null")
    return zoned.dt.epoch("us")
