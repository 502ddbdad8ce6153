"""Answers that are kept: of known channels, so many and so much, and no more."""

import pandas as pd
import pytest

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.shared.filters import filters_in
from graph.access import Role
from graph.errors import UserError
from tests.dashboard.conftest import Company


def counted(answer: object) -> tuple[list[str], object]:
    """Return what was really asked for, and a remembered function that answers everything with `answer`."""
    asked: list[str] = []

    def function(_context: Context, text: str) -> object:
        asked.append(text)
        return answer

    return asked, cached_by_run(function)


def test_an_answer_is_made_once_for_each_scope(company: Company) -> None:
    asked, answer = counted(1)
    for role in (Role.ADMIN, Role.ANALYST, Role.MANAGER, Role.MANAGER):
        assert answer(company.context(role), "a") == 1  # type: ignore[operator]
    assert asked == ["a", "a"]


@pytest.mark.parametrize(("rows", "number", "kept"), [(1, 70, 64), (100_000, 12, 9), (1_100_000, 2, 0)])
def test_answers_are_kept_by_number_and_by_size(company: Company, rows: int, number: int, kept: int) -> None:
    asked, answer = counted(pd.DataFrame({"month": range(rows)}))
    context = company.context()
    texts = list(map(str, range(number)))
    for text in [*texts, *reversed(texts)]:
        answer(context, text)  # type: ignore[operator]
    assert len(texts) * 2 - len(asked) == kept


def test_a_channel_longer_than_any_is_none() -> None:
    assert filters_in("?channel=" + "c" * 256).channel == "c" * 256
    with pytest.raises(UserError, match="no such channel"):
        filters_in("?channel=" + "c" * 257)
