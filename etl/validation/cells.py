"""One cell at a time: the grammars of tables.md as Polars expressions, and the reasons for what breaks them.

Rules work on a frame in which an empty cell is null, and VALUE + name holds what `typed` made of a text:
it is worked out once and serves both the rules and the rows that are good. For the words, CALLED + name
holds what the delivery calls the column.
"""

from dataclasses import dataclass

import polars as pl

from etl.contract import MAX_ID, MAX_TEXT
from etl.table import Column
from graph.money import MAX_AMOUNT, MAX_MINOR, MAX_QUANTITY, to_decimal
from graph.words.expressions import Filled, write_reason

FIRST_MOMENT = 0  # 1970-01-01T00:00:00Z in microseconds
LAST_MOMENT = 7_258_118_399_999_999  # 2199-12-31T23:59:59.999999Z
VALUE = "_value_"  # prefix of a typed cell beside its text
CALLED = "_called_"  # prefix of what a delivery calls a column, as reasons name it
_SHOWN = 40  # characters of a cell that a reason repeats
_DIGITS = "^[0-9]+$"
_AMOUNT = r"^[0-9]+(\.[0-9]{1,2})?$"
_NEGATIVE = r"^-[0-9]+(\.[0-9]{1,2})?$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
# Polars takes second 60 for the next minute, so the clock is checked by its text.
_CLOCK = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)

UNREADABLE_AMOUNT = "unreadable ({signs}): "
"""What comes before a cell that a mapping could not read by its signs."""
_UNREADABLE_BEGINS = UNREADABLE_AMOUNT.partition("{")[0]
_SIGNS, _STANDS = r"^unreadable \((.*?)\): ", r"(?s)^unreadable \(.*?\): (.*)$"
_FORMULA = '^="([^"]*)"$'  # how exports keep a spreadsheet from touching a text
_SHORTENED = r"^ *-?[0-9]([.,][0-9]+[Ee]\+?|[Ee]\+)[0-9]{1,3} *$"

Breach = tuple[pl.Expr, pl.Expr]
"""Where a cell breaks its grammar, and the reason for it (graph.words.expressions)."""


@dataclass(frozen=True)
class Rule:
    """What may be wrong with a row: `broken` is true (never null) where it is, `reason` says so."""

    broken: pl.Expr
    reason: pl.Expr


def text_of(column: Column) -> pl.Expr:
    """Return the text of a column's cell, null where it is empty; of an id in `="..."` what is quoted."""
    text = pl.col(column.name).cast(pl.String)
    if column.kind == "id":
        text = text.str.replace(_FORMULA, "$1")
    return pl.when(text != "").then(text)


def typed(column: Column) -> pl.Expr:
    """Return the typed value of a column's text; null where it is empty or breaks the grammar."""
    text = pl.col(column.name)
    match column.kind:
        case "time":
            return moment(text)
        case "money":
            return _signed_minor(text) if column.signed else _minor(text)
        case "quantity" | "number":
            number = pl.when(text.str.contains(_DIGITS)).then(text).cast(pl.Int64, strict=False)
            return pl.when(number <= _most(column)).then(number)
        case "rank":
            return text.replace_strict(_rank_numbers(column), default=None, return_dtype=pl.Int64)
        case _:
            return text


def cell_rules(column: Column, *, in_key: bool) -> list[Rule]:
    """Return what may be wrong with a column's cells; of the breaches of its grammar the first is told."""
    text = pl.col(column.name)
    rules = [_first(_grammar(column, text))]
    if column.kind in ("id", "text"):
        rules.append(_rule(text.str.contains(r"\p{Cc}"), _of(column, "cell_control")))
    if column.required:
        empty = "key_empty" if in_key else "cell_empty"
        absent = text.is_null()
        if column.kind in ("time", "money"):
            absent &= pl.col(VALUE + column.name).is_null()  # a value may stand there without a text
        rules.insert(0, _rule(absent, write_reason(empty, column=called(column.name))))
    return rules


def shown(text: pl.Expr) -> pl.Expr:
    """Return a cell as a reason repeats it: cut, control characters made visible."""
    cut = text.str.slice(0, _SHOWN).str.replace_all(r"\p{Cc}", "\ufffd")
    more = pl.when(text.str.len_chars() > _SHOWN).then(pl.lit("…")).otherwise(pl.lit(""))
    return cut + more


def called(name: str) -> pl.Expr:
    """Return how a reason names a column: ours, and after a blank what the delivery calls it if otherwise."""
    return pl.col(CALLED + name)


def _of(column: Column, reason: str, **fields: Filled) -> pl.Expr:
    """Return what is said of a cell: the fields column and cell, and more."""
    return write_reason(reason, column=called(column.name), cell=shown(pl.col(column.name)), **fields)


def _grammar(column: Column, text: pl.Expr) -> list[Breach]:
    value = pl.col(VALUE + column.name)
    match column.kind:
        case "time":
            return _time_grammar(column, text, value)
        case "day":
            return _day_grammar(column, text)
        case "money":
            return _money_grammar(column, text, value)
        case "quantity" | "number":
            return _number_grammar(column, text, value)
        case "rank" | "choice":
            return _word_grammar(column, text)
        case _:
            return _text_grammar(column, text)


