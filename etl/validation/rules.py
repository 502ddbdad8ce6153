"""Rules between the cells of one row: sponsor that is oneself, group that closes before it opens."""

import polars as pl

from etl.table import Table
from etl.validation.cells import VALUE, Rule, called, cell_rules, shown
from graph.words.expressions import write_reason

_ONESELF = {
    "members": "sponsor_id",
    "sponsor_corrections": "sponsor_id",
    "opening_standings": "team_owner_id",
}


def row_rules(table: Table) -> list[Rule]:
    """Return all that may be wrong with a row by itself, column by column and then across them."""
    rules = [rule for column in table.columns for rule in cell_rules(column, in_key=column.name in table.key)]
    if above := _ONESELF.get(table.name):
        rules.append(_oneself(above))
    if table.name == "groups":
        rules.append(_closes_first())
    return rules


def _oneself(above: str) -> Rule:
    reason = write_reason("cell_itself", column=called(above), cell=shown(pl.col(above)))
    return Rule((pl.col(above) == pl.col("member_id")).fill_null(value=False), reason)


def _closes_first() -> Rule:
    opens, closes = pl.col(VALUE + "opened_at"), pl.col(VALUE + "closes_at")
    reason = write_reason("cell_closes_first", column=called("closes_at"), cell=shown(pl.col("closes_at")))
    return Rule((closes < opens).fill_null(value=False), reason)
