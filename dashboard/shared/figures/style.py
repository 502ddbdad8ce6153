"""How all figures look: one template, and a colour per kind of reward.

Colours are those of Okabe and Ito, which people with any colour vision tell apart; the text of a figure
takes the page's colour by CSS (assets/upline.css), so that light and dark need no redrawing.
"""

from typing import Any

import plotly.graph_objects as go

from dashboard.shared.figures.plain import all_plain, plain_text
from dashboard.words import language
from graph.kinds import rewards
from graph.words.reasons import texts

BLUE, SKY, GREEN, YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
ORANGE, RED, PURPLE, GREY = "#E69F00", "#D55E00", "#CC79A7", "#8C8C8C"
WINE = "#882255"  # of Tol, for a ninth series
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, RED, YELLOW, GREY)
"""For series of any sort, in this order."""

_TEXTS = {"zh": "chinese", "en": "english"}
KINDS = rewards.ENTRY_KINDS
"""The kinds of entries, in the order in which figures show them."""
_PALETTE = (BLUE, GREEN, SKY, ORANGE, PURPLE, RED, YELLOW, GREY, WINE)
_KIND_COLOURS = dict(zip(KINDS, _PALETTE[: len(KINDS)], strict=True))  # a kind without a colour is an error


def kind_name(kind: str) -> str:
    """Return a kind of reward in the language of the request."""
    return texts(_TEXTS[language()])["labels"][kind]


def source_name(source: str) -> str:
    """Return the source of an entry: a kind that it matches in words; a generation or a month as it is."""
    return texts(_TEXTS[language()])["labels"].get(source, source)


def kind_colour(kind: str) -> str:
    """Return the colour of a kind of reward."""
    return _KIND_COLOURS[kind]


def styled(drawn: go.Figure, **layout: Any) -> go.Figure:  # noqa: ANN401 - what plotly takes
    """Return a figure in the common look; `layout` is added to it, such as barmode or yaxis.

    Its texts are shown as they are, none is markup: add what has a text before this.
    """
    clear = "rgba(0,0,0,0)"
    drawn.update_layout(
        template="none",
        paper_bgcolor=clear,
        plot_bgcolor=clear,
        modebar={"bgcolor": clear, "color": GREY, "activecolor": BLUE},
        margin={"l": 56, "r": 16, "t": 44, "b": 40},
        font={"family": 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'},
        colorway=list(COLOURS),
        hovermode="x unified",
        # From the top of the figure down, in its margin: one that wraps never lies on the plot.
        legend={"orientation": "h", "yref": "container", "y": 1, "yanchor": "top", "x": 0},
        separators=".,",
        hoverlabel={"namelength": -1},
    )
    drawn.update_xaxes(automargin=True, zeroline=False, showgrid=False)
    drawn.update_yaxes(automargin=True, zeroline=False, gridcolor="rgba(128,128,128,0.25)")
    return all_plain(drawn.update_layout(**layout))


def month_axis() -> dict[str, Any]:
    """Return an x axis of months: plotly's own short Chinese months are bare numerals."""
    return {
        "type": "date",
        "tickformat": "%-m月\n%Y年" if language() == "zh" else "%b\n%Y",
        "hoverformat": "%Y年%-m月" if language() == "zh" else "%b %Y",
        "dtick": "M1",
        "tickangle": 0,
    }


def wordy_figure(words: str) -> go.Figure:
    """Return a figure that only says something: that there is nothing, or why it cannot be read."""
    drawn = styled(go.Figure(), xaxis={"visible": False}, yaxis={"visible": False})
    return drawn.add_annotation(
        text=plain_text(words),
        showarrow=False,
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        font={"size": 14, "color": GREY},
    )
