"""Turns a cell of theirs into a text of the contract: times, decimal commas, minor units, products.

What cannot be read becomes a text that the contract surely refuses, so that it shows in the quarantine.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import polars as pl

from etl.by_need import CELL, Change, change, first_read, only_where
from etl.mapping.values import COUNTED, OFFSET, SERIAL, UNIX, UNIX_MS, Amount, Value
from etl.payload import minor_text
from etl.reading.source import THEIRS
from etl.validation.cells import FIRST_MOMENT, LAST_MOMENT, UNREADABLE_AMOUNT, moment
from graph.money import MAX_AMOUNT

NUMBER = "number "  # prefix of what a cell stands for: microseconds, or millionths of the currency
PER_MINOR = 10_000  # millionths in a minor unit
_UNREADABLE = "unreadable: "
_LOCAL = "%Y-%m-%dT%H:%M:%S%.f"
ISO = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d")
"""How spreadsheets and Parquet are read that have times of their own."""
_CLOCK = re.compile(r"%[-_0]?[HIkl]|%[TRXcr+s]")  # directives that say an hour
_MILLIONTHS = 6  # decimals that a price of theirs may have
_WHOLE = "[0-9]{1,13}"  # so that a product, and the sum of ten thousand million of them, fits 128 bits
_FACTOR = "^-?[0-9]{1,9}$"
_SIGN_BEFORE = r"^(-?)\s*(?:CNY|RMB|CN¥|USD|US\$|HK\$|NT\$|EUR|GBP|[¥￥$€£₩₹])\s*"
_SIGN_AFTER = r"\s*(?:元|CNY|RMB|USD|EUR|GBP|€)$"
_SIGNED = "[^0-9.,-]"  # what an amount has that may have a sign around it
_DIGITS = 38  # of the largest decimal
_SERIAL = r"^[0-9]{1,6}(\.[0-9]+)?$"
_EPOCH = r"^[0-9]{1,14}$"
_SERIAL_1970 = 25_569  # the day 1970-01-01 as spreadsheets count
_MS_PER_DAY = 86_400_000


def cell(name: str) -> pl.Expr:
    """Return a column of theirs, null where it is empty."""
    return pl.when(pl.col(THEIRS + name) != "").then(pl.col(THEIRS + name))


def source_text(value: Value) -> pl.Expr:
    """Return the cell that a value is copied from: of several columns joined, null where one is empty."""
    if value.columns is not None:
        return pl.concat_str([cell(name) for name in value.columns], separator=value.join)
    last = [pl.lit(value.else_)] if value.else_ else []
    return pl.coalesce(cell(value.column or ""), *(cell(name) for name in value.or_), *last)


def needs_number(value: Value, kind: str) -> bool:
    """Return whether a cell must be understood, not only copied."""
    if value.column is None and value.columns is None:
        return False
    if kind == "money":
        signs = value.decimal or value.thousands or value.times or value.plus or value.minus
        others = (
            value.minor
            or value.negate
            or value.take == "sum"
            or value.at_most
            or value.balance
            or value.currency
        )
        return bool(signs or others)
    return kind in ("time", "day") and bool(value.time or value.zone or value.take != "first")


def number(value: Value, kind: str) -> pl.Expr:
    """Return what a cell stands for (microseconds, days or millionths); null where it cannot be read."""
    text = source_text(value)
    if kind == "money":
        return _money(text, value)
    if kind == "day":
        return _first_read(text, value.time or (ISO[1],)).dt.date().cast(pl.Int64)
    return _micros(text, value)


def amount_of(amount: Amount, value: Value) -> pl.Expr:
    """Return the millionths of another amount of theirs, read by the signs of a value; null: it is none."""
    return _summed(_millionths(cell(amount.column), value), amount.plus, amount.minus, value)


def as_it_stands(value: Value) -> pl.Expr:
    """Return the cell of theirs as the file has it, a product or a sum with all of its cells."""
    text = source_text(value)
    others = [(" x ", value.times)] if value.times else []
    others += [(" + ", name) for name in value.plus] + [(" - ", name) for name in value.minus]
    parts = [pl.concat_str(pl.lit(sign), cell(name)).fill_null("") for sign, name in others]
    return pl.concat_str(text, *parts) if parts else text


def text_of(ours: str, value: Value, kind: str) -> pl.Expr:
    """Return the text of our cell, from a frame that has NUMBER + ours where it is needed."""
    if value.number_within:
        return (
            pl.int_range(1, pl.len() + 1)
            .over([THEIRS + name for name in value.number_within])
            .cast(pl.String)
        )
    if value.delivered:
        return pl.lit(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if value.constant is not None:
        return pl.lit(value.constant)
    text = source_text(value)
    if not needs_number(value, kind):
        return text
    number_read = pl.col(NUMBER + ours)
    lost = _unreadable(value, kind, as_it_stands(value))
    read = number_text(number_read, value, kind, as_it_stands(value))
    return pl.when(text.is_not_null()).then(pl.when(number_read.is_null()).then(lost).otherwise(read))


def typed_value(ours: str, kind: str) -> pl.Expr:
    """Return our cell as the contract types it (microseconds, minor units), from NUMBER + ours.

    Null where it cannot be read, or is none that a row could load with: then `text_of` tells what it is.
    """
    read = pl.col(NUMBER + ours)
    if kind == "time":
        return pl.when(read.is_between(FIRST_MOMENT, LAST_MOMENT)).then(read)
    minor = pl.when((read % PER_MINOR == 0) & (read >= 0)).then(read // PER_MINOR)
    return pl.when(minor <= MAX_AMOUNT).then(minor).cast(pl.Int64)


def text_of_untyped(ours: str, value: Value, kind: str) -> pl.Expr:
    """Return `text_of` where `typed_value` is null, else null."""
    columns = [NUMBER + ours, *(THEIRS + name for name in dict.fromkeys(value.read))]
    return only_where(columns, typed_value(ours, kind).is_null(), text_of(ours, value, kind), pl.String)


def number_text(parsed: pl.Expr, value: Value, kind: str, stands: pl.Expr) -> pl.Expr:
    """Return the contract's text of what `number` found in cells that stand so in the file.

    Money that is not whole minor units is unreadable.
    """
    if kind == "money":
        whole = minor_text(parsed // PER_MINOR)
        return pl.when(parsed % PER_MINOR == 0).then(whole).otherwise(_unreadable(value, kind, stands))
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


def _money(text: pl.Expr, value: Value) -> pl.Expr:
    """Return millionths: of the column, its product, with what is added, taken off, and at most."""
    amount = _millionths(text, value)
    if value.times:
        factor = cell(value.times)
        amount *= pl.when(factor.str.contains(_FACTOR)).then(factor).cast(pl.Int128, strict=False)
    amount = _summed(amount, value.plus, value.minus, value)
    if value.at_most:
        most = amount_of(value.at_most, value)
        amount = pl.when(amount > most).then(most).otherwise(amount)
    return amount * pl.lit(-1).cast(pl.Int128) if value.negate else amount


def _summed(amount: pl.Expr, plus: Sequence[str], minus: Sequence[str], value: Value) -> pl.Expr:
    """Return millionths with those of other columns; an empty cell of them is nothing."""
    for names, sign in ((plus, 1), (minus, -1)):
        for name in names:
            other = _millionths(cell(name), value) * pl.lit(sign).cast(pl.Int128)
            amount += pl.when(cell(name).is_null()).then(pl.lit(0).cast(pl.Int128)).otherwise(other)
    return amount


def _millionths(text: pl.Expr, value: Value) -> pl.Expr:
    return text.map_batches(partial(_amounts, value=value), return_dtype=pl.Int128, is_elementwise=True)


def _amounts(cells: pl.Series, value: Value) -> pl.Series:
    """Return the millionths of a batch of cells; null where one is no amount."""
    decimal = value.decimal or "."
    part = "" if value.minor else f"({re.escape(decimal)}[0-9]{{1,{_MILLIONTHS}}})?"
    grammar = f"^-?{_WHOLE}{part}$"
    changes = []
    if value.currency:
        plain = CELL.str.replace(_SIGN_BEFORE, "$1").str.replace(_SIGN_AFTER, "")
        changes.append(Change(CELL.str.contains(_SIGNED), plain))
    if value.thousands:
        # Signs stand between groups of three or nowhere: 699.00 is no 69 900 where they are dots.
        grouped = rf"^-?[0-9]{{1,3}}({re.escape(value.thousands)}[0-9]{{3}})+{part}$"
        plain = CELL.str.replace_all(value.thousands, "", literal=True)
        changes.append(Change(CELL.str.contains(grouped), plain))
    digits = CELL if decimal == "." else CELL.str.replace(decimal, ".", literal=True)
    known = pl.when(CELL.str.contains(grammar)).then(digits)
    if value.minor:
        millionths = known.cast(pl.Int128, strict=False) * pl.lit(PER_MINOR).cast(pl.Int128)
    else:
        millionths = known.cast(pl.Decimal(_DIGITS, _MILLIONTHS), strict=False).to_physical()
    return change(cells, changes).to_frame("cell").select(millionths).to_series()


def _micros(text: pl.Expr, value: Value) -> pl.Expr:
    if not value.time and not value.zone:
        return moment(text)
    layouts = value.time or (ISO[0],)
    absolute = [layout for layout in layouts if layout in COUNTED or OFFSET.search(layout)]
    # An hour that the clocks repeat is taken as its first; one that they skip does not exist.
    local = _first_read(text, [layout for layout in layouts if layout not in absolute])
    zoned = local.dt.replace_time_zone(value.zone, ambiguous="earliest", non_existent="null")
    return pl.coalesce(_first_read(text, absolute).dt.epoch("us"), zoned.dt.epoch("us"))


def _first_read(text: pl.Expr, layouts: Sequence[str]) -> pl.Expr:
    """Return the time that the first layout that can makes of a text."""
    if not layouts:
        return pl.lit(None, pl.Datetime("us"))
    return first_read(text, [partial(local_time, layout=layout) for layout in layouts])


def local_time(text: pl.Expr, layout: str) -> pl.Expr:
    """Return the local time that a layout makes of a text, or null; a day alone is its first moment."""
    if layout == SERIAL:
        days = pl.when(text.str.contains(_SERIAL)).then(text).cast(pl.Float64, strict=False) - _SERIAL_1970
        return pl.from_epoch((days * _MS_PER_DAY).round().cast(pl.Int64), time_unit="ms").cast(
            pl.Datetime("us")
        )
    if layout in (UNIX, UNIX_MS):
        whole = pl.when(text.str.contains(_EPOCH)).then(text).cast(pl.Int64, strict=False)
        return pl.from_epoch(whole * (1000 if layout == UNIX_MS else 1_000_000), time_unit="us")
    if not _CLOCK.search(layout):
        return text.str.to_date(layout, strict=False).cast(pl.Datetime("us"))
    return text.str.to_datetime(layout, time_unit="us", strict=False)
