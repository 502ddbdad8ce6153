"""Rules between the cells of one row: what contradicts itself without any other row.

A sponsor that is oneself, a group that closes before it opens, an adjustment that nobody else approved, a
withdrawal whose kind and order do not belong together.
"""

import polars as pl

from etl.table import Table
from etl.validation.cells import VALUE, Rule, called, cell_rules, shown
from graph.words.expressions import write_reason

_ONESELF = {
    "members": "sponsor_id",
    "sponsor_corrections": "sponsor_id",
    "opening_standings": "team_owner_id",
}
_KIND = pl.col("kind")


def row_rules(table: Table) -> list[Rule]:
    """Return all that may be wrong with a row by itself, column by column and then across them."""
    rules = [rule for column in table.columns for rule in cell_rules(column, in_key=column.name in table.key)]
    if above := _ONESELF.get(table.name):
        rules.append(_oneself(above))
    if table.name == "groups":
        rules.append(_closes_first())
    if table.name == "adjustments":
        rules.append(_approved_by_oneself())
    if table.name == "withdrawals":
        rules += [_order_of_cash(), _purchase_of_nothing()]
    return rules


def _oneself(above: str) -> Rule:
    reason = write_reason("cell_itself", column=called(above), cell=shown(pl.col(above)))
    return Rule((pl.col(above) == pl.col("member_id")).fill_null(value=False), reason)


def _closes_first() -> Rule:
    opens, closes = pl.col(VALUE + "opened_at"), pl.col(VALUE + "closes_at")
    reason = write_reason("cell_closes_first", column=called("closes_at"), cell=shown(pl.col("closes_at")))
    return Rule((closes < opens).fill_null(value=False), reason)


def _approved_by_oneself() -> Rule:
    """Two names are one person's, however they are capitalised and whatever blanks stand around them."""
    decided, approved = (
        pl.col(name).str.strip_chars().str.to_lowercase() for name in ("decided_by", "approved_by")
    )
    reason = write_reason(
        "cell_approved_by_oneself", column=called("approved_by"), cell=shown(pl.col("approved_by"))
    )
    return Rule((decided == approved).fill_null(value=False), reason)


def _order_of_cash() -> Rule:
    reason = write_reason("cell_order_of_cash", column=called("order_id"), cell=shown(pl.col("order_id")))
    return Rule((_KIND == "cash").fill_null(value=False) & pl.col("order_id").is_not_null(), reason)


def _purchase_of_nothing() -> Rule:
    reason = write_reason("cell_purchase_of_nothing", column=called("order_id"))
    return Rule((_KIND == "purchase").fill_null(value=False) & pl.col("order_id").is_null(), reason)
