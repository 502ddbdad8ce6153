"""`upline plan check`: a plan's mistakes by line, its rules in words, and its toy company; no database."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from cli.main import run
from graph.kinds.rewards.level_plan import highest_share
from graph.plan import Plan, load_plan, plan_from_data, to_data
from graph.plan.checks import most_paid
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
        names = {package.product_id: name for name, package in plan.packages.items()}
        lines = toy_company(plan).lines
        of_packages = [line for line in lines if line.product_id in names]
        most = sum((most_paid(plan, names[line.product_id]) for line in of_packages), Fraction(0))
        most += sum(
            highest_share(plan, one.product_id) * one.amount for one in lines if one not in of_packages
        )
        told = trial.paid + sum(trial.breakage.values()) + trial.carried
        assert told <= most
        if (
            "level" not in plan.kinds
        ):  # what levels pay at most can be of another category, or of first orders
            assert most - len(lines) * 6 < told  # what is rounded down: twice an order, by generation
        assert sum(one.earned for one in trial.members) == trial.paid
