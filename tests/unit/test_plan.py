"""Plans as data: what is read, what is refused and in which words."""

from fractions import Fraction
from pathlib import Path

import pytest
from babel.numbers import get_currency_precision

from graph.clock import day_start
from graph.errors import UserError
from graph.kinds.rewards.differential import Differential
from graph.kinds.rewards.direct import Direct
from graph.kinds.rewards.override import Override
from graph.kinds.rewards.peer import Peer
from graph.kinds.rewards.pool import DailyPool
from graph.plan import load_plan, parse_plan, plan_from_data, to_data, to_yaml
from graph.plan.checks import most_paid

TEXT = (Path(__file__).parent / "mine.yaml").read_text(encoding="utf-8")


def _refusal(old: str, new: str) -> str:
    assert old in TEXT
    with pytest.raises(UserError) as caught:
        parse_plan(TEXT.replace(old, new, 1), "mine.yaml")
    return str(caught.value)


def test_the_shipped_plan_has_the_amounts_of_the_rules_in_minor_units() -> None:
    plan = load_plan("chain_699")
    assert (plan.name, plan.currency, plan.time_zone, plan.valid_from) == (
        "chain_699",
        "CNY",
        "Asia/Shanghai",
        None,
    )
    assert [rank.id for rank in plan.ranks] == [
        "visitor",
        "member",
        "partner",
        "district",
        "city",
        "province",
    ]
    direct, override = plan.rewards_of(Direct)[0], plan.rewards_of(Override)[0]
    assert (direct.amount, override.amount) == (200_00, 100_00)
    assert plan.rewards_of(Differential)[0].rates == {"district": 20_00, "city": 30_00, "province": 50_00}
    assert [(one.rank, one.amount) for one in plan.rewards_of(DailyPool)] == [
        ("district", 1000),
        ("city", 1000),
        ("province", 1000),
    ]
    assert plan.rewards_of(Peer)[0].rate == Fraction(1, 10)
    assert plan.entry_package == "p699"
    assert most_paid(plan, "p699") == 410_00


def test_a_plan_is_found_by_name_and_by_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(to_yaml(load_plan("chain_699")), encoding="utf-8")
    assert load_plan("chain_699") == load_plan(file) == load_plan(str(file))


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"no plan 'chain_698': give a YAML file, or one of .*chain_699"):
        load_plan("chain_698")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        load_plan(tmp_path / "nothing.yaml")


def test_the_hash_is_of_the_content_not_of_layout_or_comments() -> None:
    plan = parse_plan(TEXT, "x")
    assert parse_plan("# a comment\n" + TEXT.replace("200.00", '"200"'), "x").hash == plan.hash
    assert parse_plan(TEXT.replace("10 %", "1/10"), "x").hash == plan.hash
    assert parse_plan(TEXT.replace("200.00", "200.01"), "x").hash != plan.hash


def test_a_plan_written_as_yaml_is_read_to_the_same_plan() -> None:
    plan = parse_plan(TEXT.replace("time_zone", "valid_from: 2026-02-01\ntime_zone", 1), "x")
    assert parse_plan(to_yaml(plan), "x") == plan
    assert plan_from_data(to_data(plan)) == plan


def test_a_plan_without_a_fund_holds_nothing_and_is_written_without_one() -> None:
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("fund"))
    plan = parse_plan(text, "x")
    assert plan.fund is None
    assert parse_plan(to_yaml(plan), "x") == plan


