"""Keeps what was erased out of later deliveries: who is erased stays erased."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

import polars as pl

from etl.payload import cells
from etl.personal.marks import mark_of
from etl.personal.rows import ABOUT, is_about
from etl.reading import Delivery
from etl.validation import Checked
from graph.database import Database
from graph.i18n.message import Joined, Message, message

_BLANKED = {
    "members": ("name", "channel"),
    "sponsor_corrections": ("reason",),
    "adjustments": ("reason",),
}
"""By table, the columns that stay empty in rows about an erased member."""


@dataclass(frozen=True)
class Erased:
    """Who was erased, and the marks of the touches and visitors that were (etl.personal.marks)."""

    members: frozenset[str]
    salt: str
    touches: frozenset[str]
    visitors: frozenset[str]

    @classmethod
    def of(cls, database: Database) -> Self:
        """Return what a database knows to be erased."""
        row = database.read("system/personal/erased")[0]
        marks = frozenset(row["touches"]), frozenset(row["visitors"])
        return cls(frozenset(row["members"]), row["salt"] or "", *marks)

    def knows(self, touch_id: str, visitor_id: str) -> bool:
        """Return whether a touch or its visitor was erased."""
        return mark_of(self.salt, touch_id) in self.touches or mark_of(self.salt, visitor_id) in self.visitors


def without_erased(delivery: Delivery, erased: Erased) -> Delivery:
    """Return a delivery without what was erased, and with a notice of how much that is.

    Names and channels of erased members and the reasons of their corrections and adjustments are empty; their
    touches, and those of the visitors they were, are left out.
    """
    if not erased.members:
        return delivery
    tables, notices = dict(delivery.tables), list(delivery.notices)
    for table, columns in _BLANKED.items():
        if table in tables:
            tables[table], number = _blank(tables[table], erased, columns)
            what = Joined(columns, " and ")
            notices += _notice(table, number, message("{columns} left empty", columns=what))
    if "touches" in tables:
        tables["touches"], number = _touches(tables["touches"], erased)
        notices += _notice("touches", number, message("left out"))
    return replace(delivery, tables=tables, notices=tuple(notices))


def _notice(table: str, number: int, what: Message) -> list[Message]:
    if not number:
        return []
    return [
        message(
            "{table}: {number:,} row of members that were erased: {what} (docs/privacy.md)"
            if number == 1
            else "{table}: {number:,} rows of members that were erased: {what} (docs/privacy.md)",
            table=table,
            number=number,
            what=what,
        )
    ]


def _blank(checked: Checked, erased: Erased, columns: tuple[str, ...]) -> tuple[Checked, int]:
    theirs = pl.col(ABOUT[checked.table]).is_in(sorted(erased.members))
    filled = pl.any_horizontal(pl.col(name).is_not_null() for name in columns)
    number = checked.good.select((theirs & filled).sum()).item()
    good = checked.good.with_columns(
        pl.when(theirs).then(None).otherwise(pl.col(name)).alias(name) for name in columns
    )
    bad = _payloads(checked, lambda payload: is_about(checked.table, payload, erased.members))
    shown = [
        json.dumps(
            {name: cell for name, cell in cells(text).items() if name not in columns}, ensure_ascii=False
        )
        if theirs_too
        else text
        for text, theirs_too in zip(checked.bad["payload"], bad, strict=True)
    ]
    told = checked.bad.with_columns(pl.Series("payload", shown, dtype=pl.String))
    return replace(checked, good=good, bad=told), number + sum(bad)


def _touches(checked: Checked, erased: Erased) -> tuple[Checked, int]:
    ids = checked.good.select("touch_id", "visitor_id", "became_id").iter_rows()
    good = [
        became in erased.members or erased.knows(touch_id, visitor_id) for touch_id, visitor_id, became in ids
    ]

    def known(payload: dict[str, str]) -> bool:
        touch, visitor = (payload.get(name, "").strip() for name in ("touch_id", "visitor_id"))
        return is_about("touches", payload, erased.members) or erased.knows(touch, visitor)

    bad = _payloads(checked, known)
    left = replace(
        checked,
        good=checked.good.filter(~pl.Series(good, dtype=pl.Boolean)),
        bad=checked.bad.filter(~pl.Series(bad, dtype=pl.Boolean)),
    )
    return left, sum(good) + sum(bad)


def _payloads(checked: Checked, about: Callable[[dict[str, str]], bool]) -> list[bool]:
    return [about(cells(text)) for text in checked.bad["payload"]]
