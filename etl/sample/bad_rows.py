"""The rows that are wrong on purpose, each in its own way, so that the quarantine has something to show."""

from dataclasses import dataclass

import polars as pl

from etl.sample.almanac import OFFSET
from etl.sample.tables import COLUMNS, Tables

MISSING_SPONSOR = "M-MISSING"
"""The second delivery brings this member; the row that waits for it then loads."""
_AT = f"2026-05-06T10:00:00{OFFSET}"


@dataclass(frozen=True)
class BadRow:
    """Rows that belong in the quarantine together.

    reason: what is wrong. key: the key shown for it. rows: each as (table, cells in the order
    of its columns; None: empty).
    """

    reason: str
    key: str
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]


def bad_rows(clean: Tables) -> tuple[BadRow, ...]:
    """Return the bad rows that go with the clean tables of one company."""
    newest = str(clean["members"]["member_id"][-1])
    founder = str(clean["members"]["member_id"][0])
    recruit = str(clean["members"].filter(pl.col("sponsor_id") == founder)["member_id"][0])
    untouched = clean["orders"].join(clean["refunds"], on="order_id", how="anti")
    order, amount = untouched.sort("order_id").select("order_id", "amount").row(0)
    above = f"{int(amount[:-3]) + 1}{amount[-3:]}"
    early = _order("O-EARLY", newest, at=f"2025-01-01T10:00:00{OFFSET}")
    return (
        BadRow("sponsor cycle", "M-LOOP-A",
               (_member("M-LOOP-A", "M-LOOP-B"), _member("M-LOOP-B", "M-LOOP-A"))),
        BadRow("unknown sponsor", "M-ORPHAN", (_member("M-ORPHAN", MISSING_SPONSOR),)),
        BadRow("sponsor that is oneself", "M-SELF", (_member("M-SELF", "M-SELF"),)),
        BadRow("impossible date", "M-DATE", (_member("M-DATE", None, joined="2026-02-30T10:00:00+08:00"),)),
        BadRow("control character in a name", "M-BELL", (_member("M-BELL", None, name="王\a芳"),)),
        BadRow("lines that do not add up to their order", "O-LINES",
               (_order("O-LINES", newest, amount="699.00"),
                ("order_lines", ("O-LINES", "1", "P699", "1", "600.00")),
                ("order_lines", ("O-LINES", "2", "GIFT01", "1", "50.00")))),
        BadRow("order before its buyer joined", "O-EARLY", (early,)),
        BadRow("one key with two payloads", "O-TWICE",
               (_order("O-TWICE", founder, amount="88.00"), _order("O-TWICE", founder, amount="99.00"))),
        BadRow("order of nothing", "O-ZERO", (_order("O-ZERO", founder, amount="0.00"),)),
        BadRow("unknown buyer", "O-NOBODY", (_order("O-NOBODY", "M-NOBODY"),)),
        BadRow("refund above its order", "F-ABOVE",
               (("refunds", ("F-ABOVE", order, f"2026-06-29T10:00:00{OFFSET}", above)),)),
        BadRow("correction that closes a cycle", f"{founder} {_AT}",
               (("sponsor_corrections", (founder, recruit, _AT, "typed the wrong way round")),)),
        BadRow("time without an offset", "C-NOZONE",
               (("customers", ("C-NOZONE", None, "2026-05-06T10:00:00", "wechat")),)),
        BadRow("empty column that must not be", "T-EMPTY",
               (("touches", ("T-EMPTY", "V-EMPTY", _AT, None, None, None)),)),
        BadRow("amount with a thousands comma", "2026-06-30 television marketing",
               (("spend", ("2026-06-30", "television", "marketing", "1,299.00")),)),
    )  # fmt: skip


def with_bad_rows(clean: Tables, bad: tuple[BadRow, ...]) -> Tables:
    """Return the tables with the bad rows at their ends."""
    found = dict(clean)
    for table, cells in (row for one in bad for row in one.rows):
        schema = dict.fromkeys(COLUMNS[table], pl.String)
        found[table] = pl.concat([found[table], pl.DataFrame([cells], schema=schema, orient="row")])
    return found


def _member(
    member: str, sponsor: str | None, joined: str = _AT, name: str = "Row On Purpose"
) -> tuple[str, tuple[str | None, ...]]:
    return "members", (member, sponsor, joined, name, "wechat", None)


def _order(
    order: str, buyer: str, at: str = f"2026-06-29T10:00:00{OFFSET}", amount: str = "100.00"
) -> tuple[str, tuple[str | None, ...]]:
    return "orders", (order, buyer, at, amount, "wechat", None, None)
