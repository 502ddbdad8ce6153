"""The maker of benchmark companies: repeatable files that a load accepts."""

import subprocess
import sys
from pathlib import Path

import polars as pl

MAKER = Path(__file__).parents[2] / "benchmarks" / "make_company.py"


def made(folder: Path, *more: str) -> dict[str, bytes]:
    command = [sys.executable, str(MAKER), str(folder), "--members", "3000", *more]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_arguments_give_the_same_files(tmp_path):
    files = made(tmp_path / "a")
    assert files == made(tmp_path / "b")
    assert set(files) == {"members.csv", "orders.csv", "order_lines.csv", "products.csv"}


def test_members_invite_as_many_visitors_as_asked_for_and_the_first_of_each_becomes_a_member(tmp_path):
    made(tmp_path, "--visitors", "2")
    touches, members = (
        pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False) for name in ("touches", "members")
    )
    assert touches["touch_id"].is_unique().all()
    invited = touches.filter(pl.col("inviter_id").is_not_null())
    assert invited.group_by("inviter_id").len()["len"].unique().to_list() == [2]
    assert invited["visitor_id"].is_unique().all()
    assert sorted(invited["became_id"].drop_nulls()) == sorted(members["member_id"])
    later = touches.filter(pl.col("inviter_id").is_null())
    assert later.height > 0
    again = later.join(invited, on="visitor_id", suffix="_of_invitation")
    assert again.height == later.height
    assert (again["at_of_invitation"] < again["at"]).all()


def test_members_have_five_orders_each_and_a_tenth_are_packages_whose_line_is_the_amount(tmp_path):
    made(tmp_path)
    orders, lines, members = (
        pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False)
        for name in ("orders", "order_lines", "members")
    )
    assert orders.group_by("buyer_id").len()["len"].unique().to_list() == [5]
    assert 0.09 < lines.height / orders.height < 0.12
    both = lines.join(orders, on="order_id", suffix="_of_order")
    assert both.height == lines.height
    assert (both["amount"] == both["amount_of_order"]).all()
    assert set(lines["product_id"]) >= {"P699", "P999"}
    sponsors = members.join(members, left_on="sponsor_id", right_on="member_id", suffix="_of_sponsor")
    assert sponsors.height == members.height - 1
    assert (sponsors["joined_at_of_sponsor"] < sponsors["joined_at"]).all()
