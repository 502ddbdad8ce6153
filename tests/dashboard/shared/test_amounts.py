"""Amounts on axes are in the units of the reader's language, and what is pointed at is the whole amount."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.pages.team.figures import volumes
from dashboard.shared.figures.amounts import in_amounts
from dashboard.words import spoken_in


def bars(*amounts: float) -> go.Figure:
    """Return a figure of bars that stand on each other in one month."""
    drawn = go.Figure()
    for amount in amounts:
        drawn.add_bar(x=["2026-01-01"], y=[amount], hovertemplate="%{y:,.2f}")
    return drawn


def test_english_axes_shorten_by_thousands() -> None:
    with spoken_in("en"):
        drawn = in_amounts(bars(1_200_000))
    assert drawn.layout.yaxis.tickformat == "~s"
    assert list(drawn.data[0].y) == [1_200_000]


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [(1_200_000, "万", 120), (120_000_000, "亿", 1.2), (9_999, "", 9_999), (-50_000, "万", -5), (0, "", 0)],
)
def test_chinese_axes_count_by_ten_thousands_and_hundred_millions(
    amount: float, unit: str, shown: float
) -> None:
    with spoken_in("zh"):
        drawn = in_amounts(bars(amount))
    assert drawn.layout.yaxis.ticksuffix == unit
    assert list(drawn.data[0].y) == [shown]


def test_a_chinese_axis_reaches_as_high_as_the_stack() -> None:
    with spoken_in("zh"):
        drawn = in_amounts(bars(60_000_000, 60_000_000))
    assert drawn.layout.yaxis.ticksuffix == "亿"


def test_a_chinese_zero_has_no_unit() -> None:
    with spoken_in("zh"):
        drawn = in_amounts(bars(1_200_000))
    assert drawn.layout.yaxis.labelalias == {"0万": "0"}


def test_what_is_pointed_at_is_the_whole_amount() -> None:
    with spoken_in("zh"):
        drawn = in_amounts(bars(1_234_567.89))
    assert drawn.data[0].hovertemplate == "%{customdata:,.2f}"
    assert list(drawn.data[0].customdata) == [1_234_567.89]


def test_a_chinese_figure_of_volumes_is_in_these_units() -> None:
    found = pd.DataFrame({"month": ["2026-01"], "personal": [100], "team": [250_000_000], "over": [True]})
    with spoken_in("zh"):
        drawn = volumes(found)
    assert drawn.layout.yaxis.ticksuffix == "万"
    assert [list(one.y) for one in drawn.data] == [[250], [0.0001]]
