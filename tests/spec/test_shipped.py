"""The shipped plans pay what their lines say."""

from graph.plan import load_plan
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, rows


def test_two_activities_pay_each_package_its_own_amounts(engine: Engine) -> None:
    facts = company("S\nA S", "o1 A P699\no2 A P499:499.00\no3 A P699+P499:499.00", openings="S partner")
    found = engine(facts, load_plan("two_activities"))
    assert ledger(found, "direct", "override") == rows(
        """
        direct - S o1 200.00
        direct - S o2 120.00
        direct - S o3 320.00
        override - S o1 100.00
        override - S o2 60.00
        override - S o3 160.00
        """
    )


def test_group_buying_pays_the_leader_and_who_invited_the_buyers(engine: Engine) -> None:
    facts = company(
        "S\nA S\nB A",
        "o1 A 100.00 2026-01-05T09:00\no2 B 50.00 2026-01-05T14:00\no3 B 20.00 2026-01-05T16:00",
        groups="G A 2026-01-05T08:00 2026-01-06T08:00",
        grouped="G o1 o2 o3",
    )
    # The drawing of docs/plans.md: 10 % of 170.00.
    assert ledger(engine(facts, load_plan("group_buying"))) == rows(
        "leader G A - 17.00\nlevel 1 S o1 3.00\nlevel 1 A o2 1.50\nlevel 1 A o3 0.60"
    )


def test_combined_pays_the_chain_on_packages_brackets_on_the_rest_and_levels_on_two_categories(
    engine: Engine,
) -> None:
    facts = company(
        "A\nB A\nC A\nD B",
        """
        a1 A P699
        a2 A pot:38000.00
        b1 B P699+pot:100.00
        b2 B leaf:10000.00
        d1 D cream:2000.00
        """,
        products="leaf tea\ncream care",
        refunds="b1 399.50",
    )
    found = engine(facts, load_plan("combined"))
    assert ledger(found, "level") == rows("level 1 A b2 500.00\nlevel 1 B d1 160.00\nlevel 2 A d1 80.00")
    # B: 50.00 of b1, 10 000.00 and D's 2 000.00, at 2 %; A: those and 38 000.00, at 3 %, less B's.
    assert ledger(found, "bracket") == rows("bracket 2026-01 A - 1260.50\nbracket 2026-01 B - 241.00")
    chain = ledger(engine(facts, load_plan("chain_699")))
    assert [one for one in ledger(found) if one[0] not in {"level", "bracket"}] == chain
