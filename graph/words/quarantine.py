"""What is said of a row that waits: every sentence there is, with its fields, and how it is made of columns.

Nothing else makes them, so that whoever reads them in another language (the dashboard) knows all of them.
"""

from enum import StrEnum
from string import Formatter

import polars as pl


class Reason(StrEnum):
    """A sentence with its fields; `{column}` may be followed by " (from THEIRS)" in mapped tables."""

    # of a row by itself (etl/validation)
    KEY_EMPTY = "{column} is empty: a row needs its key"
    EMPTY = "{column} is empty and must not be"
    CONTROL = "{column} {cell} contains control characters such as tabs or line breaks: remove them"
    TOO_LONG = "{column} {cell} is too long: expected at most {most} characters"
    NO_RANK = "{column} {cell} is no rank: expected {known} or 0 to {most}"
    NO_CHOICE = "{column} {cell} is unknown: expected {known}"
    NO_TIME = (
        "{column} {cell} is no time: expected YYYY-MM-DDTHH:MM:SS with up to six decimals and Z or an offset "
        "such as +08:00"
    )
    NO_MOMENT = "{column} {cell} does not exist: expected a day and time that do"
    TIME_RANGE = "{column} {cell} is too early or late: expected 1970 to 2199 UTC"
    NO_DAY = "{column} {cell} is no day: expected YYYY-MM-DD"
    NOT_IN_CALENDAR = "{column} {cell} does not exist: expected a day of the calendar"
    DAY_RANGE = "{column} {cell} is too early or late: expected 1970 to 2199"
    NEGATIVE = "{column} {cell} is negative: expected {least}"
    NO_AMOUNT = "{column} {cell} is no amount: expected digits with at most two decimals, such as 699.00"
    UNREADABLE = (
        "{column} {cell} is no amount as the mapping reads it ({signs}): a thousands sign stands between "
        "groups of three digits only, and an amount is whole minor units"
    )
    NO_NUMBER = "{column} {cell} is no whole number: expected digits, such as 2"
    TOO_LARGE = "{column} {cell} is too large: expected at most {most}"
    ZERO = "{column} {cell} is zero: expected {least}"
    ITSELF = "{column} {cell} is the member itself: expected another member or an empty cell"
    CLOSES_FIRST = "{column} {cell} is before opened_at: expected the same time or a later one"
    TOO_MANY_CELLS = "the row has more cells than the header: put quotes around a text that contains a comma"
    SHORTENED = "{column} {cell} looks as if a spreadsheet had shortened it: deliver the whole id, as text"
    GROUP_DIFFERS = (
        "rows {rows} have one {by} but different {columns}: make them agree, or group by more columns"
    )
    REPEATED = "{column} occurs with different contents in this delivery (rows {rows}): deliver one of them"
    REPEATED_TOGETHER = (
        "{columns} occur with different contents in this delivery (rows {rows}): deliver one of them"
    )
    # of a row beside all others (etl/resolution)
    UNKNOWN = "{column}: there is no {kind} '{id}'"
    UNKNOWN_BUT_SIMILAR = "{column}: there is no {kind} '{id}': '{similar}' differs only in {difference}"
    WAITS = "{column}: the {kind} '{id}' waits in the quarantine itself"
    DIFFERS = "{column} {cell} differs from the loaded {loaded}"
    SPONSOR_DIFFERS = (
        "{column} {cell} differs from the loaded {loaded}: a sponsor is changed by sponsor_corrections"
    )
    TAKEN = "{column} '{id}' is already the id of a {kind}"
    TAKEN_TOO = "{column} '{id}' is also the id of a {kind}"
    ON_CYCLE = "sponsor_id: '{id}' is part of a cycle of sponsors through '{sponsor}'"
    CLOSES_CYCLE = "sponsor_id: '{sponsor}' is below '{id}', the correction would close a cycle"
    CURRENCY = "{column} {cell} is not the plan's: expected {currency}"
    BEFORE_JOINED = "paid_at lies before its buyer '{id}' joined"
    UNEQUAL = "its lines add up to {lines}, its amount is {amount}"
    LINE_WAITS = "a line of it waits in the quarantine"
    LINE_HELD = "a line of it is in the quarantine"
    REFUND_EARLY = "refunded_at lies before its order '{id}' was paid"
    REFUND_ABOVE = "amount {amount} and the {before} refunded before are more than the order's {total}"


class Least(StrEnum):
    """What may stand in the field {least}."""

    ABOVE_ZERO = "an amount above zero"
    ZERO = "zero or more"
    ONE = "1 or more"


class Difference(StrEnum):
    """What may stand in the field {difference}."""

    BLANKS = "outer blanks"
    CASE = "case"
    WIDTH = "width"
    SEVERAL = "case, width or outer blanks"


def told(reason: Reason, **fields: str | pl.Expr) -> pl.Expr:
    """Return a sentence as an expression: a field is a text of the whole column, or differs by row."""
    pattern, by_row = "", []
    for text, field, _spec, _conversion in Formatter().parse(reason):
        pattern += text
        if field is not None:
            filled = fields[field]
            if isinstance(filled, str):
                pattern += filled
            else:
                pattern += "{}"
                by_row.append(filled)
    return pl.format(pattern, *by_row) if by_row else pl.lit(pattern)
