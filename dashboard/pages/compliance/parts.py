"""The parts of the compliance page: a card for each test, and the grids that lead to members."""

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count
from dashboard.pages.compliance.figures import number
from dashboard.shared import (
    download_button,
    empty_state,
    grid,
    icon,
    member_column,
    money_column,
    number_column,
    section,
)
from dashboard.shared.addresses import member_link
from dashboard.words import N_, _
from graph.compliance import Compliance, Figure, flag_law, flag_name
from graph.compliance.counting import MOST_LISTED, RECRUITS, RECRUITS_DAYS, RING, RING_DAYS
from graph.compliance.tables import list_rows

TITLES: Mapping[str, str] = {
    "roots": N_("Organisers: the largest trees"),
    "over_cap": N_("Paid more than 30% of their own sales"),
    "rings": N_("Rings of self-purchase"),
    "never_again": N_("Sponsors whose recruits never order again"),
    "beyond_goods": N_("Earned more than their group bought"),
}
"""What each list is called, in the order of the page."""


def card(figure: Figure) -> Component:
    """Return a test: its figure, on which side of the threshold it is and how far, and the article."""
    lines: list[Component] = [
        html.Dt(flag_name(figure.flag)),
        html.Dd(_value(figure), className="figure"),
        html.Dd(_state(figure)),
        html.Dd(distance_words(figure), className="note"),
    ]
    if figure.root_id:
        lines.append(html.Dd(member_link(figure.root_id), className="note"))
    lines.append(html.Dd(flag_law(figure.flag), className="note", style={"marginTop": 6}))
    made: Component = dmc.Paper(
        html.Dl(lines, className="stat"),
        withBorder=True,
        p="md",
        radius="md",
        id=f"compliance-{figure.flag.id}",
    )
    return made


def distance_words(figure: Figure) -> str:
    """Return how far a figure is from its threshold, and on which side; "" where there is no figure."""
    if figure.distance is None:
        return ""
    share = figure.under is not None
    gap = abs(float(figure.distance))
    far = _("{points} points").format(points=f"{gap * 100:.1f}") if share else count(round(gap))
    threshold = number(figure.flag, float(figure.flag.threshold))
    if not figure.crossed:
        words = _("{distance} left to the threshold of {threshold}")
    elif figure.flag.better == "below":
        words = _("{distance} beyond the threshold of {threshold}")
    else:
        words = _("{distance} short of the threshold of {threshold}")
    return words.format(distance=far, threshold=threshold)


def lists(panel: Compliance) -> list[Component]:
    """Return the lists of members, each with what it says."""
    notes = {
        "roots": _("Everybody below the head of a tree, itself included; visitors count, customers do not."),
        "over_cap": _(
            "Own sales: what direct recruits and the customers of its communities bought, net of refunds."
        ),
        "rings": _(
            "At least {accounts} accounts of one sponsor and one channel that joined in the same minute; "
            "each bought packages once, {days} days ago or more, and nothing else."
        ).format(accounts=RING, days=RING_DAYS),
        "never_again": _(
            "At least {recruits} direct recruits first ordered {days} days ago or more, and none ordered "
            "again."
        ).format(recruits=RECRUITS, days=RECRUITS_DAYS),
        "beyond_goods": _("The group: itself, its communities, and everybody below."),
    }
    return [
        html.Div(section(_(TITLES[name]), _list(panel, name), notes[name]), className="part")
        for name in TITLES
    ]


def _value(figure: Figure) -> str:
    return number(figure.flag, None if figure.value is None else float(figure.value))


def _state(figure: Figure) -> Component:
    if figure.value is None:
        return html.Span(_("nothing to look at"), className="note")
    sign, words, colour = (
        ("alert-triangle", _("beyond the threshold"), "#d55e00")
        if figure.crossed
        else ("circle-check", _("within the threshold"), "#009e73")
    )
    return html.Span([icon(sign, colour), " ", words])


def _list(panel: Compliance, name: str) -> Component:
    rows = list_rows(panel, name)
    if not rows:
        return empty_state(_("Nobody is listed here."))
    ident = f"compliance-{name}-rows"
    records = [{**row, "ratio": None if row.get("ratio") is None else float(row["ratio"])} for row in rows]
    shown = _("{number} rows").format(number=count(len(rows)))
    if len(rows) == MOST_LISTED:
        shown = _("The first {number} rows").format(number=count(len(rows)))
    foot = dmc.Group([html.P(shown, className="words"), download_button(ident)], justify="space-between")
    listed = grid(
        ident,
        columns(name, panel.run.plans[-1].currency),
        height=min(320, 110 + 42 * len(rows)),
        rowData=records,
    )
    return html.Div([dmc.Box(listed, my="sm"), foot])


def columns(name: str, currency: str) -> list[dict[str, Any]]:
    """Return the columns of a list."""

    def amount(field: str, title: str) -> dict[str, Any]:
        return money_column(field, f"{title} ({currency})", minWidth=130)

    member = member_column("member_id", _("Sponsor") if name == "rings" else _("Member"), minWidth=110)
    full_name = {"field": "name", "headerName": _("Full name"), "filter": "agTextColumnFilter"}
    earned = amount("earned", _("Earned"))
    share = number_column("ratio", _("Of own sales"), valueFormatter={"function": "percent(params.value)"})
    crossed = {str(True).lower(): _("yes"), str(False).lower(): _("no")}
    own: dict[str, list[dict[str, Any]]] = {
        "roots": [
            number_column("people", _("People")),
            number_column("levels", _("Levels")),
            {"field": "crossed", "headerName": _("Beyond both"), "refData": crossed},
        ],
        "over_cap": [
            earned,
            amount("sold", _("Own sales")),
            share,
            amount("retail_sold", _("To customers")),
            amount("retail_earned", _("Earned of customers")),
        ],
        "rings": [
            number_column("accounts", _("Accounts")),
            {"field": "channel", "headerName": _("Channel")},
            {"field": "joined_at", "headerName": _("Joined"), "minWidth": 170},
            amount("paid", _("Paid")),
            amount("earned", _("Rewards on it")),
            {
                "field": "account_ids",
                "headerName": _("Their ids"),
                "cellRenderer": "MemberLinks",
                "minWidth": 200,
            },
        ],
        "never_again": [number_column("recruits", _("Recruits")), earned],
        "beyond_goods": [earned, amount("goods", _("Group bought"))],
    }
    return [member, full_name, *own[name]]
