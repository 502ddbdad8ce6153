"""Numbers from outside: what is one, and that none takes long."""

import time
from decimal import Decimal

import pytest

from graph.errors import UserError
from graph.money import MAX_AMOUNT, MAX_MINOR, nearest_minor, to_minor
from graph.numbers import decimal_number, whole_number
from graph.plan import parse_plan
from tests.unit.test_plan import TEXT

NINES = "9" * 4000
NONE = (
    "9e999990",
    "-9e999990",
    "9e-999990",
    "1e999999",
    NINES,
    "9" * 5000,
    "NaN",
    "sNaN",
    "Infinity",
    "１２",
    "1_000",
    "",
    " 1",
    "+1",
    "0x10",
    "1,000",
    "1.",
    ".5",
    "--1",
)


@pytest.mark.parametrize("value", [*NONE, True, False, None, float("nan"), float("inf"), [1], {}])
def test_what_is_no_number_is_none_at_once(value: object) -> None:
    begun = time.process_time()
    assert decimal_number(value) is None
    assert whole_number(value, range(-(2**63), 2**63)) is None
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("value", "minor"),
    [
        ("-12.50", -1250),
        (50.5, 5050),
        (7, 700),
        ("0.019", 1),
        ("92233720368547758.07", MAX_MINOR),
        ("92233720368547758.08", MAX_MINOR),
        (-1e300, -MAX_MINOR),
        (10**4200, MAX_MINOR),
    ],
)
def test_an_amount_is_exact_and_never_larger_than_64_bits(value: object, minor: int) -> None:
    found = decimal_number(value)
    assert isinstance(found, Decimal)
    assert nearest_minor(found) == minor


def test_a_whole_number_lies_within_its_bounds() -> None:
    assert [whole_number(one, range(1, 10)) for one in (1, "9", 0, 10, "007")] == [1, 9, None, None, 7]
    assert whole_number(1.0, range(5)) is None


TOO_LARGE = ("100000000000.01", "92233720368547758.08", NINES, "9" * 5000, "9" * 1_000_000)


@pytest.mark.parametrize("text", TOO_LARGE)
def test_an_amount_that_no_sum_could_take_is_refused_in_a_short_sentence(text: str) -> None:
    with pytest.raises(UserError, match=r"at most 100000000000\.00") as caught:
        to_minor(text)
    assert len(str(caught.value)) < 200


def test_zeros_before_an_amount_are_no_digits_of_it() -> None:
    assert to_minor("0" * 5000 + "100000000000.00") == MAX_AMOUNT
    assert to_minor("0") == 0


@pytest.mark.parametrize("number", [one for one in NONE if one == one.strip()])
def test_a_plan_takes_none_of_them_as_amount_rate_or_count(number: str) -> None:
    begun = time.process_time()
    for old, new in (("699.00", number), ("10 %", number), ("count: 3", f"count: {number}")):
        assert old in TEXT
        with pytest.raises(UserError):
            parse_plan(TEXT.replace(old, new, 1), "mine.yaml")
    assert time.process_time() - begun < 1
