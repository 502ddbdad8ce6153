"""Cards of one figure, with what it was a month before."""

from dataclasses import dataclass
from decimal import Decimal

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import change
from dashboard.shared.icons import icon
from dashboard.words import _


@dataclass(frozen=True)
class Trend:
    """How a figure moved: `change` relative to before (0.1: a tenth more), in points for rates; in words.

    good: whether more is better (True), less is (False), or neither: a ratio that costs one and pays another.
    """

    change: float
    words: str
    good: bool | None = True

    @property
    def icon(self) -> str:
        """The arrow of the direction."""
        if self.change > 0:
            return "arrow-up-right"
        return "arrow-down-right" if self.change < 0 else "arrow-right"

    @property
    def look(self) -> str:
        """What the change means: more (better), less (worse), or same (neither)."""
        if self.good is None or not self.change:
            return "same"
        return "more" if (self.change > 0) == self.good else "less"


def relative_trend(now: int, then: int, days: str, *, good: bool | None = True) -> Trend | None:
    """Return how much a figure changed relative to some days before; None where that was nothing."""
    if then <= 0:
        return None
    moved = now / then - 1
    return Trend(moved, _("{change} on {month}").format(change=change(moved), month=days), good)


def points_trend(
    now: Decimal | float | None, then: Decimal | float | None, days: str, *, good: bool | None = True
) -> Trend | None:
    """Return how many percentage points a rate changed; None where one of the two is not there."""
    if now is None or then is None:
        return None
    moved = float(now) - float(then)
    words = _("{points} points on {month}")
    return Trend(moved, words.format(points=f"{moved * 100:+.1f}", month=days), good)


def stat_card(
    label: str | Component,
    value: str | Component,
    *,
    trend: Trend | None = None,
    note: str = "",
    title: str = "",
) -> Component:
    """Return one figure with its name; `note` is a small line below, `title` the exact value on hover."""
    lines: list[Component] = [html.Dt(label), html.Dd(value, className="figure", title=title)]
    if trend is not None:
        lines.append(html.Dd([icon(trend.icon), " ", trend.words], className=f"trend trend-{trend.look}"))
    if note:
        lines.append(html.Dd(note, className="note"))
    card: Component = dmc.Paper(html.Dl(lines, className="stat"), withBorder=True, p="md", radius="md")
    return card
