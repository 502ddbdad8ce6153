"""`upline metrics`: the columns of metrics.md, decimals and empty cells, filters, and what is said."""

import csv
import io
import json
from typing import get_args

import pytest

from cli.metrics import MetricName
from graph.database import Database
from graph.metrics import METRICS
from tests.cli.conftest import Ended, Upline, upline
from tests.metrics.company import company, micros
from tests.metrics.conftest import write_run

__all__ = ["Ended", "upline"]
COLUMNS = {
    "conversion": "channel visitors converted rate",
    "registration": "days joined converted rate",
    "repurchase": "month buyers repeat_buyers rate",
    "cohort-repurchase": "days buyers repeat_buyers rate",
    "retention": "cohort offset buyers cohort_size rate",
    "cac": "kind spend rewards new_members cost",
    "buyer-seller": "buyers sellers ratio",
    "funnel": "stage visitors rate waiting step_rate",
    "attribution": "model channel orders",
    "k-factor": "month recruits inviters k median_days",
    "payout": "month rewards revenue ratio",
}


@pytest.fixture(autouse=True)
def write_shop(database: Database) -> None:
    shop = company(
        "a - wechat\nb a search",
        "a 2026-01-05 100.00\nb 2026-02-01 50.00\na 2026-02-02",
        spend="2026-01-05 wechat 17.38",
        touches="v1 2026-01-01 wechat - a",
    )
    write_run(database, shop, micros("2026-02-20"), ranks={"a": 1})


def test_there_is_a_command_for_each_metric():
    assert get_args(MetricName) == METRICS == tuple(COLUMNS)


def test_each_export_has_its_columns(upline: Upline):
    for name, columns in COLUMNS.items():
        ended = upline("metrics", name, "--format", "csv")
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.splitlines()[0] == columns.replace(" ", ",")


def test_rates_have_six_decimals_money_has_two_and_an_empty_denominator_leaves_the_cell_empty(upline: Upline):
    def rows(*arguments: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(upline("metrics", *arguments, "--format", "csv").out)))

    assert rows("cac")[0] == {
        "kind": "blended",
        "spend": "17.38",
        "rewards": "0.00",
        "new_members": "2",
        "cost": "8.69",
    }
    assert rows("cac", "--team", "b")[0] | {"cost": "", "spend": ""} == rows("cac", "--team", "b")[0]
    assert rows("repurchase")[1]["rate"] == "0.500000"
    assert rows("repurchase", "--channel", "nobody's")[1]["rate"] == ""
    assert rows("repurchase", "--from", "2026-02-01", "--to", "2026-02-02") == [
        {"month": "2026-02", "buyers": "1", "repeat_buyers": "0", "rate": "0.000000"}
    ]
    found = json.loads(upline("metrics", "k-factor", "--format", "json").out)
    assert [(row["k"], row["median_days"]) for row in found] == [(None, None), ("1.000000", "27.000000")]


def test_a_month_that_is_not_over_is_told(upline: Upline):
    assert "The month 2026-02 is not over yet" in upline("metrics", "repurchase").out
    assert "not over" not in upline("metrics", "repurchase", "--to", "2026-02-01").out
    assert "2026-01 is not over" in upline("metrics", "k-factor", "--to", "2026-01-20").out
    assert "not over" not in upline("metrics", "funnel").out
    summary = json.loads(upline("metrics", "retention", "--json").out)
    assert (summary["metric"], summary["unfinished"], summary["rows"]) == ("retention", "2026-02", 1)


def test_wrong_usage_is_told_with_what_to_do(upline: Upline):
    for arguments, words in (
        (("loyalty",), "'conversion'"),
        (("payout", "--team", "nobody"), "there is no member 'nobody' in run 2"),
        (("payout", "--from", "2026-02-01", "--to", "2026-02-01"), "--from 2026-02-01 is not before"),
    ):
        ended = upline("metrics", *arguments)
        assert ended.code == 2
        assert words in " ".join(ended.err.split())
