"""From positions and integers to the twelve tables of tables.md, every cell as text."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.sample.almanac import DAY, END, NEVER, OFFSET, Ints, generator
from etl.sample.retail import Retail, products
from etl.sample.simulated import names
from etl.sample.simulated.circles import Communities, Groups, buy_together
from etl.sample.simulated.network import CHANNELS, Network, People
from etl.sample.simulated.packages import GIFT, PRICES, Opening, Packages

Tables = dict[str, pl.DataFrame]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "members": ("member_id", "sponsor_id", "joined_at", "name", "channel", "community_id"),
    "orders": ("order_id", "buyer_id", "paid_at", "amount", "channel", "group_id", "received_at"),
    "order_lines": ("order_id", "line_no", "product_id", "quantity", "amount"),
    "products": ("product_id", "name", "category"),
    "refunds": ("refund_id", "order_id", "refunded_at", "amount"),
    "sponsor_corrections": ("member_id", "sponsor_id", "decided_at", "reason"),
    "opening_standings": ("member_id", "rank", "team_owner_id"),
    "communities": ("community_id", "owner_id", "name", "channel"),
    "customers": ("customer_id", "community_id", "joined_at", "channel"),
    "touches": ("touch_id", "visitor_id", "at", "channel", "inviter_id", "became_id"),
    "spend": ("day", "channel", "kind", "amount"),
    "groups": ("group_id", "leader_id", "opened_at", "closes_at"),
}
"""The tables and their columns, in the order of tables.md."""
_CATEGORIES = {"tea": "TEA|COFFEE|CUP|MUG|CAKE", "care": "SOAP|BATH|TOWEL|INCENSE|LAVENDER"}
"""By which words in their names retail products are of a category, those that plans/combined.yaml names."""


@dataclass(frozen=True)
class Simulated:
    """Everything that the tables are written from.

    `buyers` are members and customers together: positions below the number of members are
    members, from there on customers.
    """

    network: Network
    customers: People
    buyers: People
    standing: Opening
    communities: Communities
    groups: Groups
    alone: pl.DataFrame
    retail: Retail
    packages: Packages
    touches: pl.DataFrame
    spend: pl.DataFrame


def tables(made: Simulated, seed: int) -> Tables:
    """Return the clean tables, every column a text; empty cells are null."""
    members = made.network.people.joined.size
    member_id = numbered("M", members, 5)
    customer_id = numbered("C", made.customers.joined.size, 5)
    buyer_id = pl.concat([member_id, customer_id])
    community_id = numbered("S", made.communities.owner.size, 2)
    circles = made.communities
    found = {
        "members": pl.DataFrame(
            {
                "member_id": member_id,
                "sponsor_id": _pick(member_id, made.network.sponsor),
                "joined_at": moments(made.network.people.joined),
                "name": names.people(members, generator(seed, "names")),
                "channel": _channels(made.network.people.channel),
                "community_id": _pick(community_id, circles.of_member),
            }
        ),
        **_orders(made, buyer_id, generator(seed, "received")),
        "products": _products(),
        "sponsor_corrections": _corrections(made, member_id),
        "opening_standings": pl.DataFrame(
            {
                "member_id": _pick(member_id, made.standing.member),
                "rank": pl.Series(made.standing.rank).cast(pl.String),
                "team_owner_id": _pick(member_id, made.standing.owner),
            }
        ),
        "communities": pl.DataFrame(
            {
                "community_id": community_id,
                "owner_id": _pick(member_id, circles.owner),
                "name": names.communities(circles.owner.size),
                "channel": ["wechat"] * circles.owner.size,
            }
        ),
        "customers": pl.DataFrame(
            {
                "customer_id": customer_id,
                "community_id": _pick(community_id, circles.of_customer),
                "joined_at": moments(made.customers.joined),
                "channel": _channels(made.customers.channel),
            }
        ),
        "touches": pl.DataFrame(
            {
                "touch_id": numbered("T", made.touches.height, 6),
                "visitor_id": pl.Series(made.touches["visitor"] + 1).cast(pl.String).str.zfill(6),
                "at": moments(made.touches["at"].to_numpy()),
                "channel": _channels(made.touches["channel"].to_numpy()),
                "inviter_id": _pick(member_id, made.touches["inviter"].to_numpy()),
                "became_id": _pick(buyer_id, made.touches["became"].to_numpy()),
            }
        ).with_columns(pl.format("V{}", "visitor_id").alias("visitor_id")),
        "spend": made.spend.with_columns(pl.col("day").cast(pl.String), amount=money("amount")),
        "groups": pl.DataFrame(
            {
                "group_id": numbered("G", made.groups.leader.size, 2),
                "leader_id": _pick(member_id, made.groups.leader),
                "opened_at": moments(made.groups.opened),
                "closes_at": moments(made.groups.closes),
            }
        ),
    }
    return {name: found[name].select(columns) for name, columns in COLUMNS.items()}


def _orders(made: Simulated, buyer_id: pl.Series, rng: np.random.Generator) -> Tables:
    slot = made.buyers.slot
    of_slot = np.full(int(slot.max(initial=0)) + 1, -1)
    of_slot[slot[slot >= 0]] = np.flatnonzero(slot >= 0)
    buyer = of_slot[made.retail.orders["slot"].to_numpy()]
    real = made.retail.orders.with_columns(buyer=pl.Series(buyer)).select(made.packages.orders.columns)
    orders = pl.concat([real, made.packages.orders]).sort("at", "order_id")
    received = orders["at"].to_numpy() + rng.integers(DAY, 6 * DAY, orders.height)
    together = buy_together(real, made.groups)
    orders = orders.join(together, on="order_id", how="left", maintain_order="left")
    refunds = pl.concat([made.retail.refunds, made.packages.refunds]).sort("at", "refund_id")
    # Of a group with one buyer alone nothing counts, nor is anything sent.
    orders = pl.concat([orders, made.alone.select(orders.columns)])
    of = orders["buyer"].to_numpy()
    received = np.append(received, np.full(made.alone.height, NEVER))
    group_id = numbered("G", made.groups.leader.size, 2)
    return {
        "orders": orders.select("order_id", amount=money("amount")).with_columns(
            buyer_id=_pick(buyer_id, of),
            paid_at=moments(orders["at"].to_numpy()),
            channel=_channels(made.buyers.channel[of]),
            group_id=_pick(group_id, orders["group"].fill_null(-1).to_numpy()),
            received_at=moments(np.where(received < END, received, NEVER)),
        ),
        "order_lines": pl.concat(
            [
                part.select("order_id", "line_no", "product_id", pl.col("quantity").cast(pl.Int64), "amount")
                for part in (made.retail.lines, made.packages.lines)
            ]
        ).with_columns(pl.col("line_no", "quantity").cast(pl.String), amount=money("amount")),
        "refunds": refunds.with_columns(
            amount=money("amount"), refunded_at=moments(refunds["at"].to_numpy())
        ),
    }


def _products() -> pl.DataFrame:
    name = pl.col("name").str.to_uppercase()
    category = pl.coalesce(
        *(
            pl.when(name.str.contains(rf"\b({words})")).then(pl.lit(own))
            for own, words in _CATEGORIES.items()
        ),
        pl.lit("retail"),
    )
    retail = products().select(pl.col("product").alias("product_id"), "name", category=category)
    own = [(name, f"{name[1:]} package", "package") for name in PRICES] + [(GIFT, "Welcome gift", "gift")]
    return pl.concat([pl.DataFrame(own, schema=retail.schema, orient="row"), retail])


def _corrections(made: Simulated, member_id: pl.Series) -> pl.DataFrame:
    """Three members get their sponsor's sponsor: no cycle can arise."""
    sponsor = made.network.sponsor
    above = np.where(sponsor >= 0, sponsor[sponsor], -1)
    who = np.flatnonzero(above >= 0)[:: max(1, (above >= 0).sum() // 3)][:3]
    decided = made.network.people.joined[who] + 3 * DAY
    return pl.DataFrame(
        {
            "member_id": _pick(member_id, who),
            "sponsor_id": _pick(member_id, above[who]),
            "decided_at": moments(np.minimum(decided, END - DAY)),
            "reason": ["registered with the wrong invitation"] * who.size,
        }
    )


def numbered(prefix: str, count: int, digits: int) -> pl.Series:
    """Return ids such as M00001, all of one length (so that text order is their order)."""
    width = max(digits, len(str(count)))
    return pl.select(
        pl.format("{}{}", pl.lit(prefix), pl.int_range(1, count + 1).cast(pl.String).str.zfill(width))
    ).to_series()


def money(column: str) -> pl.Expr:
    """Return a column of minor units (not negative) as decimals with two places."""
    minor = pl.col(column)
    return pl.format("{}.{}", minor // 100, (minor % 100).cast(pl.String).str.zfill(2))


def moments(seconds: Ints) -> pl.Series:
    """Return local seconds as the texts of tables.md, null for NEVER."""
    column = pl.Series(seconds, dtype=pl.Int64)
    text = pl.from_epoch(column, time_unit="s").dt.strftime("%Y-%m-%dT%H:%M:%S") + OFFSET
    return text.set(column == NEVER, None)


def _pick(ids: pl.Series, positions: Ints) -> pl.Series:
    chosen = ids.gather(np.maximum(positions, 0))
    return chosen.set(pl.Series(positions < 0), None)


def _channels(positions: Ints) -> pl.Series:
    return pl.Series(CHANNELS).gather(positions)
