"""Kinds of rewards and conditions: each is whole, and one that lacks a part is refused before it pays."""

import dataclasses
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from graph.catalogue import statement
from graph.errors import UplineError
from graph.kinds import conditions, rewards
from graph.kinds.condition import ConditionKind, Have, Wording
from graph.kinds.conditions.package import HoldsPackage
from graph.kinds.registry import listed
from graph.kinds.reward import PaysOrders, RewardKind, RewardPart, SharesDays
from graph.kinds.rewards import direct
from graph.nightly import steps, values
from graph.nightly.calendar import calendar_between
from graph.nightly.inputs import Night
from graph.plan import load_plan
from graph.plan.checks import most_paid, problems
from graph.plan.model import Fund
from graph.plan.windows import windows
from graph.words.reasons import add_words, reason, texts

PLAN = load_plan("chain_699")
DOCS = Path(__file__).parents[2] / "docs" / "plans.md"


class Bonus(RewardPart):
    """A bonus that no plan pays."""

    kind: Literal["bonus"]


_DIRECT: RewardKind[Any] = direct.KIND
BONUS: RewardKind[Any] = dataclasses.replace(
    _DIRECT, name="bonus", part=Bonus, most_paid=lambda _plan, _package: Fraction(300_00)
)


@pytest.mark.parametrize("sort", [RewardKind, ConditionKind, PaysOrders, SharesDays])
def test_no_part_of_a_kind_can_be_left_out(sort: type) -> None:
    parts = {field.name: None for field in dataclasses.fields(sort)}
    for left_out in parts:
        with pytest.raises(TypeError, match=f"missing .* '{left_out}'"):
            sort(**{name: part for name, part in parts.items() if name != left_out})


@pytest.mark.parametrize(
    ("kinds", "refusal"),
    [
        ([direct.KIND, direct.KIND], "'direct' of graph.kinds.rewards is listed twice"),
        ([dataclasses.replace(direct.KIND, name="bonus")], r"'bonus' .* need `kind: Literal\['bonus'\]`"),
        ([BONUS], r"'bonus' of graph.kinds.rewards has no words: write bonus.yaml"),
    ],
)
def test_a_kind_is_listed_once_under_its_name_and_with_words(kinds: list[Any], refusal: str) -> None:
    with pytest.raises(UplineError, match=refusal):
        listed("graph.kinds.rewards", kinds, statements="nightly/rewards")


def test_a_reward_kind_is_listed_with_its_statement() -> None:
    with pytest.raises(
        UplineError, match=r"'direct' .* has no statement: write cypher/nightly/checks/direct\.cypher"
    ):
        listed("graph.kinds.rewards", [direct.KIND], statements="nightly/checks")


@pytest.mark.parametrize(
    "words",
    [
        {"names": {"english": {"name": "bonus"}}, "sentences": {}},
        {"sentences": {"plan_bonus": {"english": "so much"}}},
        {"sentences": {"is_sponsor": {"english": "said already", "chinese": "已有"}}},
    ],
)
def test_words_of_a_kind_are_in_both_languages_and_said_once(words: dict[str, Any]) -> None:
    there = {section: dict(said) for section, said in texts("chinese").items()}
    with pytest.raises(KeyError):
        add_words(there, "bonus", words, "chinese")


@pytest.mark.parametrize("kind", rewards.KINDS, ids=lambda kind: kind.name)
def test_every_reward_kind_has_statement_words_and_a_line_in_the_docs(kind: RewardKind[Any]) -> None:
    assert statement(f"nightly/rewards/{kind.name}")
    for language in ("english", "chinese"):
        assert all(kind.name in texts(language)[section] for section in ("kinds", "totals", "labels"))
    assert f"| `{kind.name}` |" in DOCS.read_text(encoding="utf-8")
    assert kind.figures <= kind.part.model_fields.keys()


@pytest.mark.parametrize("kind", conditions.KINDS, ids=lambda kind: kind.name)
def test_every_condition_has_a_line_in_the_docs(kind: ConditionKind[Any]) -> None:
    assert f"| `{kind.name}` |" in DOCS.read_text(encoding="utf-8")


def test_a_kind_that_pays_orders_without_its_part_in_the_statement_stops_the_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert isinstance(direct.KIND.pays, PaysOrders)
    monkeypatch.setitem(rewards.OF_ORDERS, "bonus", direct.KIND.pays)
    with pytest.raises(UplineError, match="differ: nightly/rewards/bonus"):
        values.rewards(PLAN)


def test_a_kind_that_takes_the_parameter_of_another_stops_the_night(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = dataclasses.replace(rewards.OF_ORDERS["peer"], parameters=rewards.OF_ORDERS["direct"].parameters)
    monkeypatch.setitem(rewards.OF_ORDERS, "peer", taken)
    with pytest.raises(UplineError, match="the kind peer takes parameters of another: direct"):
        values.rewards(PLAN)


def test_a_condition_whose_statements_meet_nobody_stops_the_night(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = dataclasses.replace(conditions.BY_NAME["legs"], steps=lambda _one, _plan: [])
    monkeypatch.setitem(conditions.BY_NAME, "legs", silent)
    night = Night(1, 0, 0, windows([PLAN]), calendar_between(0, 0, PLAN.zone))
    with pytest.raises(UplineError, match="the condition legs has no statement with \\$position"):
        list(steps.ranks(night))


def test_a_condition_that_is_no_kind_there_is_promotes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(conditions.BY_NAME, "legs")
    night = Night(1, 0, 0, windows([PLAN]), calendar_between(0, 0, PLAN.zone))
    with pytest.raises(KeyError):
        list(steps.ranks(night))


def test_the_guard_of_the_payout_looks_at_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    assert most_paid(PLAN, "p699") == 410_00
    monkeypatch.setattr(rewards, "KINDS", (*rewards.KINDS, BONUS))
    assert most_paid(PLAN, "p699") == 710_00
    refused = [words for path, words in problems(PLAN) if path == ("packages", "p699", "price")]
    assert [str(one) for one in refused] == ["one package pays out up to 710.00 and costs only 699.00"]


def test_the_fund_holds_kinds_that_pay_orders_and_no_others() -> None:
    fund = PLAN.fund
    assert fund is not None
    data = fund.model_dump()
    assert Fund.model_validate({**data, "of": tuple(rewards.OF_ORDERS)})
    known = ", ".join(map(repr, list(rewards.OF_ORDERS)[:-1]))
    for other in rewards.BY_NAME.keys() - rewards.OF_ORDERS.keys():
        with pytest.raises(ValidationError, match=f"Input should be {known} or"):
            Fund.model_validate({**data, "of": (other,)})


def test_kinds_are_shown_in_the_order_of_the_list_and_unknown_ones_refused() -> None:
    assert rewards.in_order(["pool", "peer", "direct", "peer"]) == ["direct", "peer", "pool"]
    with pytest.raises(UplineError, match="does not know: bonus"):
        rewards.in_order(["direct", "bonus"])


def test_what_a_condition_has_is_put_into_words_only_when_somebody_asks() -> None:
    def never() -> Wording:
        raise AssertionError

    assert not Have(1, 2, never).met
    one = HoldsPackage(kind="package", package="p699")
    assert conditions.BY_NAME["package"].describe(one, PLAN) == reason("plan_package", package="p699")
