"""`upline impact`: the golden example without one of its members, by hand; and nothing has happened."""

import csv
import io
import json

import pytest
from neo4j import Driver

from graph.database import Database
from graph.impact import Leave, impact
from graph.nightly import run_nightly
from tests.cli.conftest import Ended, Upline, upline
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import moment
from tests.spec.test_golden import GOLDEN
from tests.statements import run_test_statement

__all__ = ["Ended", "upline"]
AS_OF = moment("2026-02-01T00:00")


@pytest.fixture(scope="module", autouse=True)
def golden(driver: Driver) -> Database:
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    deliver(database, GOLDEN)
    run_nightly(database, (), AS_OF)
    return database


def rows(upline: Upline, *arguments: str) -> dict[str, dict[str, str]]:
    ended = upline("impact", *arguments, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    return {row["member_id"]: row for row in csv.DictReader(io.StringIO(ended.out))}


def everything(database: Database) -> list[object]:
    return [run_test_statement(database, name) for name in ("all_nodes", "all_links")]


def test_recruits_of_who_leaves_go_to_its_sponsor_and_its_orders_are_gone(upline: Upline):
    """A3 leaves: o4 is gone, C1, C2 and C3 are recruits of A, who is a partner when they buy."""
    told = rows(upline, "--leave", "A3")
    earned = {member: (row["earned_before"], row["earned"]) for member, row in told.items()}
    assert earned == {
        "A3": ("700.00", "0.00"),
        "A": ("1130.00", "1500.00"),
        "U": ("770.00", "810.00"),
        "Q": ("340.00", "310.00"),
        "K": ("180.00", "160.00"),
        "S": ("270.00", "240.00"),
    }
    assert next(iter(told)) == "A3"
    assert (told["A"]["volume_before"], told["A"]["volume"]) == ("6291.00", "5592.00")
    assert (told["A3"]["rank_before"], told["A3"]["rank"], told["A3"]["change"]) == ("partner", "", "-700.00")


def test_a_whole_team_leaves_and_a_member_moves(upline: Upline):
    summary = json.loads(upline("impact", "--leave", "A3", "--with-team", "--json").out)
    assert (summary["gone"], summary["revenue"]) == (4, ["6291.00", "3495.00"])
    assert list(rows(upline, "--leave", "A3", "--with-team"))[:2] == ["A3", "A"]
    moved = rows(upline, "--move", "A3", "--to", "U")
    assert (moved["A"]["volume_before"], moved["A"]["volume"]) == ("6291.00", "3495.00")
    assert "U" not in moved or moved["U"]["volume"] == moved["U"]["volume_before"]


def test_a_refund_is_as_if_the_order_had_never_been(upline: Upline):
    told = rows(upline, "--refund", "o9")
    assert (told["A3"]["earned_before"], told["A3"]["earned"]) == ("700.00", "400.00")
    assert (told["A3"]["rank"], told["C3"]["rank"]) == ("partner", "visitor")
    assert told["C3"]["personal"] == "0.00"


def test_people_are_told_in_words_and_that_nothing_was_written(upline: Upline):
    ended = upline("impact", "--leave", "A3", columns=220)
    assert "1 a higher" not in ended.out
    assert "Revenue 6291.00 > 5592.00, rewards 3590.00 > 3220.00 (CNY)." in " ".join(ended.out.split())
    assert ended.out.splitlines()[-1] == "Nothing of this is published; nothing was written."


def test_without_an_option_it_lists_on_whom_most_depends(upline: Upline):
    told = rows(upline)
    # All orders are of A's group: U, Q, K and S earned all of theirs of it.
    assert next(iter(told)) == "A"
    assert (told["A"]["others"], told["A"]["of_rewards"]) == ("1290.00", "0.359331")
    assert told["S"]["others"] == "0.00"
    assert (told["A3"]["people"], told["A3"]["volume"], told["A3"]["of_revenue"]) == (
        "4",
        "2796.00",
        "0.444444",
    )
    assert (told["A3"]["sponsor_id"], told["A3"]["of_sponsor"]) == ("A", "0.444444")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--leave", "A", "--refund", "o1"), "give one of --leave, --move and --refund"),
        (("--move", "A"), "--move MEMBER needs --to SPONSOR"),
        (("--with-team",), "--with-team goes with --leave"),
        (("--leave", "nobody"), "there is no member 'nobody'"),
        (("--move", "A", "--to", "A3"), "a member cannot move below itself"),
        (("--refund", "o99"), "there is no order 'o99'"),
    ],
)
def test_what_cannot_be_is_refused(upline: Upline, arguments: tuple[str, ...], words: str):
    ended = upline("impact", *arguments)
    assert ended.code == 2
    assert words in " ".join(ended.err.split())


def test_the_figures_are_those_of_the_published_run_and_nothing_is_written(golden: Database):
    before = everything(golden)
    found = impact(golden, Leave("A3"))
    assert everything(golden) == before
    assert found.paid == (359000, 322000)
    assert (found.counts.gone, found.counts.more, found.counts.less) == (1, 2, 3)
