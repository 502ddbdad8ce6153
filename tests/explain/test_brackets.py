"""Months explained: the group volume and the legs that are subtracted, or why nothing; lost ranks."""

from graph.access import Role, Viewer
from graph.database import Database
from graph.explain import english, explain_member, explain_order, to_json_data
from graph.explain.visibility import explain_total
from graph.plan import load_plan
from tests.explain.conftest import Publish
from tests.spec.tables import company, moment

TREE = "A\nB A\nC A\nD B"
ORDERS = """
    a1 A 40000.00 2026-01-05T09:00
    b1 B 12000.00 2026-01-06T09:00
    c1 C 11000.00 2026-01-07T09:00
    b2 B 400.00 2026-02-06T09:00
    d2 D 30000.00 2026-02-06T09:00
"""


def test_a_member_is_told_of_each_month_and_of_the_rank_that_it_lost(
    database: Database, publish: Publish
) -> None:
    run = publish(company(TREE, ORDERS), load_plan("community_retail"), as_of=moment("2026-03-01T00:00"))
    told = explain_member(database, run, "A")
    words = english(told.names, told.zone)
    standing = told.standing
    assert (standing.rank, standing.highest_rank, standing.highest_rank_number) == ("leader", "partner", 2)
    assert [words.sentence(why) for why in told.ranks] == [
        "leader since the month that began 2026-02-01 00:00",
        "partner was lost with the month that began 2026-03-01 00:00: its volume must be met month by month",
    ]
    assert [(one.source, one.amount) for one in told.shares] == [("2026-02", 0), ("2026-01", 3890_00)]
    assert [words.sentence(why) for why in told.shares[1].reasons] == [
        "the group volume of 2026-01 is 63000.00: 8 % of it",
        "less 5 % of 12000.00, the group volume of the leg of B",
        "less 5 % of 11000.00, the group volume of the leg of C",
    ]
    assert told.shares[0].reasons[-1].id == "bracket_own_volume"
    assert told.next_rank is not None
    volume = told.next_rank.conditions[1]
    assert words.sentence(volume.reason) == "legs with a group volume of 10000.00 in 2026-02: 1 of 2"
    assert (volume.have, volume.need, volume.met, volume.money) == (1, 2, False, False)
    assert [entry.source for entry in told.latest] == ["2026-01"]
    assert to_json_data(told, words)["ranks"][0]["values"]["since"] == {
        "at": "2026-02-01T00:00:00+08:00",
        "order_id": None,
    }
    below = explain_member(database, run, "C").shares
    assert [(one.amount, one.reasons[0].id) for one in below] == [
        (0, "bracket_below"),
        (550_00, "bracket_own"),
    ]
    order = explain_order(database, run, "a1")
    assert [why.id for why in order.notes][-1] == "counts_in_totals"
    assert (order.kinds, order.sums.paid) == ((), 0)


def test_an_account_of_a_member_is_told_of_no_single_leg(database: Database, publish: Publish) -> None:
    run = publish(company(TREE, ORDERS), load_plan("community_retail"))
    seen = explain_total(database, run, Viewer("a", Role.MEMBER, "A"), "A", ("bracket", "2026-01"))
    assert (seen.amount, [why.id for why in seen.reasons]) == (3890_00, ["bracket_own"])


def test_a_month_of_some_lines_is_told_of_what_counts(database: Database, publish: Publish) -> None:
    orders = """
        a1 A pot:38000.00
        b1 B P699+pot:100.00
        b2 B leaf:10000.00
        d1 D cream:2000.00
    """
    facts = company(TREE, orders, refunds="b1 399.50", products="leaf tea\ncream care")
    run = publish(facts, load_plan("combined"))
    told = explain_member(database, run, "A")
    words = english(told.names, told.zone)
    assert [(one.source, one.amount) for one in told.shares if one.amount] == [("2026-01", 1260_50)]
    assert [words.sentence(why) for why in told.shares[-1].reasons] == [
        "the group volume of 2026-01 is 50050.00: 3 % of it",
        "less 2 % of 12050.00, the group volume of the leg of B",
        "lines of packages are not counted",
    ]
