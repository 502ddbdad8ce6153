"""`upline plan check`: a plan's mistakes by line, its rules in words, and its toy company; no database."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from cli.main import run
from graph.money import to_decimal
from graph.plan import Plan, load_plan, plan_from_data, shipped_plans, to_data
from graph.plan.shelf import goods, most_paid_of
from graph.plan.small_company import draw_company, smaller
from graph.plan.trial import toy_company, try_plan
from tests.spec.plans import plans

CHAIN = Path(__file__).parent.parent.parent / "plans" / "chain_699.yaml"
Check = Callable[..., tuple[int, str, str]]


def changed(**fields: object) -> Plan:
    return plan_from_data({**to_data(load_plan("chain_699")), **fields})


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `upline plan check` where no database answers; return its exit code and what it printed."""
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")

    def checked(*arguments: str, columns: int = 80) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.argv", ["upline", "plan", "check", *arguments])
        with pytest.raises(SystemExit) as left:
            run()
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return checked


def test_the_toy_company_of_the_chain_plan_is_the_golden_example(check: Check):
    code, out, err = check("chain_699", "--json")
    assert (code, err) == (0, "")
    trial = json.loads(out)["trial"]
    assert {one["member_id"]: one["earned"] for one in trial["members"] if one["earned"] != "0.00"} == {
        "province": "270.00",
        "city": "180.00",
        "district": "340.00",
        "partner": "770.00",
        "A": "1130.00",
        "A1": "200.00",
        "A3": "700.00",
    }
    assert {one["member_id"]: one["held"] for one in trial["members"]}["A"] == "166.00"
    assert {one["member_id"]: one["rank"] for one in trial["members"]}["A3"] == "partner"
    assert (trial["rewards_total"], trial["revenue"]) == ("3590.00", "6291.00")
    assert trial["payout_ratio"] == "0.570656"


def test_a_package_pays_at_most_410_of_699(check: Check):
    packages = json.loads(check("chain_699", "--json")[1])["packages"]
    assert packages["p699"] == {
        "product_id": "P699",
        "price": "699.00",
        "at_most": "410.00",
        "at_most_by_kind": {
            "direct": "200.00",
            "override": "100.00",
            "differential": "50.00",
            "pool": "30.00",
            "peer": "30.00",
        },
        "share": "0.586552",
        "kept": "289.00",
    }
    assert packages["p999"]["at_most"] == "0.00"


@pytest.mark.parametrize("columns", [80, 200])
def test_people_read_the_rules_in_words_within_the_width_of_the_terminal(check: Check, columns: int):
    code, out, err = check("chain_699", columns=columns)
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= columns
    told = " ".join(out.split())
    for words in (
        "The plan chain_699 is right: valid since ever, money in CNY, days in Asia/Shanghai.",
        "p699 699.00 200.00 100.00 30.00 50.00 30.00 410.00 58.66 % 289.00",
        "has directly sponsored 2 members of rank member or higher",
        "has 3 legs that each contain a member of rank district or higher",
        "peer: 10 % of what a member of rank partner or higher earns by direct and override",
        "20 % of direct and peer is held back until the first 2 recruits are partner or higher and 10 orders",
        "A partner 800.00 300.00 30.00 1,130.00 166.00",
        "Paid 3,590.00 of 6,291.00 (57.07 %); due to nobody 100.00; carried in pools 0.00.",
    ):
        assert words in told


def test_a_mistake_is_told_with_its_line_and_field(check: Check, tmp_path: Path):
    text = CHAIN.read_text(encoding="utf-8").replace("{kind: override,", "{kind: overide,")
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "overide" in row)
    code, out, err = check(str(file))
    assert (code, out) == (2, "")
    assert f"line {line}, rewards[1]: the kind 'overide' is unknown" in err
    assert "did you mean override?" in err


def test_a_plan_that_is_not_there_is_refused(check: Check, tmp_path: Path):
    assert check("chain_700")[0] == 2
    assert check(str(tmp_path / "none.yaml"))[0] == 2


def test_every_further_package_that_pays_is_bought_once_in_the_toy_company():
    reward = {"kind": "direct", "package": "p999", "amount": "90.00", "payee_rank": "member"}
    trial = try_plan(changed(rewards=[*to_data(load_plan("chain_699"))["rewards"], reward]))
    assert trial.orders == 10
    assert {one.member_id: one.bought for one in trial.members}["A2"] == ("P699", "P999")
    assert trial.rewards["direct"] == 180000 + 9000


def test_a_plan_of_the_future_is_tried_all_the_same():
    assert try_plan(changed(valid_from="2199-01-01")).paid == 359000


def test_a_plan_that_holds_nothing_and_matches_nothing_says_so(check: Check, tmp_path: Path):
    lines = CHAIN.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("fund:", "  - {kind: peer", "  - {kind: pool"))]
    file = tmp_path / "plain.yaml"
    file.write_text("\n".join(kept), encoding="utf-8")
    code, out, _ = check(str(file))
    assert code == 0
    assert "nothing is held back" in out
    assert "peer" not in out
    assert "Paid 3,150.00 of 6,291.00 (50.07 %); due to nobody 0.00" in " ".join(out.split())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(plans())
