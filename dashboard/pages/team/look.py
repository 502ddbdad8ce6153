"""How the drawn tree looks: colours by rank or by the change on the month before, labels, signs that open."""

from typing import Any

from dashboard.shared import icon_image
from dashboard.shared.figures.ranks import ICONS
from dashboard.shared.figures.style import GREY

MOVED = {"more": "#009e73", "less": "#d55e00", "same": "#868e96", "none": "#ced4da"}
"""The colours of nodes by how the group's volume moved on the month before: no two look alike to anybody."""
_AROUND = 12
"""Pixels around a node that a click reaches, too: 32 at least, and more on a touch screen."""


def stylesheet() -> list[dict[str, Any]]:
    """Return how the tree looks; colours of text come from the page's scheme (assets/team/team.js)."""
    label = {
        "text-wrap": "wrap",
        "text-halign": "right",
        "text-valign": "center",
        "text-margin-x": 6,
        "text-justification": "left",
        "font-size": 12,
        "line-height": 1.25,
        "font-family": 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
        "color": GREY,
        "text-background-opacity": 0.85,
        "text-background-padding": "2px",
        "text-background-shape": "roundrectangle",
        "text-events": "yes",
        "border-width": _AROUND,
        "border-opacity": 0,
    }
    ranks = [
        {
            "selector": f"node[icon = '{name}']",
            "style": {
                "background-color": "data(colour)",
                "background-image": icon_image(name, "#fff"),
                "background-fit": "none",
                "background-width": "62%",
                "background-height": "62%",
            },
        }
        for name in ICONS
    ]
    return [
        {"selector": "node", "style": label},
        {
            "selector": "node[size]",
            "style": {"label": "data(label)", "width": "data(size)", "height": "data(size)"},
        },
        *ranks,
        {
            "selector": "node[more]",
            "style": {
                "shape": "round-rectangle",
                "background-opacity": 0,
                "border-width": 1.5,
                "border-opacity": 1,
                "border-style": "dashed",
                "border-color": GREY,
            },
        },
        {
            "selector": "node[sign]",
            "style": {
                "label": "data(sign)",
                "text-valign": "center",
                "text-halign": "center",
                "text-margin-x": 0,
                "font-size": 14,
                "shape": "round-rectangle",
                "width": 18,
                "height": 18,
                "background-opacity": 0,
                "text-background-opacity": 1,
                "z-index": 2,
            },
        },
        *(
            {"selector": f"node.by-change[moved = '{moved}']", "style": {"background-color": colour}}
            for moved, colour in MOVED.items()
        ),
        {"selector": ".faint", "style": {"opacity": 0.15}},
        {
            "selector": ":selected",
            "style": {"border-width": 3, "border-color": "#339af0", "border-opacity": 1},
        },
        {
            "selector": "edge",
            "style": {
                "width": 1,
                "line-color": GREY,
                "line-opacity": 0.6,
                "curve-style": "taxi",
                "taxi-direction": "rightward",
                "taxi-turn": "184px",
                "events": "no",
            },
        },
    ]
