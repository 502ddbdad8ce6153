"""R12: orders of a group count once it succeeded, each at the later of its own moment and the success."""

from graph.facts import Facts
from graph.outcome import Month, Outcome
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, ranks, rows

TREE = "S\nA S\nB S\nC S\nD A"
WINDOW = "G A 2026-01-10T10:00 2026-02-10T10:00"


def _group(
    orders: str, *, grouped: str = "G o1 o2 o3", groups: str = WINDOW, refunds: str = "", more: str = ""
) -> Facts:
    first = f"o0 S P699 2026-01-01T09:00\n{more}"
    return company(TREE, first + orders, groups=groups, grouped=grouped, refunds=refunds)


def _volumes(outcome: Outcome) -> dict[str, int]:
    return {member: row.personal // 100 for member, row in outcome.standings.items() if row.personal}


def test_a_group_of_two_buyers_counts_from_the_second_on(engine: Engine) -> None:
    facts = _group("o1 A P699 2026-01-20T10:00\no2 B P699 2026-02-01T10:00")
    outcome = engine(facts)
    assert ledger(outcome, "direct") == rows("direct - S o1 200.00\ndirect - S o2 200.00")
    assert {grain.day for grain in outcome.entries if grain.order_id == "o1"} == {"2026-02-01"}
    assert ranks(outcome, "SAB") == rows("S partner o2\nA member o1\nB member o2")
    before = engine(facts, as_of="2026-02-01T09:59:59.999999")
    assert before == engine(company(TREE, "o0 S P699 2026-01-01T09:00"), as_of="2026-02-01T09:59:59.999999")


def test_januarys_order_in_a_group_that_succeeds_in_february_is_februarys(engine: Engine) -> None:
    outcome = engine(_group("o1 A 100.00 2026-01-20T10:00\no2 B 50.00 2026-02-01T10:00"))
    assert outcome.monthly["A", "2026-02"] == Month(100_00, 0, 100_00, 0, 0)
    assert ("A", "2026-01") not in outcome.monthly
    assert ("city", "2026-01-20") not in outcome.pools
    assert ("city", "2026-02-01") in outcome.pools


def test_an_order_after_the_success_counts_when_it_was_paid(engine: Engine) -> None:
    orders = "o1 A 100.00 2026-01-20T10:00\no2 B 50.00 2026-01-21T10:00\no3 C 25.00 2026-02-05T10:00"
    outcome = engine(_group(orders))
    assert outcome.monthly["S", "2026-01"].team == 150_00
    assert outcome.monthly["S", "2026-02"].team == 25_00


def test_several_orders_of_one_buyer_are_one_buyer(engine: Engine) -> None:
    outcome = engine(_group("o1 A 100.00 2026-01-20T10:00\no2 A 50.00 2026-01-21T10:00"))
    assert _volumes(outcome) == {"S": 699}


def test_both_ends_of_the_window_are_in_it_and_nothing_beyond(engine: Engine) -> None:
    ends = "o1 A 100.00 2026-01-10T10:00\no2 B 50.00 2026-02-10T10:00"
    assert _volumes(engine(_group(ends))) == {"S": 699, "A": 100, "B": 50}
    early = "o1 A 100.00 2026-01-10T09:59:59.999999\no2 B 50.00 2026-02-10T10:00"
    assert _volumes(engine(_group(early))) == {"S": 699}
    late = "o1 A 100.00 2026-01-10T10:00\no2 B 50.00 2026-02-10T10:00:00.000001\no3 C 25.00 2026-02-10T10:00"
    assert _volumes(engine(_group(late))) == {"S": 699, "A": 100, "C": 25}


def test_customers_are_buyers_too(engine: Engine) -> None:
    facts = company(
        TREE,
        "o1 A 100.00 2026-01-20T10:00\no2 U 50.00 2026-01-21T10:00",
        communities="K B",
        customers="U K",
        groups=WINDOW,
        grouped="G o1 o2",
    )
    assert _volumes(engine(facts)) == {"A": 100, "B": 50}


def test_the_plan_says_how_many_buyers_a_group_needs(engine: Engine) -> None:
    three = plan_from_data({**to_data(load_plan("chain_699")), "groups": {"min_buyers": 3}})
    two = _group("o1 A 100.00 2026-01-20T10:00\no2 B 50.00 2026-01-21T10:00")
    assert _volumes(engine(two, three)) == {"S": 699}
    orders = "o1 A 1.00 2026-01-20T10:00\no2 B 2.00 2026-01-21T10:00\no3 C 3.00 2026-02-05T10:00"
    outcome = engine(_group(orders), three)
    assert {key: row.personal for key, row in outcome.monthly.items() if row.personal} == {
        ("S", "2026-01"): 699_00,
        ("A", "2026-02"): 1_00,
        ("B", "2026-02"): 2_00,
        ("C", "2026-02"): 3_00,
    }


def test_a_refund_after_which_too_few_buyers_stand_is_as_if_there_had_been_no_success(engine: Engine) -> None:
    orders = "o1 A P699 2026-01-20T10:00\no2 B P699 2026-01-21T10:00"
    refund = "o2 699.00 2026-01-25T10:00"
    outcome = engine(_group(orders, refunds=refund))
    assert outcome == engine(company(TREE, "o0 S P699 2026-01-01T09:00"))
    before = engine(_group(orders, refunds=refund), as_of="2026-01-25T09:00")
    assert ranks(before, "S") == rows("S partner o2")
    part = engine(_group(orders, refunds="o2 698.99 2026-01-25T10:00"))
    assert ledger(part) == ledger(engine(_group(orders)))


def test_a_refund_moves_the_success_to_the_next_buyer(engine: Engine) -> None:
    orders = "o1 A 100.00 2026-01-20T10:00\no2 B 50.00 2026-01-21T10:00\no3 C 25.00 2026-02-05T10:00"
    outcome = engine(_group(orders, refunds="o1 100.00 2026-02-06T10:00"))
    assert outcome.monthly["S", "2026-02"].team == 75_00
    assert "A" not in _volumes(outcome)


def test_orders_that_count_at_one_moment_follow_each_other_by_their_ids(engine: Engine) -> None:
    orders = "o9 A P699 2026-01-20T10:00\no2 D P699 2026-01-21T10:00"
    outcome = engine(_group(orders, grouped="G o9 o2"))
    # D buys first on the clock, when A is a visitor still: its sponsor above with a first package is S.
    assert ranks(outcome, "AD") == rows("A member o9\nD member o2")
    assert ledger(outcome, "direct") == rows("direct - S o9 200.00")


def test_an_order_is_paid_by_the_plan_valid_when_it_counts(engine: Engine) -> None:
    data = to_data(load_plan("chain_699"))
    rewards = [{**data["rewards"][0], "amount": "150.00"}, *data["rewards"][1:]]
    later = plan_from_data({**data, "rewards": rewards, "valid_from": "2026-02-01"})
    facts = _group("o1 A P699 2026-01-20T10:00\no2 B P699 2026-02-01T10:00")
    outcome = engine(facts, load_plan("chain_699"), later)
    assert ledger(outcome, "direct") == rows("direct - S o1 150.00\ndirect - S o2 150.00")


def test_a_company_without_groups_is_paid_as_ever(engine: Engine) -> None:
    orders = "o1 A P699 2026-01-20T10:00\no2 B P699 2026-02-01T10:00"
    plain = engine(_group(orders, grouped="", groups=""))
    assert engine(_group(orders, grouped="")) == plain
    assert {grain.day for grain in plain.entries if grain.order_id == "o1"} == {"2026-01-20"}


def _leading(rate: str, **more: object) -> Plan:
    data = to_data(load_plan("two_level"))
    return plan_from_data({**data, "rewards": [{"kind": "leader", "rate": rate}], **more})


def _led(outcome: Outcome) -> list[tuple[str, str, str, int]]:
    """Return payee, group, day and amount of the entries of leaders."""
    grains = outcome.entries.items()
    return sorted((g.payee_id, g.source, g.day, amount) for g, amount in grains if g.kind == "leader")


BOUGHT = "o1 A 100.00 2026-01-20T10:00\no2 B 50.55 2026-02-01T10:00\no3 C 25.00 2026-02-05T10:00"


def test_the_leader_receives_a_rate_of_the_net_amount_on_the_day_of_the_success(engine: Engine) -> None:
    outcome = engine(_group(BOUGHT), _leading("7 %"))
    assert _led(outcome) == [("A", "G", "2026-02-01", 12_28)]  # 7 % of 175.55, rounded down once
    assert outcome.standings["A"].earned == 12_28
    assert outcome.monthly["A", "2026-02"].earned == 12_28


def test_a_refund_lowers_what_the_leader_receives(engine: Engine) -> None:
    part = engine(_group(BOUGHT, refunds="o3 5.00 2026-03-01T10:00"), _leading("10 %"))
    assert _led(part) == [("A", "G", "2026-02-01", 17_05)]
    moved = engine(_group(BOUGHT, refunds="o2 50.55 2026-03-01T10:00"), _leading("10 %"))
    assert _led(moved) == [("A", "G", "2026-02-05", 12_50)]
    undone = engine(
        _group(BOUGHT, refunds="o2 50.55 2026-03-01T10:00\no3 25.00 2026-03-01T10:00"), _leading("10 %")
    )
    assert _led(undone) == []


def test_each_group_has_an_entry_of_its_own_and_customers_count_in_it(engine: Engine) -> None:
    facts = company(
        TREE,
        "o1 A 10.00 2026-01-20T10:00\no2 U 20.00 2026-01-21T10:00\n"
        "o3 B 40.00 2026-01-22T10:00\no4 C 80.00 2026-01-23T10:00\no5 C 160.00 2026-01-24T10:00",
        communities="K B",
        customers="U K",
        groups=f"{WINDOW}\nH A 2026-01-10T10:00 2026-02-10T10:00\nI C 2026-01-10T10:00 2026-02-10T10:00",
        grouped="G o1 o2\nH o3 o4\nI o5",
    )
    assert _led(engine(facts, _leading("10 %"))) == [
        ("A", "G", "2026-01-21", 3_00),
        ("A", "H", "2026-01-23", 12_00),
    ]


def test_a_leader_is_paid_by_the_plan_valid_at_the_success(engine: Engine) -> None:
    later = _leading("20 %", name="later", valid_from="2026-02-01")
    assert _led(engine(_group(BOUGHT), _leading("10 %"), later)) == [("A", "G", "2026-02-01", 35_11)]


def test_a_leader_who_joined_after_the_run_receives_nothing(engine: Engine) -> None:
    bought = "o2 B 50.55 2026-02-01T10:00\no3 C 25.00 2026-02-05T10:00"
    facts = company("S\nA S 2026-06-01T00:00\nB S\nC S", bought, groups=WINDOW, grouped="G o2 o3")
    assert _led(engine(facts, _leading("10 %"), as_of="2026-03-01T00:00")) == []
    assert _led(engine(facts, _leading("10 %"))) == [("A", "G", "2026-02-05", 7_55)]