def test_every_plan_can_be_tried_and_pays_no_more_than_it_sets_aside(several: tuple[Plan, ...]):
    for plan in several:
        trial = try_plan(plan)
        lines = toy_company(plan).lines
        others = {one.product_id: goods(one.product_id, to_decimal(one.amount)) for one in lines}
        names = {package.product_id: name for name, package in plan.packages.items()}
        bought = [names.get(line.product_id, line.product_id) for line in lines]
        most = sum((most_paid_of(plan, name, others) for name in bought), Fraction(0))
        told = trial.paid + sum(trial.breakage.values()) + trial.carried
        assert told <= most
        if not {"level", "bracket", "leader"} & plan.kinds:  # these can pay less than the most of each line
            assert most - len(lines) * 6 < told  # what is rounded down: twice an order, by generation
        assert sum(one.earned for one in trial.members) == trial.paid


def test_the_arithmetic_of_each_kind_is_told_where_it_first_pays(check: Check):
    words = " ".join(check("chain_699", columns=200)[1].split())
    for expected in (
        "- direct referral, order o1 of A: 1 x p699 at 200.00 = 200.00 partner 200.00: partner is the",
        "- peer match of team override, order o1 of A: 10 % of 100.00 (team override) = 10.00 district 10.00",
        "city 10.00: city is the nearest above the buyer with a rate over 20.00 (R6); 1 x p699 at 30.00",
        "- pool share city: 90.00 fed on 2026-01-05 city 90.00",
    ):
        assert expected in words
    sums = json.loads(check("two_level", "--json")[1])["trial"]["sums"]
    assert [(one["source"], one["set_aside"], one["paid"][0]["payee_id"]) for one in sums] == [
        ("1", "10.00", "A"),
        ("2", "5.00", "A"),
    ]


def test_generated_companies_stay_below_what_the_plan_pays_of_a_price(check: Check):
    code, out, err = check("chain_699", columns=80)
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 80
    words = " ".join(out.split())
    assert "never above the ceiling of 58.66 %" in words
    assert "A district day buyer product amount refunded" in words  # a part refund of nearly all
    assert "per_leg 1 2" in words
    proof = json.loads(check("two_level", "--json")[1])["proof"]
    assert (proof["ceiling"], proof["list_prices"]["highest_payout"]) == ("0.075000", "0.075000")
    assert proof["list_prices"]["above_the_ceiling"] is None
    assert proof["readings_that_move_money"] == []


def test_the_smallest_company_above_a_ceiling_is_shown(check: Check):
    code, out, _ = check("two_level", "--ceiling", "6 %", "--json")
    found = json.loads(out)["proof"]["list_prices"]["above_the_ceiling"]
    assert code == 1
    assert found == {
        "members": [
            {"member_id": "A", "sponsor_id": None, "rank_before": "member"},
            {"member_id": "B", "sponsor_id": "A", "rank_before": "member"},
            {"member_id": "C", "sponsor_id": "B", "rank_before": "member"},
        ],
        "orders": [
            {
                "day": 1,
                "buyer_id": "C",
                "product_id": "goods",
                "amount": "200.00",
                "line": "200.00",
                "refunded": "0.00",
            }
        ],
        "revenue": "200.00",
        "rewards": {"level": "15.00"},
        "payout_ratio": "0.075000",
    }
    assert check("two_level", "--ceiling", "7.5 %")[0] == 0
    assert check("two_level", "--ceiling", "much")[0] == 2


def test_fields_are_changed_before_a_plan_is_checked(check: Check):
    packages = json.loads(check("chain_699", "--set", "rewards.direct.amount=100", "--json")[1])["packages"]
    assert packages["p699"]["at_most"] == "300.00"
    code, _, err = check("chain_699", "--set", "rewards.direct.amount=900")
    assert (code, "one package pays out up to 1180.00" in err) == (2, True)
    assert check("chain_699", "--set", "currency=KRW")[0] == 2


@pytest.mark.parametrize("name", shipped_plans())
def test_a_smaller_company_is_one_that_can_be(name: str):
    plan = load_plan(name)
    for seed in range(20):
        company = draw_company(plan, seed, plain=False)
        assert company == draw_company(plan, seed, plain=False)
        for other in (company, *smaller(company)):
            assert all(-1 <= sponsor < place for place, sponsor in enumerate(other.sponsors))
            assert {one.buyer for one in other.purchases} <= set(range(len(other.sponsors)))
        sizes = [(len(one.sponsors), len(one.purchases)) for one in smaller(company)]
        assert all(size <= (len(company.sponsors), len(company.purchases)) for size in sizes)


def test_companies_of_a_plan_with_groups_buy_in_groups(check: Check):
    code, out, _ = check("group_buying", "--ceiling", "12 %")
    words = " ".join(out.split())
    assert code == 1
    assert "What is bought on a day is a group, led by who buys first." in words
    assert words.split("Paid: ")[1].startswith("level reward 12.00, group leader reward 40.00.")
    assert check("group_buying")[0] == 0