def _text_grammar(column: Column, text: pl.Expr) -> list[Breach]:
    most = MAX_ID if column.kind == "id" else MAX_TEXT
    long = (text.str.len_chars() > most, _of(column, "cell_too_long", most=str(most)))
    shortened = (text.str.contains(_SHORTENED), _of(column, "cell_shortened"))
    return [long, shortened] if column.kind == "id" else [long]


def _word_grammar(column: Column, text: pl.Expr) -> list[Breach]:
    if column.kind == "rank":
        most = str(len(column.choices) - 1)
        words = _of(column, "cell_no_rank", known=", ".join(column.choices), most=most)
        return [(~text.is_in(list(_rank_numbers(column))), words)]
    return [(~text.is_in(column.choices), _of(column, "cell_no_choice", known=column.choices))]


def _rank_numbers(column: Column) -> dict[str, int]:
    """Return the numbers of the plan's ranks by what may be written for them: id or number."""
    numbers = {str(number): number for number in range(len(column.choices))}
    return {name: number for number, name in enumerate(column.choices)} | numbers


def _time_grammar(column: Column, text: pl.Expr, at: pl.Expr) -> list[Breach]:
    return [
        (~text.str.contains(_TIME), _of(column, "cell_no_time")),
        (at.is_null() & text.is_not_null(), _of(column, "cell_no_moment")),
        (~at.is_between(FIRST_MOMENT, LAST_MOMENT), _of(column, "cell_time_range")),
    ]


def _day_grammar(column: Column, text: pl.Expr) -> list[Breach]:
    day = text.str.to_date("%Y-%m-%d", strict=False)
    return [
        (~text.str.contains(_DAY), _of(column, "cell_no_day")),
        (day.is_null() & text.is_not_null(), _of(column, "cell_not_in_calendar")),
        (~day.dt.year().is_between(1970, 2199), _of(column, "cell_day_range")),
    ]


def _money_grammar(column: Column, text: pl.Expr, minor: pl.Expr) -> list[Breach]:
    least = "above_zero" if column.positive else "zero"
    amount = text.str.contains(_AMOUNT) | text.str.contains(_NEGATIVE)
    rules = [
        (text.str.starts_with(_UNREADABLE_BEGINS), _unreadable_amount(column, text)),
        (~amount, _of(column, "cell_no_amount")),
        (
            minor.is_null() & text.is_not_null(),
            _of(column, "cell_too_large", most=to_decimal(MAX_AMOUNT)),
        ),
    ]
    if not column.signed:
        rules.insert(0, (text.str.contains(_NEGATIVE), _of(column, "cell_negative", least=least)))
    return [*rules, (minor == 0, _of(column, "cell_zero", least=least))] if column.positive else rules


def _unreadable_amount(column: Column, text: pl.Expr) -> pl.Expr:
    """Return what is said of a cell that a mapping could not read: how it stands, and by which signs."""
    stands, signs = (text.str.extract(part, 1).fill_null("") for part in (_STANDS, _SIGNS))
    return write_reason("cell_unreadable", column=called(column.name), cell=shown(stands), signs=signs)


def _number_grammar(column: Column, text: pl.Expr, number: pl.Expr) -> list[Breach]:
    rules = [
        (~text.str.contains(_DIGITS), _of(column, "cell_no_number")),
        (number.is_null() & text.is_not_null(), _of(column, "cell_too_large", most=str(_most(column)))),
    ]
    return [*rules, (number == 0, _of(column, "cell_zero", least="one"))] if column.positive else rules


def _most(column: Column) -> int:
    """Return the most that a whole number may be: nothing is calculated with the number of a line."""
    return MAX_QUANTITY if column.kind == "quantity" else MAX_MINOR


def _first(breaches: list[Breach]) -> Rule:
    reasons = [pl.when(broken).then(reason) for broken, reason in breaches]
    return Rule(pl.any_horizontal(_sure(broken) for broken, _ in breaches), pl.coalesce(reasons))


def _rule(broken: pl.Expr, reason: pl.Expr) -> Rule:
    return Rule(_sure(broken), reason)


def _sure(broken: pl.Expr) -> pl.Expr:
    return broken.fill_null(value=False)


def moment(text: pl.Expr) -> pl.Expr:
    """Return microseconds since 1970 of a time; null unless grammar, calendar and clock allow the text."""
    at = text.str.replace("Z$", "+00:00").str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us", strict=False
    )
    return pl.when(text.str.contains(_CLOCK)).then(at.dt.epoch("us"))


def _minor(text: pl.Expr) -> pl.Expr:
    """Return minor units; null unless the grammar allows the text and the amount is plausible."""
    parts = text.str.split_exact(".", 1)
    whole = parts.struct.field("field_0").cast(pl.Int64, strict=False)
    cents = parts.struct.field("field_1").fill_null("").str.pad_end(2, "0").cast(pl.Int64, strict=False)
    minor = pl.when(whole <= MAX_AMOUNT // 100).then(whole * 100 + cents)
    return pl.when(text.str.contains(_AMOUNT) & minor.is_between(0, MAX_AMOUNT)).then(minor)


def _signed_minor(text: pl.Expr) -> pl.Expr:
    """Return minor units as `_minor`, those of an amount with a minus sign below zero."""
    amount = _minor(text.str.strip_prefix("-"))
    return pl.when(text.str.contains(_NEGATIVE)).then(-amount).when(text.str.contains(_AMOUNT)).then(amount)
