"""Worked examples that others published, to the cent, each with where: those that our kinds say exactly."""

from typing import Any

from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, rows


def paying(*rewards: dict[str, Any], **fields: Any) -> Plan:
    """Return a plan of one rank with these rewards."""
    return plan_from_data({**to_data(load_plan("two_level")), **fields, "rewards": list(rewards)})


def brackets(**rates: str) -> Plan:
    """Return a plan with one bracket reward: `v18000="6 %"` is 6 % from 18 000.00 on."""
    steps = [{"volume": f"{volume[1:]}.00", "rate": rate} for volume, rate in rates.items()]
    return paying({"kind": "bracket", "brackets": steps})


AMWAY = brackets(v18000="6 %", v60000="9 %", v120000="12 %", v240000="15 %", v420000="18 %", v600000="21 %")
"""Amway India, "The Amway Sales & Marketing Plan" (a brochure), its table at 60 BV a point.

https://vdocuments.site/asmpbrochure-final-production.html, also
https://issuu.com/djatb/docs/asmp_brochure-final_production
"""
FOUR = "X\nA X\nB X\nC X\nD X"


def test_amway_pays_9_percent_of_a_group_less_6_percent_of_four_downlines(engine: Engine) -> None:
    """E.g. 2: everybody buys for 18 000: 8 100 for the group of 90 000, less 4 320 of 72 000: 3 780."""
    orders = "\n".join(f"o{member} {member} 18000.00" for member in "XABCD")
    assert ledger(engine(company(FOUR, orders), AMWAY)) == rows("""
        bracket 2026-01 X - 3780.00
        bracket 2026-01 A - 1080.00
        bracket 2026-01 B - 1080.00
        bracket 2026-01 C - 1080.00
        bracket 2026-01 D - 1080.00
    """)


def test_amway_pays_21_percent_less_what_four_groups_of_other_sizes_are_paid(engine: Engine) -> None:
    """E.g. 3: 1 26 000 for 6 00 000, less 14 400, 14 400, 5 400 and 36 000: 55 800; the groups are teams."""
    orders = """
        x X 60000.00
        a A 20000.00
        a1 A1 100000.00
        b B 120000.00
        c C 60000.00
        d D 40000.00
        d1 D1 200000.00
    """
    found = ledger(engine(company(f"{FOUR}\nA1 A\nD1 D", orders), AMWAY))
    assert found == rows("""
        bracket 2026-01 X - 55800.00
        bracket 2026-01 A - 5400.00
        bracket 2026-01 A1 - 9000.00
        bracket 2026-01 B - 14400.00
        bracket 2026-01 C - 5400.00
        bracket 2026-01 D - 12000.00
        bracket 2026-01 D1 - 24000.00
    """)
    # What the brochure calls the commission of A's and of D's group is shared inside of them.
    paid = {member: sum(float(row[4]) for row in found if row[2].startswith(member)) for member in "AD"}
    assert paid == {"A": 14400.0, "D": 36000.0}


def test_ecosway_pays_the_difference_to_each_branch(engine: Engine) -> None:
    """eCosway, "Sample One Month Calculation": 27 % of 1 000, 3 % of 15 000, 4 % of 12 000, 5 % of 8 000.

    https://ecosway.com/ecosway/en_US/1monthCalc.jsp: 270 retail profit and 1 330 branch overrides.
    """
    plan = brackets(v8000="22 %", v12000="23 %", v15000="24 %", v36000="27 %")
    orders = "me Me 1000.00\na A 15000.00\nb B 12000.00\nc C 8000.00"
    assert ledger(engine(company("Me\nA Me\nB Me\nC Me", orders), plan)) == rows("""
        bracket 2026-01 Me - 1600.00
        bracket 2026-01 A - 3600.00
        bracket 2026-01 B - 2760.00
        bracket 2026-01 C - 1760.00
    """)


