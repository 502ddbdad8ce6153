"""R11: by the month, a rate of the group volume by its bracket, less the same of each leg."""

from typing import Any

import pytest

from graph.outcome import Month
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, rows

TREE = """
    A
    B A
    C A
    D B
"""
TABLE = (("10000.00", "5 %"), ("50000.00", "8 %"))


def bracket(table: tuple[tuple[str, str], ...] = TABLE, **fields: Any) -> dict[str, Any]:
    """Return a bracket reward."""
    steps = [{"volume": volume, "rate": rate} for volume, rate in table]
    return {"kind": "bracket", "brackets": steps, **fields}


def retail(*rewards: dict[str, Any], **fields: Any) -> Plan:
    """Return a plan of one rank with other rewards, or other fields."""
    data = to_data(load_plan("two_level"))
    return plan_from_data({**data, **fields, "rewards": list(rewards or [bracket()])})


def test_a_member_gets_its_bracket_less_those_of_its_legs(engine: Engine) -> None:
    orders = """
        a1 A 31000.00 2026-01-05T09:00
        b1 B 12000.00 2026-01-06T09:00
        d1 D 8000.00 2026-01-31T23:59
        c1 C 9000.00 2026-01-07T09:00
        d2 D 10000.00 2026-02-01T00:00
    """
    found = engine(company(TREE, orders), retail(), as_of="2026-02-28T23:59")
    # The example of the rule: 8 % of 60 000 less 5 % of the leg of 20 000; 9 000 are below all brackets.
    assert ledger(found) == rows("bracket 2026-01 A - 3800.00\nbracket 2026-01 B - 1000.00")
    assert {grain.day for grain in found.entries} == {"2026-01-31"}
    assert found.monthly["A", "2026-01"] == Month(31000_00, 29000_00, 60000_00, 3800_00, 0)
    # February is over in its last moment; the lower bound is in a bracket.
    both = ledger(engine(company(TREE, orders), retail(), as_of="2026-03-01T00:00"))
    assert both == sorted([*ledger(found), *rows("bracket 2026-02 D - 500.00")])


def test_it_is_exact_and_rounded_down_once(engine: Engine) -> None:
    plan = retail(bracket((("0.01", "1/3"), ("0.05", "2/5"))))
    found = engine(company(TREE, "a1 A 0.01\nb1 B 0.02\nc1 C 0.02"), plan)
    # 2/5 of 5 less 1/3 of 2, twice: 2 - 4/3 = 2/3, rounded down
    assert ledger(found) == []
    more = engine(company(TREE, "a1 A 0.02\nb1 B 0.02\nc1 C 0.02"), plan)
    assert ledger(more) == rows("bracket 2026-01 A - 0.01")  # 12/5 - 4/3


def test_who_has_too_little_own_volume_gets_nothing_and_is_subtracted_all_the_same(engine: Engine) -> None:
    people = {"communities": "k B", "customers": "u k"}
    plan = retail(bracket(own_volume="500.00"))
    orders = "a1 A 500.00\nb1 B 499.99\nd1 D 20000.00"
    assert ledger(engine(company(TREE, orders), plan)) == rows("""
        bracket 2026-01 A - 25.00
        bracket 2026-01 D - 1000.00
    """)
    # A customer's order is personal volume of the community's owner.
    assert ledger(engine(company(TREE, f"{orders}\nu1 u 0.01", **people), plan)) == rows("""
        bracket 2026-01 A - 25.00
        bracket 2026-01 B - 25.00
        bracket 2026-01 D - 1000.00
    """)


def test_refunds_and_corrected_sponsors_change_the_month_of_the_order(engine: Engine) -> None:
    orders = "a1 A 30000.00\nb1 B 20000.00\nd1 D 20000.00\nc1 C 10000.00"
    moved = company(TREE, orders, refunds="b1 10000.00\nc1 10000.00", corrections="D A")
    assert ledger(engine(moved, retail())) == rows("""
        bracket 2026-01 A - 3300.00
        bracket 2026-01 B - 500.00
        bracket 2026-01 D - 1000.00
    """)


def test_a_month_is_paid_by_the_plan_that_is_valid_when_it_begins(engine: Engine) -> None:
    orders = """
        a1 A 10000.00 2026-01-05T09:00
        a2 A 10000.00 2026-02-05T09:00
        a3 A 10000.00 2026-03-05T09:00
        a4 A 10000.00 2026-04-05T09:00
    """
    first = retail(name="first", valid_from="2026-01-02")
    second = retail(bracket((("10000.00", "7 %"),)), name="second", valid_from="2026-03-01")
    third = retail(load_level(), name="third", valid_from="2026-03-02")
    assert ledger(engine(company(TREE, orders), first, second, third), "bracket") == rows("""
        bracket 2026-02 A - 500.00
        bracket 2026-03 A - 700.00
    """)


