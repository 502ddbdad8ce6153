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