def test_ten_percent_go_up_three_levels_however_deep_the_buyer_is(engine: Engine) -> None:
    """NetReady, "Level Based Commission": Adam buys for $100, Joan gets 10 % as level 1, Mary as level 2.

    https://netready.co.za/post?post=level-based-commission: "the commissions will flow up 3 levels and stop".
    """
    plan = paying({"kind": "level", "rates": ["10 %", "10 %", "10 %"]})
    people = "Root\nTop Root\nMary Top\nJoan Mary\nAdam Joan"
    assert ledger(engine(company(people, "o1 Adam 100.00"), plan)) == rows("""
        level 1 Joan o1 10.00
        level 2 Mary o1 10.00
        level 3 Top o1 10.00
    """)


def test_a_customers_order_pays_two_levels_of_distributors_and_a_distributors_own_the_two_above(
    engine: Engine,
) -> None:
    """万里牛, 分销返佣模式: of 200 yuan 40 and 20, to a and B of a customer's order, to B and c of a's own.

    https://hupun.kf5.com/hc/kb/article/1595660: 佣金向上最多二级, 自己购买不拿佣金, 客户分享不给佣金.
    """
    plan = paying({"kind": "level", "rates": ["20 %", "10 %"], "customers": "owner"})
    facts = company(
        "c\nB c\na B", "o1 buyer 200.00\no2 a 200.00", communities="k a", customers="buyer k\nfriend"
    )
    assert ledger(engine(facts, plan)) == rows("""
        level 1 a o1 40.00
        level 2 B o1 20.00
        level 1 B o2 40.00
        level 2 c o2 20.00
    """)


def test_a_group_of_two_succeeds_with_the_second_payment_and_fails_when_its_time_is_over(
    engine: Engine,
) -> None:
    """拼团活动该如何设计: two people, 24 hours from the leader's payment, who is the first of them.

    https://blog.csdn.net/qq_25285531/article/details/130356235
    """
    groups = "G A 2026-01-05T09:00 2026-01-06T09:00\nF B 2026-01-05T09:00 2026-01-06T09:00"
    orders = """
        g1 A 50.00 2026-01-05T09:00
        g2 B 50.00 2026-01-06T08:59
        f1 B 80.00 2026-01-05T09:00
        f2 A 80.00 2026-01-06T09:01
    """
    facts = company("A\nB", orders, groups=groups, grouped="G g1 g2\nF f1 f2")
    plan = load_plan("group_buying")
    waiting = engine(facts, plan, as_of="2026-01-05T20:00")
    assert sum(row.personal for row in waiting.standings.values()) == 0
    found = engine(facts, plan)
    assert {member: row.personal for member, row in found.standings.items()} == {"A": 50_00, "B": 50_00}
    assert ledger(found) == rows("leader G A - 10.00")


def test_a_host_gets_ten_percent_of_what_the_guests_of_her_party_buy(engine: Engine) -> None:
    """Midesigns, "Hostess Rewards": 10 % of total guest sales, $50 of $500, $75 of $750, $100 of $1000.

    http://www.docstoc.com/docs/32278835/Party-Plan-Hostess-Rewards; a party is a group, its host the leader.
    """
    parties = {"P500": (200, 300), "P750": (250, 500), "P1000": (400, 600)}
    groups = "\n".join(f"{party} Host 2026-01-05T09:00 2026-01-06T09:00" for party in parties)
    orders = "\n".join(
        f"{party}-{guest} {guest} {amount}.00 2026-01-05T18:00"
        for party, amounts in parties.items()
        for guest, amount in zip(("Ann", "Bea"), amounts, strict=True)
    )
    grouped = "\n".join(f"{party} {party}-Ann {party}-Bea" for party in parties)
    facts = company("Host\nAnn\nBea", orders, groups=groups, grouped=grouped)
    assert ledger(engine(facts, paying({"kind": "leader", "rate": "10 %"}))) == rows("""
        leader P500 Host - 50.00
        leader P750 Host - 75.00
        leader P1000 Host - 100.00
    """)
