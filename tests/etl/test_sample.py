"""The sample company keeps its promises: same bytes, sound tables, and ranks that are really reached."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from etl.sample import Company, company, later_as_of, sample_as_of, write_sample, write_second_delivery
from etl.sample.almanac import SHIFT
from graph.errors import UserError

HEADERS = {
    "members": "member_id,sponsor_id,joined_at,name,channel,community_id",
    "orders": "order_id,buyer_id,paid_at,amount,channel,group_id,received_at",
    "order_lines": "order_id,line_no,product_id,quantity,amount",
    "products": "product_id,name,category",
    "refunds": "refund_id,order_id,refunded_at,amount",
    "sponsor_corrections": "member_id,sponsor_id,decided_at,reason",
    "opening_standings": "member_id,rank,team_owner_id",
    "communities": "community_id,owner_id,name,channel",
    "customers": "customer_id,community_id,joined_at,channel",
    "touches": "touch_id,visitor_id,at,channel,inviter_id,became_id",
    "spend": "day,channel,kind,amount",
    "groups": "group_id,leader_id,opened_at,closes_at",
}
FEN = (pl.col("amount").str.replace(".", "", literal=True)).cast(pl.Int64)


@pytest.fixture(scope="module")
def made() -> Company:
    return company()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def buyers(made: Company) -> pl.DataFrame:
    members = made.clean["members"].select(pl.col("member_id").alias("buyer_id"), "joined_at", "channel")
    customers = made.clean["customers"].select(
        pl.col("customer_id").alias("buyer_id"), "joined_at", "channel"
    )
    return pl.concat([members, customers])


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path):
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        write_sample(tmp_path / name, members=600, seed=seed)
        write_second_delivery(tmp_path / f"{name}-later", members=600, seed=seed)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a-later") == contents(tmp_path / "b-later")
    assert contents(tmp_path / "a")["members.csv"] != contents(tmp_path / "c")["members.csv"]


def test_every_table_is_written_with_its_header_and_the_rows_of_the_summary(tmp_path):
    summary = write_sample(tmp_path, members=600)
    headers = {file.stem: file.read_text("utf-8").splitlines()[0] for file in tmp_path.iterdir()}
    assert headers == HEADERS
    rows = {name: pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False).height for name in HEADERS}
    assert rows == summary.rows


def test_ids_are_unique_among_the_clean_rows(made):
    keys = {"order_lines": 2, "sponsor_corrections": 0, "spend": 3}
    for name, table in made.clean.items():
        columns = (
            table.columns[: keys.get(name, 1)]
            if name != "sponsor_corrections"
            else ["member_id", "decided_at"]
        )
        assert not table.select(columns).is_duplicated().any(), name
        assert table[columns[0]].null_count() == 0


def test_a_sponsor_joined_before_those_it_brought(made):
    members = made.clean["members"]
    pairs = members.join(members, left_on="sponsor_id", right_on="member_id", suffix="_of_sponsor")
    assert pairs.height == members["sponsor_id"].is_not_null().sum()
    assert (pairs["joined_at_of_sponsor"] < pairs["joined_at"]).all()


def test_nobody_buys_before_joining_and_all_orders_lie_between_the_fixed_days(made):
    orders = made.clean["orders"].join(buyers(made), on="buyer_id")
    assert orders.height == made.clean["orders"].height
    assert (orders["joined_at"] < orders["paid_at"]).all()
    assert str(orders["paid_at"].min()) >= "2025-06-18"
    assert str(orders["paid_at"].max()) < sample_as_of() < later_as_of()
    received = orders.drop_nulls("received_at")
    assert (received["received_at"] > received["paid_at"]).all()


def test_lines_add_up_to_their_order_and_name_known_products(made):
    lines = made.clean["order_lines"]
    sums = lines.group_by("order_id").agg(FEN.sum().alias("lines"))
    both = sums.join(made.clean["orders"].with_columns(FEN), on="order_id")
    assert both.height == sums.height
    assert (both["lines"] == both["amount"]).all()
    assert lines.join(made.clean["products"], on="product_id", how="anti").is_empty()
    assert (made.clean["orders"].select(FEN)["amount"] > 0).all()


def test_refunds_come_after_their_order_and_never_exceed_it(made):
    refunds = made.clean["refunds"].join(
        made.clean["orders"].select("order_id", "paid_at", FEN.alias("total")), on="order_id"
    )
    assert refunds.height == made.clean["refunds"].height
    assert (refunds["refunded_at"] > refunds["paid_at"]).all()
    sums = refunds.group_by("order_id").agg(FEN.sum(), pl.col("total").first())
    assert (sums["amount"] <= sums["total"]).all()
    assert (sums["amount"] == sums["total"]).any()
    assert (sums["amount"] < sums["total"]).any()


def test_all_real_invoices_are_there_with_their_amounts_and_times(made):
    lines = pl.read_parquet(Path("etl/sample/data/retail.parquet")).filter(pl.col("quantity") > 0)
    real = lines.group_by(pl.col("invoice").alias("order_id")).agg(
        total=(pl.col("quantity").cast(pl.Int64) * pl.col("unit_price_minor")).sum(),
        at=(pl.col("at").min() + SHIFT).dt.strftime("%Y-%m-%dT%H:%M:%S+08:00"),
    )
    both = real.join(made.clean["orders"].with_columns(FEN), on="order_id")
    assert both.height == real.height == 18_532
    assert (both["total"] == both["amount"]).all()
    assert (both["at"] == both["paid_at"]).all()


def test_a_known_cancellation_is_the_refund_of_the_order_it_takes_back(made):
    refund = made.clean["refunds"].filter(pl.col("refund_id") == "C581484-1")
    assert refund.row(0)[1:] == ("581483", "2026-06-26T09:27:00+08:00", "168469.60")


def test_social_channels_convert_ten_to_twenty_percent_and_others_about_one(made):
    first = made.clean["orders"].group_by("buyer_id").agg(pl.col("paid_at").min())
    visits = (
        made.clean["touches"]
        .sort("at", "touch_id")
        .with_columns(pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%z"))
    )
    visitors = visits.group_by("visitor_id", maintain_order=True).agg(
        pl.col("at").first(), pl.col("channel").first(), pl.col("became_id").drop_nulls().last()
    )
    rates = (
        visitors.join(first, left_on="became_id", right_on="buyer_id", how="left")
        .with_columns(waited=pl.col("paid_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%z") - pl.col("at"))
        .group_by("channel")
        .agg(rate=(pl.col("waited") <= pl.duration(days=7)).fill_null(value=False).mean())
    )
    rate = dict(rates.rows())
    assert all(0.10 <= rate[channel] <= 0.20 for channel in ("wechat", "xiaohongshu", "douyin")), rate
    assert all(0.005 <= rate[channel] <= 0.02 for channel in ("offline", "search")), rate


def test_visits_name_people_who_were_there(made):
    touches = made.clean["touches"]
    members = made.clean["members"].select("member_id", "joined_at")
    invited = touches.join(members, left_on="inviter_id", right_on="member_id")
    assert invited.height == touches["inviter_id"].is_not_null().sum() > 0
    assert (invited["joined_at"] < invited["at"]).all()
    became = touches.join(buyers(made), left_on="became_id", right_on="buyer_id")
    assert became["became_id"].n_unique() == 4_600
    assert (became["joined_at"] <= became["at"]).all()


def test_each_bad_row_is_of_another_kind_and_is_in_the_summary(made):
    assert len({bad.reason for bad in made.bad}) == len(made.bad) >= 12
    for bad, line in zip(made.bad, made.summary.bad, strict=True):
        assert bad.reason in line
        assert bad.key in line


def test_the_summary_says_what_is_real_and_what_is_simulated(made):
    text = "\n".join(map(str, made.summary.lines))
    for words in ("10.24432/C5BW33", "CC BY 4.0", "759 weeks", "fen", "package orders", "visits", "spend"):
        assert words in text
    assert "more buyers than real customers" not in text


def test_more_members_than_real_customers_use_the_orders_again_and_the_summary_says_so():
    large = company(members=9_000)
    again = large.clean["orders"].filter(pl.col("order_id").str.contains("x"))
    assert again.height > 18_000
    assert not large.clean["orders"]["order_id"].is_duplicated().any()
    assert any("more buyers than real customers" in str(line) for line in large.summary.real)


def test_the_second_delivery_speaks_of_rows_of_the_first(made):
    assert set(made.later) == {"members", "orders", "order_lines", "refunds", "sponsor_corrections"}
    orders = made.clean["orders"]
    late, refund, moved = (
        made.later[name].row(0, named=True) for name in ("orders", "refunds", "sponsor_corrections")
    )
    assert late["buyer_id"] in made.clean["members"]["member_id"]
    assert late["order_id"] not in orders["order_id"]
    assert refund["amount"] == orders.filter(pl.col("order_id") == refund["order_id"])["amount"][0]
    assert refund["order_id"] not in made.clean["refunds"]["order_id"]
    old = made.clean["members"].filter(pl.col("member_id") == moved["member_id"])["sponsor_id"][0]
    assert moved["sponsor_id"] not in {old, moved["member_id"]}
    assert sample_as_of() < moved["decided_at"] < later_as_of()


def test_the_times_of_the_runs_carry_an_offset_and_depend_on_nothing():
    assert sample_as_of() == "2026-07-01T02:00:00+08:00"
    assert datetime.fromisoformat(later_as_of()).utcoffset() is not None


def test_a_company_too_small_to_have_every_part_is_refused(tmp_path):
    with pytest.raises(UserError, match="500 or more"):
        write_sample(tmp_path, members=10)


def test_most_groups_have_several_buyers_of_one_day_and_some_their_leader_alone(made):
    groups = made.clean["groups"]
    orders = made.clean["orders"].drop_nulls("group_id").join(groups, on="group_id")
    assert orders["paid_at"].is_between(orders["opened_at"], orders["closes_at"]).all()
    assert (orders["paid_at"].str.head(10) == orders["opened_at"].str.head(10)).all()
    buyers = dict(orders.group_by("group_id").agg(pl.col("buyer_id").n_unique()).iter_rows())
    alone = [group for group, count in buyers.items() if count == 1]
    assert len(alone) == 8
    assert len(buyers) - len(alone) >= 15
    leaders = orders.filter(pl.col("group_id").is_in(alone))
    assert (leaders["buyer_id"] == leaders["leader_id"]).all()
    last = groups.row(-1, named=True)
    assert last["group_id"] in alone
    assert last["opened_at"] < sample_as_of() < later_as_of() < last["closes_at"]
