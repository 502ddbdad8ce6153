"""The drawn tree: its elements for cytoscape, how they look, and the frame that keys are pressed in."""

import unicodedata
from collections.abc import Iterator
from math import sqrt
from typing import Any

import dash_cytoscape as cyto
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import change, count, money, short_count, short_money
from dashboard.pages.team.look import stylesheet
from dashboard.pages.team.tree import LEVEL, Branch, branches
from dashboard.shared import aria, icon
from dashboard.shared.figures.ranks import rank_colour, rank_icon, rank_name
from dashboard.words import _
from graph.plan.model import Plan
from graph.reads.tree import Node

HEIGHT = 600
_SMALLEST, _LARGEST = 20, 36
_SIGN_LEFT = 30
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
    node = branch.node
    figures = f"{short_money(node.now, plan.currency)} · {short_count(node.size)}"
    yield {
        "data": {
            "id": f"m:{node.member_id}",
            "member": node.member_id,
            "up": f"m:{branch.parent}" if branch.parent else "",
            "colour": rank_colour(plan, node.rank),
            "moved": _moved(node),
            "rank": node.rank,
            "icon": rank_icon(plan, node.rank),
            "size": _size(node, largest),
            "label": f"{cut(node.name or node.member_id)}\n{figures}",
            "told": node_words(node, plan),
            "opened": int(branch.opened),
            "recruits": node.recruits,
        },
        "position": {"x": branch.x, "y": branch.y},
    }
    if branch.parent:
        yield _edge(branch.parent, f"m:{node.member_id}")
    if branch.parent and node.recruits:
        yield {
            "data": {
                "id": f"sign:{node.member_id}",
                "member": node.member_id,
                "up": f"m:{node.member_id}",
                "sign": "−" if branch.opened else "+",
                "opened": int(branch.opened),
                "told": opening_words(branch),
            },
            "position": {"x": branch.x - _SIGN_LEFT, "y": branch.y},
        }


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


def opening_words(branch: Branch) -> str:
    """Return what a click on the sign of a member does."""
    words = _("close {name}") if branch.opened else _("open {name}")
    return words.format(name=branch.node.name or branch.node.member_id)


def _moved(node: Node) -> str:
    """Return whether the group's volume of the month is `more` or `less` than that of the one before."""
    if node.now == node.before:
        return "same" if node.now else "none"
    return "more" if node.now > node.before else "less"


def _edge(parent: str, ident: str) -> dict[str, Any]:
    return {"data": {"id": f"e:{ident}", "source": f"m:{parent}", "target": ident}}


def _size(node: Node, largest: int) -> float:
    share = min(max(node.now, 0) / largest, 1) if largest > 0 else 0
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(share), 1)


def node_words(node: Node, plan: Plan) -> str:
    """Return a member in words: who it is, the month's group volume and its change, team and recruits."""
    name = f"{node.name} ({node.member_id})" if node.name else node.member_id
    words = _("{name}: {rank}, group volume {volume} ({change}), team of {size}, {recruits} direct recruits")
    moved = change(node.now / node.before - 1) if node.before > 0 else _("none the month before")
    return words.format(
        name=name,
        rank=rank_name(plan, node.rank),
        volume=money(node.now, plan.currency),
        change=moved,
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
    colours = dmc.SegmentedControl(
        id="team-colours",
        value="rank",
        size="xs",
        data=[
            {"value": "rank", "label": _("Colour: rank")},
            {"value": "change", "label": _("Colour: change on the month before")},
        ],
    )
    tools = html.Div([colours, html.Div(buttons, className="team-buttons")], className="team-tools")
    return html.Div(
        [
            tools,
            html.Div(id="team-legend", className="team-legend"),
            html.Div(
                [keys, html.Div(id="team-card", hidden=True, **aria(hidden="true"))], className="team-drawing"
            ),
            html.Div(id="team-branches"),
            chosen,
            html.P(
                _(
                    "A click on a member shows it beside the tree, one on + opens it. With keys: arrows "
                    "move, Enter opens and closes, the space bar shows. Colour and icon are the rank, the "
                    "size is the group volume of the month; a label gives it and the people in the team. "
                    "The wheel zooms after a click into the drawing, or with Ctrl."
                ),
                id="team-help",
                className="words",
            ),
        ]
    )