def load_level() -> dict[str, Any]:
    """Return a reward of another kind."""
    return {"kind": "level", "rates": ["5 %"]}


def test_chain_on_packages_brackets_on_all_and_levels_on_two_categories(engine: Engine) -> None:
    data = to_data(load_plan("chain_699"))
    level = {"kind": "level", "rates": ["4 %", "2 %"], "categories": ["tea"]}
    other = {"kind": "level", "rates": ["1 %"], "categories": ["pots"]}
    plan = plan_from_data(
        {**data, "rewards": [*data["rewards"], level, other, bracket((("700.00", "3 %"),))]}
    )
    facts = company(
        TREE,
        "a1 A P699\nb1 B P699\nb2 B leaf:100.00+kettle:50.00\nd1 D leaf:10.00",
        products="leaf tea\nkettle pots",
    )
    found = engine(facts, plan)
    assert ledger(found, "level") == rows("level 1 A b2 4.50\nlevel 1 B d1 0.40\nlevel 2 A d1 0.20")
    # A: 1 558.00, of which 859.00 are B's leg
    assert ledger(found, "bracket") == rows("bracket 2026-01 A - 20.97\nbracket 2026-01 B - 25.77")
    chain = engine(facts, load_plan("chain_699"))
    assert [one for one in ledger(found) if one[0] not in {"level", "bracket"}] == ledger(chain)


PACKAGES = {"p699": {"product_id": "P699", "price": "699.00"}}


def test_the_rest_is_what_falls_on_no_package_line_rounded_down_per_order(engine: Engine) -> None:
    facts = company(
        TREE,
        """
        a1 A pot:0.01+P699:0.02
        a2 A pot:0.01+P699:0.02
        a3 A 0.05
        b1 B leaf:0.08+P699:1.00
        u1 u leaf:0.40+P699:0.40
        """,
        refunds="a1 0.01\na2 0.01\nu1 0.01",
        products="leaf tea",
        communities="k B",
        customers="u k",
    )
    table = (("0.01", "100 %"),)
    rest = retail(bracket(table, except_packages=True), packages=PACKAGES)
    # Twice 2/3 of 0.01, each rounded down to nothing; without lines all of it; of u1 0.79 x 40 / 80.
    assert ledger(engine(facts, rest)) == rows("bracket 2026-01 A - 0.05\nbracket 2026-01 B - 0.47")
    tea = retail(bracket(table, categories=["tea"]), packages=PACKAGES)
    assert ledger(engine(facts, tea)) == rows("bracket 2026-01 B - 0.47")
    both = retail(bracket(table, products=["pot", "leaf"], except_packages=True), packages=PACKAGES)
    assert ledger(engine(facts, both)) == rows("bracket 2026-01 B - 0.47")


def test_who_bought_enough_packages_is_paid_its_bracket_of_the_rest(engine: Engine) -> None:
    reward = bracket((("100.00", "10 %"),), except_packages=True, own_volume="699.00")
    facts = company(TREE, "b1 B P699\nb2 B pot:200.00\nd1 D pot:200.00")
    assert ledger(engine(facts, retail(reward, packages=PACKAGES))) == rows("bracket 2026-01 B - 20.00")


def test_each_month_counts_the_lines_of_its_own_plan(engine: Engine) -> None:
    table = (("1.00", "10 %"),)
    orders = "a1 A P699+pot:301.00 2026-01-05T09:00\nb1 B P699+pot:301.00 2026-02-05T09:00"
    first = retail(bracket(table), name="first", packages=PACKAGES)
    second = retail(
        bracket(table, except_packages=True), name="second", packages=PACKAGES, valid_from="2026-02-01"
    )
    assert ledger(engine(company(TREE, orders), first, second)) == rows("""
        bracket 2026-01 A - 100.00
        bracket 2026-02 B - 30.10
    """)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"except_packages": True}, "the plan has no packages"),
        ({"except_packages": True, "products": ["P699"], "packages": PACKAGES}, "P699 is a package"),
        ({"categories": ["tea", "tea"]}, "a name is there twice"),
    ],
)
def test_lines_that_could_not_count_are_refused(fields: dict[str, Any], words: str) -> None:
    packages = fields.pop("packages", {})
    with pytest.raises(Exception, match=words):
        retail(bracket(**fields), packages=packages)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ((("10.00", "5 %"), ("10.00", "6 %")), "listed from the lowest on: more than 10.00"),
        ((("10.00", "5 %"), ("20.00", "4 %")), "falls below 5 %, that of a lower bracket"),
        ((("10.00", "1/100001"),), "multiples of one fraction"),
    ],
)
def test_a_table_that_could_not_be_paid_is_refused(table: tuple[tuple[str, str], ...], words: str) -> None:
    with pytest.raises(Exception, match=words):
        retail(bracket(table))
