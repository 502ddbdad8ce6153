"""The drawn tree: its elements for cytoscape, how they look, and the frame that keys are pressed in."""

import unicodedata
from collections.abc import Iterator
from math import sqrt
from typing import Any

import dash_cytoscape as cyto
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money, short_count, short_money
from dashboard.pages.team.tree import LEVEL, Branch, branches
from dashboard.shared import aria, icon, icon_image
from dashboard.shared.figures.ranks import ICONS, rank_colour, rank_icon, rank_name
from dashboard.shared.figures.style import GREY
from dashboard.words import _
from graph.plan.model import Plan
from graph.reads.tree import Node

HEIGHT = 600
_SMALLEST, _LARGEST = 16, 34
_WIDEST = 24


def elements(top: Branch, plan: Plan) -> list[dict[str, Any]]:
    """Return nodes and edges of a tree with their places.

    A node's data: member (id), up (id of the node above), colour and icon (of the rank), size (pixels, by
    group volume of the month), label, told (all of it in words), and opened, recruits; one that stands for
    more has `more` and the member above it.
    """
    found = branches(top)
    largest = max((one.node.now for one in found[1:]), default=top.node.now)
    made: list[dict[str, Any]] = []
    for one in found:
        made.extend(_of_member(one, largest, plan))
        made.extend(_of_more(one))
    return made


def _of_member(branch: Branch, largest: int, plan: Plan) -> Iterator[dict[str, Any]]:
    node, sign = branch.node, ""
    if node.recruits:
        sign = " −" if branch.opened else " +"
    figures = f"{short_money(node.now, plan.currency)} · {short_count(node.size)}"
    yield {
        "data": {
            "id": f"m:{node.member_id}",
            "member": node.member_id,
            "up": f"m:{branch.parent}" if branch.parent else "",
            "colour": rank_colour(plan, node.rank),
            "icon": rank_icon(plan, node.rank),
            "size": _size(node, largest),
            "label": f"{cut(node.name or node.member_id)}\n{figures}{sign}",
            "told": node_words(node, plan),
            "opened": int(branch.opened),
            "recruits": node.recruits,
        },
        "position": {"x": branch.x, "y": branch.y},
    }
    if branch.parent:
        yield _edge(branch.parent, f"m:{node.member_id}")


def _of_more(branch: Branch) -> Iterator[dict[str, Any]]:
    if not branch.more:
        return
    ident = f"more:{branch.node.member_id}"
    words = _("+{number} more").format(number=count(branch.more))
    yield {
        "data": {
            "id": ident,
            "member": branch.node.member_id,
            "up": f"m:{branch.node.member_id}",
            "more": branch.more,
            "size": _SMALLEST,
            "label": words,
            "told": words,
        },
        "position": {"x": branch.x + LEVEL, "y": branch.more_y},
    }
    yield _edge(branch.node.member_id, ident)


def _edge(parent: str, ident: str) -> dict[str, Any]:
    return {"data": {"id": f"e:{ident}", "source": f"m:{parent}", "target": ident}}


def _size(node: Node, largest: int) -> float:
    share = min(max(node.now, 0) / largest, 1) if largest > 0 else 0
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(share), 1)


def node_words(node: Node, plan: Plan) -> str:
    """Return a member in one line of words: name, id, rank, group volume, team and recruits."""
    name = f"{node.name} ({node.member_id})" if node.name else node.member_id
    return _("{name}: {rank}, group volume {volume}, team of {size}, {recruits} direct recruits").format(
        name=name,
        rank=rank_name(plan, node.rank),
        volume=money(node.group, plan.currency),
        size=count(node.size),
        recruits=count(node.recruits),
    )


def cut(text: str) -> str:
    """Return a text that is short enough for a label; Chinese characters are two letters wide."""
    width = 0
    for place, one in enumerate(text):
        width += 2 if unicodedata.east_asian_width(one) in "WF" else 1
        if width > _WIDEST:
            return text[:place].rstrip() + "…"
    return text


def stylesheet() -> list[dict[str, Any]]:
    """Return how the tree looks; colours of text come from the page's scheme (assets/team/team.js)."""
    label = {
        "label": "data(label)",
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
        "width": "data(size)",
        "height": "data(size)",
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
        *ranks,
        {
            "selector": "node[more]",
            "style": {
                "shape": "round-rectangle",
                "background-opacity": 0,
                "border-width": 1.5,
                "border-style": "dashed",
                "border-color": GREY,
            },
        },
        {"selector": ":selected", "style": {"border-width": 3, "border-color": "#339af0"}},
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


def drawing() -> Component:
    """Return the place of the tree: the keys' frame, the buttons, and the line that names the chosen node."""
    graph = cyto.Cytoscape(
        id="team-graph",
        elements=[],
        stylesheet=stylesheet(),
        layout={"name": "preset", "fit": False},
        autoRefreshLayout=False,
        boxSelectionEnabled=False,
        autoungrabify=True,
        minZoom=0.15,
        maxZoom=2,
        style={"width": "100%", "height": HEIGHT},
        responsive=True,
    )
    keys = html.Div(
        graph,
        id="team-keys",
        className="team-keys",
        tabIndex=0,
        role="application",
        **aria(label=_("Tree of the team"), describedby="team-help"),
    )
    buttons = [
        dmc.ActionIcon(icon(name), id=f"team-{ident}", variant="default", size="lg", **aria(label=words))
        for ident, name, words in (
            ("nearer", "zoom-in", _("Zoom in")),
            ("farther", "zoom-out", _("Zoom out")),
            ("whole", "focus-centered", _("Show the whole tree")),
        )
    ]
    chosen = html.Div(
        [
            html.Div(html.Span(id="team-node"), role="status"),
            dcc.Link(_("Go to this member"), id="team-go", href="/dashboard/team", style={"display": "none"}),
        ],
        className="team-chosen",
    )
    return html.Div(
        [
            html.Div([keys, html.Div(buttons, className="team-buttons")], className="team-drawing"),
            chosen,
            html.P(
                _(
                    "A click opens and closes a member. With keys: arrows move, Enter opens and closes. "
                    "Colour and icon are the rank, the size is the group volume; a label gives group volume "
                    "and people in the team."
                ),
                id="team-help",
                className="words",
            ),
        ]
    )