def test_valid_from_is_midnight_in_the_plans_zone() -> None:
    plan = parse_plan(TEXT.replace("time_zone", "valid_from: 2026-02-01\ntime_zone", 1), "x")
    assert plan.valid_from is not None
    assert plan.starts == day_start(plan.valid_from, plan.zone)
    assert parse_plan(TEXT, "x").starts is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "kind: override",
            "kind: overide",
            "line 49, rewards[1]: the kind 'overide' is unknown; known are direct,",
        ),
        (
            "kind: direct, count",
            "kind: teams, count",
            "the kind 'teams' is unknown; known are registered, package,",
        ),
        ("{kind: registered}", "{count: 3}", "line 16, ranks[0].conditions[0]: this needs a kind"),
        ("amount: 200.00", "amount: 2oo", "line 48, rewards[0].amount: '2oo' is no amount"),
        ("amount: 200.00", "amount: 200.005", "rewards[0].amount: '200.005' is no amount"),
        ("amount: 200.00", "amount: -200.00", "rewards[0].amount: '-200.00' is no amount"),
        ("amount: 200.00", "amount: [200]", "rewards[0].amount: an amount is a decimal in text"),
        ("10 %", "ten", "line 50, rewards[2].rate: a rate is a percentage"),
        ("10 %", "101 %", "line 50, rewards[2].rate: "),
        ("count: 2", "count: 0", "line 25, ranks[2].conditions[1].count: a whole number from 1 on"),
        ("each: per_leg", "each: leg", "ranks[4].conditions[2].each: a whole number, or per_leg"),
        ("name: mine\n", "", "name: this field is missing"),
        ("name: mine", "name: My plan", "line 2, name: a name of small letters"),
        ("currency: CNY", "currency: yuan", "line 3, currency: "),
        ("head: keeps", "haed: keeps", "line 60, readings.haed: there is no such field"),
        ("first_two: contribute", "first_two: both", "readings.first_two: 'both' is not possible here"),
        ("{owner_rank: partner}", "partner", "line 45, team: a map of fields is expected"),
        (
            "conditions:\n      - {kind: registered}",
            "conditions: none",
            "ranks[0].conditions: a list is expected",
        ),
        (
            "time_zone",
            "valid_from: 2026-02-30\ntime_zone",
            "line 4, valid_from: a day such as 2026-01-31 is expected",
        ),
        ("currency: CNY", "currency: CNY\ncurrency: CNY", "line 4, currency: the field is there twice"),
        ("name:", "- name:", "mine.yaml, line 3: this is not YAML"),
        # What the fields alone do not show.
        ("Asia/Shanghai", "Asia/Nowhere", "line 4, time_zone: no time zone is called 'Asia/Nowhere'"),
        (
            "product_id: P999",
            "product_id: P699",
            "line 8, packages.p999.product_id: P699 is already the package p699",
        ),
        (
            "package: p999",
            "package: p998",
            "line 30, ranks[3].conditions[1].package: the plan has no package 'p998'",
        ),
        ("owner_rank: partner", "owner_rank: boss", "line 45, team.owner_rank: the plan has no rank 'boss'"),
        ("{district: 20.00", "{boss: 20.00", "line 51, rewards[3].rates.boss: the plan has no rank 'boss'"),
        ("id: city", "id: district", "ranks[4].id: the rank district is there twice"),
        ("owner_rank: partner", "owner_rank: visitor", "team.owner_rank: visitor is the rank that everybody"),
        ("recruit_rank: partner", "recruit_rank: visitor", "fund.recruit_rank: visitor is the rank that"),
        ("{district: 20.00", "{visitor: 5.00, district: 20.00", "rewards[3].rates.visitor: visitor is the"),
        ("p699, rank: district", "p699, rank: visitor", "rewards[4].rank: visitor is the rank that"),
        ("city: 30.00", "city: 3.00", "line 51, rewards[3].rates: the rate of city falls below 20.00"),
        (", province: 50.00", "", "the rate of province falls below 30.00"),
        (
            "price: 699.00",
            "price: 409.99",
            "packages.p699.price: one package pays out up to 410.00 and costs only 409",
        ),
        (
            "kind: pool, package: p699, rank: city",
            "kind: pool, package: p699, rank: district",
            "rewards[5]: a second pool",
        ),
        (
            "{kind: package, package: p699}",
            "{kind: rank, rank: visitor}",
            "the second rank has one condition, a package",
        ),
        ("{kind: registered}", "{kind: package, package: p999}", "the lowest rank has one condition"),
        ("{kind: rank, rank: district}", "{kind: rank, rank: partner}", "the rank city needs the condition"),
        (
            "package: p999}",
            "package: p699}",
            "ranks[3].conditions[1]: every rank from member on has bought p699",
        ),
        ("count: 3, rank: member", "count: 3, rank: city", "district can only count members of lower ranks"),
        ("of: [direct, override]", "of: [direct, direct]", "rewards[2].of: a kind is named twice"),
    ],
)
def test_a_wrong_plan_is_refused_with_file_line_field_and_words(old: str, new: str, message: str) -> None:
    refusal = _refusal(old, new)
    assert refusal.startswith("mine.yaml")
    assert message in refusal


def test_all_mistakes_are_told_at_once() -> None:
    assert len(_refusal("currency: CNY\ntime_zone: Asia/Shanghai", "curency: CNY").splitlines()) == 3


@pytest.mark.parametrize("text", ["", "- a\n- b", "just text"])
def test_what_is_no_map_is_no_plan(text: str) -> None:
    with pytest.raises(UserError, match=r"mine.yaml: "):
        parse_plan(text, "mine.yaml")


@pytest.mark.parametrize("currency", ["JPY", "KRW", "CLP", "KWD", "CLF"])
def test_a_currency_that_is_not_divided_into_hundredths_is_refused(currency: str) -> None:
    words = f"money here has two decimals, and {currency} is not divided into hundredths"
    assert _refusal("currency: CNY", f"currency: {currency}") == f"mine.yaml, line 3, currency: {words}"
    assert get_currency_precision(currency) != 2
