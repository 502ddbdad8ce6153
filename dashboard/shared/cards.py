"""Cards of one figure, with what it was a month before."""

from dataclasses import dataclass

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.shared.icons import icon


@dataclass(frozen=True)
class Trend:
    """How a figure moved: `change` relative to before (0.1: a tenth more), in points for rates; in words."""

    change: float
    words: str

    @property
    def icon(self) -> str:
        """The arrow of the direction."""
        if self.change > 0:
            return "arrow-up-right"
        return "arrow-down-right" if self.change < 0 else "arrow-right"


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
        direction = "more" if trend.change > 0 else "less" if trend.change < 0 else "same"
        lines.append(html.Dd([icon(trend.icon), " ", trend.words], className=f"trend trend-{direction}"))
    if note:
        lines.append(html.Dd(note, className="note"))
    card: Component = dmc.Paper(html.Dl(lines, className="stat"), withBorder=True, p="md", radius="md")
    return card
