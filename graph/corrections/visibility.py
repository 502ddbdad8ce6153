"""Causes of corrections as an account may see them."""

from dataclasses import replace
from functools import lru_cache

from graph.access import Viewer
from graph.access.scope import may_see_order, visible_among
from graph.corrections.model import Cause
from graph.corrections.sums import Corrections
from graph.database import Database
from graph.reads.runs import Run

_KEPT = 1_000


def visible_corrections(
    database: Database, run: Run, viewer: Viewer, corrections: Corrections
) -> Corrections:
    """Return corrections whose causes name no order and no member outside of the scope of an account."""
    if viewer.sees_all:
        return corrections
    causes = visible_causes(database, run, viewer, [one.cause for one in corrections.rows])
    rows = (replace(one, cause=cause) for one, cause in zip(corrections.rows, causes, strict=True))
    return replace(corrections, rows=tuple(rows))


def visible_causes(database: Database, run: Run, viewer: Viewer, causes: list[Cause]) -> list[Cause]:
    """Return causes without the orders and members that an account may not see."""
    people = visible_among(database, run, viewer, {one.member_id for one in causes} - {""})

    @lru_cache(_KEPT)
    def order_of(order_id: str) -> str:
        return order_id if order_id and may_see_order(database, run, viewer, order_id) else ""

    return [
        Cause(one.kind, order_of(one.order_id), one.member_id if one.member_id in people else "")
        for one in causes
    ]
