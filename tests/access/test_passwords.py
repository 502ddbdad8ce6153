"""Which new passwords are refused, and why."""

import time
from contextlib import suppress

import pytest

from graph.access.passwords import (
    Weakness,
    WeakPasswordError,
    check_password,
    generated_password,
    hash_password,
    matches,
)

COMMON = [
    "password1234",
    "passwordpassword",
    "P@ssw0rd1234",
    "Password2026!",
    "qwertyuiop12",
    "1q2w3e4r5t6y",
    "123456789012",
    "abcdefghijkl",
    "aaaaaaaaaaaa",
    " " * 12,
    "drowssapdrowssap",
    "woaini1314520",
    "woaiwojia1314",
    "laopo5201314",
    "zhongguo2026",
    "zhangwei1990",
    "wangwei123456",
    "upline123456",
    "UplineUpline2026",
]


@pytest.mark.parametrize("password", COMMON)
def test_what_is_guessed_first_is_refused_with_what_to_do(password: str):
    with pytest.raises(WeakPasswordError, match=r"first that are guessed.*choose another") as refused:
        check_password(password)
    assert refused.value.weakness is Weakness.COMMON


@pytest.mark.parametrize("password", ["chenxiaoming1", "chenxiaomingchenxiaoming", "ChenXiaoming2026"])
def test_the_accounts_name_is_no_password(password: str):
    with pytest.raises(WeakPasswordError, match="account's name"):
        check_password(password, "chenxiaoming")


@pytest.mark.parametrize("password", ["", "short7x", "elevenchars", "x" * 1025, " " * 8])
def test_a_password_has_12_to_1024_characters(password: str):
    with pytest.raises(WeakPasswordError, match="12 to 1024 characters"):
        check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "a long enough password",
        "correct horse battery staple",
        "上海推荐网络真的很好用吗",
        "y0GtNci6DJjV",
        "密" * 3 + "x7Kq9!zRw",
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password: str):
    check_password(password, "chen")
    check_password(generated_password(), "chen")


@pytest.mark.parametrize("unit", ["a", "ab", "4@$5", "password", "🙂", "\ud800", "@2|x|(!0@x8[<e3g6%"])
def test_a_long_password_is_judged_in_no_time(unit: str):
    began = time.process_time()
    with suppress(WeakPasswordError):
        check_password((unit * 1024)[:1024], unit * 1024)
    assert time.process_time() - began < 0.5


def test_a_hash_of_a_password_that_would_be_refused_today_goes_on_working():
    assert matches(hash_password("password"), "password")
