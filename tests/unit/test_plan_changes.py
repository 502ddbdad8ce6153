"""Changes of a plan by paths, and the quantities and choices of a plan that have such paths."""

from fractions import Fraction
from typing import Any

import pytest

from graph.errors import UserError
from graph.money import to_decimal
from graph.plan import Plan, change_plan, load_plan, shipped_plans, to_data
from graph.plan.knobs import Knob, knobs

CHAIN, LEVELS = load_plan("chain_699"), load_plan("two_level")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("rewards.override.amount", ("rewards", 1, "amount")),
        ("rewards.1.amount", ("rewards", 1, "amount")),
        ("rewards.direct.p699.amount", ("rewards", 0, "amount")),
        ("rewards.pool.city.amount", ("rewards", 5, "amount")),
        ("packages.p999.price", ("packages", "p999", "price")),
    ],
)
def test_a_path_leads_to_one_field(path: str, place: tuple[str | int, ...]) -> None:
    data: Any = to_data(change_plan(CHAIN, [f"{path}=80"]))
    for step in place[:-1]:
        data = data[step]
    assert data[place[-1]] == "80.00"


def test_changes_are_made_together_and_a_list_or_a_map_is_written_in_a_line() -> None:
    plan = change_plan(
        CHAIN,
        [
            "rewards.peer.rate=",
            "rewards.peer.generations=2",
            "rewards.peer.rates=[10 %, 5 %]",
            "rewards.direct.active={days: 30, own_volume: 699.00}",
            "rewards.pool.city=",
            "fund=",
        ],
    )
    data = to_data(plan)
    assert data["rewards"][2]["rates"] == ["1/10", "1/20"]
    assert data["rewards"][0]["active"] == {"days": 30, "own_volume": "699.00"}
    assert [one["rank"] for one in data["rewards"] if one["kind"] == "pool"] == ["district", "province"]
    assert plan.fund is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("rewards.override", "is no change of a plan: write FIELD=VALUE"),
        ("=80", "is no change of a plan"),
        ("rewards.overide.amount=80", "nothing called 'overide' in rewards; there is direct, override"),
        ("rewards.9.amount=80", "nothing called '9' in rewards"),
        ("rewards.pool.amount=5", "say which one, as rewards.pool.district, rewards.pool.city"),
        ("rewards.override.amont=80", r"rewards\[1\]\.override\.amont: there is no such field"),
        ("rewards.override.amount=eighty", "'eighty' is no amount"),
        ("rewards.override.amount=-1", "'-1' is no amount"),
        ("rewards.direct.amount=900", "one package pays out up to 1180.00 and costs only 699.00"),
        ("rewards.direct.active=[1", "this is not YAML"),
        ("fund.of.0=pool", "'pool' is not possible here"),
        ("name.first=a", "nothing called 'first' in name"),
        ("currency=JPY", "JPY is not divided into hundredths"),
        (f"{'a.' * 100_000}=1", "nothing called 'a'"),
    ],
)
def test_a_path_that_leads_nowhere_or_a_value_that_cannot_be_is_told(change: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        change_plan(CHAIN, [change])


def written(knob: Knob) -> str:
    if knob.unit == "amount":
        assert isinstance(knob.value, int)
        return to_decimal(knob.value)
    return str(knob.value)


@pytest.mark.parametrize("plan", [*map(load_plan, shipped_plans())], ids=lambda plan: plan.name)
def test_every_quantity_and_choice_of_a_plan_has_a_path_of_its_own(plan: Plan) -> None:
    found = knobs(plan)
    assert len({knob.path for knob in found}) == len(found)
    for knob in found:
        assert change_plan(plan, [f"{knob.path}={written(knob)}"]).hash == plan.hash
        for choice in knob.choices:
            assert getattr(_part(change_plan(plan, [f"{knob.path}={choice}"]), knob), knob.field) == choice


def _part(plan: Plan, knob: Knob) -> object:
    part: object = plan
    for step in knob.place[:-1]:
        part = part[step] if isinstance(part, tuple) and isinstance(step, int) else getattr(part, str(step))
    return part


def test_quantities_and_choices_are_read_off_the_parts_of_a_plan() -> None:
    found = {knob.path: (knob.unit, knob.value) for knob in knobs(CHAIN)}
    assert found["rewards.override.amount"] == ("amount", 100_00)
    assert found["rewards.differential.rates.province"] == ("amount", 50_00)
    assert found["rewards.peer.rate"] == ("rate", Fraction(1, 10))
    assert found["fund.orders"] == ("count", 10)
    assert found["readings.holders"] == ("choice", "exact")
    assert "rewards.level.rates.1" in {knob.path for knob in knobs(LEVELS)}
