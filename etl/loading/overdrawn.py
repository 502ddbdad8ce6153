"""What a load reports of withdrawals: they load whatever was available, since the money is gone."""

from etl.loading.transactions import Work
from graph.database import Database
from graph.i18n.message import Message, message
from graph.money import to_decimal

_NAMED = 5
_BATCH = 10_000


def overdrawn(database: Database, work: Work) -> tuple[Message, ...]:
    """Return a notice of the members whose new withdrawals exceed what was available by the published run.

    Nothing is known of what was available before the first run: the night tells it.
    """
    members = work.resolutions["withdrawals"].fresh["member_id"].unique().sort()
    state = database.read("run/state")[0]
    if members.is_empty() or state["as_of"] is None:
        return ()
    run = {"run": state["published"], "as_of": state["as_of"]}
    below = [
        row
        for batch in members.to_frame().iter_slices(_BATCH)
        for row in database.read("load/overdrawn", members=batch.to_series().to_list(), **run)
    ]
    if not below:
        return ()
    first = sorted(below, key=lambda row: (row["available"], row["member_id"]))[:_NAMED]
    named = ", ".join(f"{row['member_id']} ({to_decimal(row['available'])})" for row in first)
    return (
        message(
            "withdrawals: {number:,} member withdrew more than run {run} had available; left: {named}"
            if len(below) == 1
            else "withdrawals: {number:,} members withdrew more than run {run} had available; left: {named}",
            number=len(below),
            run=state["published"],
            named=named,
        ),
    )
