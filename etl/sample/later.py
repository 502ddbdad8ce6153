"""The second delivery: few facts, each of which corrects what the first night has published."""

import polars as pl

from etl.sample.almanac import DAY, END, HOUR, local, written
from etl.sample.bad_rows import MISSING_SPONSOR
from etl.sample.tables import COLUMNS, Tables
from graph.i18n.message import Message, message

LATE_ORDER = "K-LATE-1"
_JUNE = "2026-06-"


def second_delivery(clean: Tables) -> tuple[Tables, tuple[Message, ...]]:
    """Return the tables of the second delivery, and what is in it, a line each.

    A late P699 order of a visitor whose sponsor has bought, a full refund of a first package
    of the last month, a corrected sponsor of a member with a small team, and the sponsor for
    whom a quarantined row waits. Every choice is the first that fits.
    """
    members = clean["members"]
    bought = _package_buyers(clean)
    recruits = (
        members.join(bought, left_on="member_id", right_on="buyer_id").group_by("sponsor_id").len("active")
    )
    late = (
        members.join(bought, left_on="member_id", right_on="buyer_id", how="anti")
        .join(bought, left_on="sponsor_id", right_on="buyer_id", how="semi")
        .join(clean["opening_standings"], on="member_id", how="anti")
        .filter(pl.col("joined_at") < "2026-04-01")
        .sort("member_id")
    )["member_id"][-1]
    back = (
        bought.filter((pl.col("orders") == 1) & (pl.col("amount") == "699.00"))
        .filter(pl.col("paid_at").str.starts_with(_JUNE))
        .join(clean["refunds"], on="order_id", how="anti")
        .join(members, left_on="buyer_id", right_on="member_id")
        .join(recruits, on="sponsor_id")
        .sort((pl.col("active") - 2).cast(pl.Int64).abs(), "order_id")
    ).row(0, named=True)
    moved, sponsor = _choose_moved(clean, bought)
    paid, refunded, decided = (
        written(t) for t in (local("2026-05-20T20:15:00"), END + 10 * HOUR, END + 11 * HOUR)
    )
    joined = written(local("2026-05-01T09:00:00"))
    rows: dict[str, tuple[str | None, ...]] = {
        "members": (MISSING_SPONSOR, None, joined, "周明", "wechat", None),
        "orders": (
            LATE_ORDER,
            late,
            paid,
            "699.00",
            "wechat",
            None,
            written(local("2026-05-20T20:15:00") + 3 * DAY),
        ),
        "order_lines": (LATE_ORDER, "1", "P699", "1", "699.00"),
        "refunds": ("F-LATE-1", back["order_id"], refunded, back["amount"]),
        "sponsor_corrections": (moved, sponsor, decided, "the invitation was somebody else's"),
    }
    found = {
        name: pl.DataFrame([cells], schema=dict.fromkeys(COLUMNS[name], pl.String), orient="row")
        for name, cells in rows.items()
    }
    return found, (
        message(
            "order {order}: member {member} bought its first P699 on 2026-05-20, delivered late",
            order=LATE_ORDER,
            member=late,
        ),
        message(
            "refund F-LATE-1: order {order} of member {member} is taken back in full",
            order=back["order_id"],
            member=back["buyer_id"],
        ),
        message("correction: the sponsor of member {member} is {sponsor}", member=moved, sponsor=sponsor),
        message(
            "member {member}: the sponsor for whom member M-ORPHAN waits in the quarantine",
            member=MISSING_SPONSOR,
        ),
    )


def _package_buyers(clean: Tables) -> pl.DataFrame:
    """Return buyer_id, orders (how many with a package), order_id, paid_at and amount of the first."""
    packages = clean["order_lines"].filter(pl.col("product_id") == "P699")
    return (
        clean["orders"]
        .join(packages.select("order_id"), on="order_id", how="semi")
        .sort("paid_at", "order_id")
        .group_by("buyer_id", maintain_order=True)
        .agg(pl.len().cast(pl.Int64).alias("orders"), pl.col("order_id", "paid_at", "amount").first())
    )


def _choose_moved(clean: Tables, bought: pl.DataFrame) -> tuple[str, str]:
    """Choose a buyer of this year with two to six recruits, and another member who joined before it."""
    members = clean["members"]
    recruits = members.group_by(member_id="sponsor_id").len("recruits").drop_nulls()
    fits = (
        members.join(bought, left_on="member_id", right_on="buyer_id", how="semi")
        .join(recruits, on="member_id")
        .join(clean["sponsor_corrections"].select("member_id"), on="member_id", how="anti")
        .filter(pl.col("sponsor_id").is_not_null() & pl.col("recruits").is_between(2, 6))
        .sort("member_id")
    )
    moved = fits.row(fits.height // 2, named=True)
    first = members["member_id"][:2].to_list()
    return str(moved["member_id"]), str(first[1] if moved["sponsor_id"] == first[0] else first[0])
