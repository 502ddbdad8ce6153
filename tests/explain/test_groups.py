"""Orders of buying groups: why they count for nothing, and since when they count."""

from graph.database import Database
from graph.explain import explain_member, explain_order
from graph.facts import Facts
from graph.plan import load_plan
from tests.explain.conftest import Publish, corrections, kind_of, not_paid
from tests.spec.tables import company, moment

TREE = "S\nA S\nB S"
GROUPS = "G A 2026-01-10T10:00 2026-02-10T10:00"
OPENINGS = "S partner"
ORDERS = "o1 A P699 2026-01-20T10:00\no2 B P699 2026-01-30T10:00\no3 B P699 2026-02-11T10:00"
FACTS = company(TREE, ORDERS, groups=GROUPS, grouped="G o1 o2 o3", openings=OPENINGS)


def test_an_order_whose_group_has_not_succeeded_says_what_is_missing(database: Database, publish: Publish):
    run = publish(FACTS, as_of=moment("2026-01-29T00:00"))
    explanation = explain_order(database, run, "o1")
    assert [(why.id, dict(why.values)) for why in explanation.notes] == [
        (
            "group_waits",
            {
                "group": "G",
                "have": 1,
                "need": 2,
                "opens": moment("2026-01-10T10:00"),
                "closes": moment("2026-02-10T10:00"),
            },
        )
    ]
    assert not_paid(explanation, "direct") == [("", "S", "group_void")]
    assert (explanation.order.waits, explanation.order.day) == (True, "2026-01-20")
    assert [line.product_id for line in explanation.order.lines] == ["P699"]
    assert set(explanation.sums.__slots__) == {
        "package_lines",
        "paid",
        "breakage",
        "pool_contribution",
        "kept",
    }
    assert explanation.sums.package_lines == 0


def test_an_order_that_counts_from_the_success_on_says_so(database: Database, publish: Publish):
    run = publish(FACTS)
    explanation = explain_order(database, run, "o1")
    assert [why.id for why in explanation.notes] == ["group_counts", "first_package"]
    assert (explanation.order.day, explanation.order.at) == ("2026-01-30", moment("2026-01-30T10:00"))
    assert explanation.order.paid_at == moment("2026-01-20T10:00")
    assert [why.id for why in explain_order(database, run, "o2").notes] == ["first_package"]
    assert [why.id for why in explain_order(database, run, "o3").notes] == ["group_outside"]


def test_corrections_say_what_became_of_the_group(database: Database, publish: Publish):
    publish(FACTS, as_of=moment("2026-02-01T00:00"))
    refund = company(TREE, ORDERS, refunds="o2 699.00 2026-02-02T00:00").refunds
    run = publish(Facts(refunds=refund), as_of=moment("2026-02-03T00:00"))
    undone = explain_order(database, run, "o1")
    assert [why.id for why in undone.notes] == ["group_waits"]
    paid_back = kind_of(undone, "direct").reversed[0].postings
    assert corrections(paid_back) == [(1, 200_00, ()), (2, -200_00, ("group_undone",))]
    late = company("S\nA S\nB S\nC S", "o4 C P699 2026-02-05T10:00", grouped="G o4")
    run = publish(
        Facts(members=late.members[3:], orders=late.orders, lines=late.lines),
        as_of=moment("2026-02-06T00:00"),
    )
    again = explain_order(database, run, "o1")
    assert [why.id for why in again.notes] == ["group_counts", "first_package"]
    assert corrections(kind_of(again, "direct").payments[0].postings)[-1] == (
        3,
        200_00,
        ("group_done", "owner_changed"),
    )


def test_a_leader_is_told_what_its_groups_brought_and_which_did_not_succeed(
    database: Database, publish: Publish
):
    facts = company(
        TREE,
        "o1 A 100.00 2026-01-20T10:00\no2 B 50.00 2026-01-21T10:00\no3 A 10.00 2026-01-22T10:00",
        groups=f"{GROUPS}\nH A 2026-01-22T09:00 2026-01-23T09:00",
        grouped="G o1 o2\nH o3",
    )
    shares = explain_member(database, publish(facts, load_plan("group_buying")), "A").shares
    assert [(one.source, one.day, one.amount, [why.id for why in one.reasons]) for one in shares] == [
        ("H", "2026-01-23", 0, ["leader_waits"]),
        ("G", "2026-01-21", 15_00, ["is_leader", "leader_share"]),
    ]
