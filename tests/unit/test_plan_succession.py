"""Plans that follow each other in time."""

from typing import Any

import pytest

from graph.errors import UserError
from graph.plan import (
    Plan,
    check_succession,
    in_order,
    load_plan,
    plan_from_data,
    recorded_plan,
    restated,
    to_data,
    valid_plan,
)

FIRST = load_plan("chain_699")


def _later(valid_from: str = "2026-02-01", **changes: Any) -> Plan:
    return plan_from_data({**to_data(FIRST), "valid_from": valid_from, **changes})


def _rewards(place: int, **changes: Any) -> list[dict[str, Any]]:
    data = to_data(FIRST)["rewards"]
    return [{**reward, **changes} if number == place else reward for number, reward in enumerate(data)]


def test_a_later_plan_may_change_amounts_and_rates() -> None:
    check_succession([FIRST], _later(rewards=_rewards(0, amount="150.00"), name="cheaper"))
    check_succession([FIRST], _later(rewards=_rewards(2, rate="5 %")))
    rates = {"district": "10.00", "city": "10.00", "province": "40.00"}
    check_succession([FIRST], _later(rewards=_rewards(3, rates=rates)))


def test_a_later_plan_may_add_and_drop_kinds() -> None:
    level = {"kind": "level", "rates": ["5 %"]}
    check_succession([FIRST], _later(rewards=[*_rewards(0)[1:], level]))
    check_succession([FIRST], _later(rewards=[]))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("currency", {"currency": "USD"}),
        ("time_zone", {"time_zone": "UTC"}),
        ("readings", {"readings": {"holders": "at_least"}}),
        ("fund", {"fund": None}),
        ("team", {"team": {"owner_rank": "district"}}),
        (
            "packages",
            {"packages": {**to_data(FIRST)["packages"], "p1": {"product_id": "P1", "price": "1"}}},
        ),
        ("rewards", {"rewards": _rewards(0)[:-1]}),
        ("rewards", {"rewards": _rewards(1, payee_rank="district")}),
        ("rewards", {"rewards": _rewards(3, rates={"city": "50.00", "province": "50.00"})}),
    ],
)
def test_a_later_plan_may_change_nothing_else(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(
        UserError, match=f"changes {field}.* amounts and rates of rewards, and add or drop kinds"
    ):
        check_succession([FIRST], _later(**changes))


@pytest.mark.parametrize("valid_from", ["2026-02-01", "2026-01-31"])
def test_a_plan_starts_after_the_earlier_ones(valid_from: str) -> None:
    with pytest.raises(UserError, match="give cheaper a later valid_from"):
        check_succession(
            [FIRST, _later()], _later(valid_from, name="cheaper", rewards=_rewards(0, amount="1"))
        )


def test_a_changed_plan_without_valid_from_cannot_replace_the_first() -> None:
    with pytest.raises(UserError, match="already valid from the beginning"):
        check_succession([FIRST], plan_from_data({**to_data(FIRST), "rewards": _rewards(0, amount="1")}))


def test_a_plan_that_is_already_there_can_follow() -> None:
    check_succession([FIRST, _later()], FIRST)
    check_succession([FIRST, _later()], _later())


def test_the_plan_of_an_order_is_the_last_to_have_started() -> None:
    second, third = _later("2026-02-01"), _later("2026-03-01")
    plans = in_order([third, FIRST, second])
    assert plans == (FIRST, second, third)
    start = second.starts
    assert start is not None
    assert valid_plan(plans, start - 1) is FIRST
    assert valid_plan(plans, start) is second
    assert valid_plan([second], start - 1) is None


def test_a_calculation_needs_a_plan() -> None:
    with pytest.raises(UserError, match="needs a plan"):
        in_order([])


def _without_gifts(plan: Plan) -> dict[str, Any]:
    """Return a plan as it was kept before there was the reading `gifts`."""
    data = to_data(plan)
    return {**data, "readings": {name: one for name, one in data["readings"].items() if name != "gifts"}}


def test_a_run_from_before_gifts_were_told_apart_counted_them() -> None:
    assert recorded_plan(_without_gifts(FIRST)).readings.gifts == "packages"
    assert recorded_plan(to_data(FIRST)).readings.gifts == "none"


def test_plans_that_left_the_reading_open_take_it_from_one_of_them_that_says_it() -> None:
    plans = [plan_from_data(_without_gifts(one)) for one in (FIRST, _later())]
    assert [one.readings.gifts for one in plans] == ["none", "none"]
    said = FIRST.with_readings({"gifts": "packages"})
    counted = restated(plans, [said])
    assert [one.readings.gifts for one in counted] == ["packages", "packages"]
    check_succession(counted, said)
    assert restated(plans, [_later("2026-03-01", name="cheaper")]) == plans
    assert restated([FIRST], [said]) == [FIRST]
