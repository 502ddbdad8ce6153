"""Groups (拼团): which buying groups are open, succeeded or failed, and who leads them."""

from collections.abc import Sequence

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, html
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.i18n.format import count, money, percent, short_money
from dashboard.pages.groups import data
from dashboard.shared import (
    download_button,
    downloads,
    empty_state,
    grid,
    member_column,
    money_column,
    number_column,
    page_head,
    section,
    skeleton,
    stat_card,
)
from dashboard.shared.filter_callbacks import fill_part, follow_filters
from dashboard.shared.filters import Filters, filter_bar
from dashboard.words import N_, _
from graph.reads.groups import GroupState
from graph.service import Service

_STATES = {"open": N_("Open"), "succeeded": N_("Succeeded"), "failed": N_("Failed")}


def layout(search: str) -> Component:
    """Lay the page out; the filters are in its address."""
    return html.Div(
        [
            page_head(_("Groups"), html.Span(id="groups-scope"), filter_bar("groups", search)),
            html.Div(skeleton(110), id="groups-states", className="part"),
            html.Div(
                section(
                    _("Leaders"),
                    html.Div(skeleton(360, 6), id="groups-leaders"),
                    _("Groups that opened in these days, by who leads them; the channel is the leader's."),
                ),
                className="part",
            ),
            html.Div(
                section(
                    _("Single groups"),
                    html.Div(skeleton(360, 6), id="groups-list"),
                    _(
                        "Buyers are distinct ones who paid inside the window. Orders count once the "
                        "group succeeded, not before that moment (R12)."
                    ),
                ),
                className="part",
            ),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    ask = follow_filters(board, service, "groups")
    states, leaders, groups = (
        cached_by_run(data.states),
        cached_by_run(data.leaders),
        cached_by_run(data.groups),
    )

    def fill_states(context: Context, filters: Filters, _search: str) -> Component:
        return _cards(states(context, filters), context)

    def fill_leaders(context: Context, filters: Filters, search: str) -> Component:
        context.note_list("groups", search.removeprefix("?"))
        return _leaders(leaders(context, filters))

    def fill_groups(context: Context, filters: Filters, _search: str) -> Component:
        return _groups(groups(context, filters), context.run.plans[0].min_buyers)

    fill_part(board, ask, address, "groups-states", fill_states)
    fill_part(board, ask, address, "groups-leaders", fill_leaders)
    fill_part(board, ask, address, "groups-list", fill_groups)
    for ident in ("groups-of-leaders", "groups-single"):
        downloads(board, ident)


def _cards(states: Sequence[GroupState], context: Context) -> Component:
    by_state = {one.state: one for one in states}
    opened, succeeded, failed = (by_state[name] for name in ("open", "succeeded", "failed"))
    over, currency = succeeded.groups + failed.groups, context.run.plans[-1].currency
    share = percent(succeeded.groups / over if over else None)
    cards = [
        stat_card(_("Open"), count(opened.groups), note=_("their windows are not over")),
        stat_card(
            _("Succeeded"), count(succeeded.groups), note=_("{share} of those decided").format(share=share)
        ),
        stat_card(_("Failed"), count(failed.groups), note=_("their orders count for nothing")),
        stat_card(
            _("Bought in groups"),
            short_money(succeeded.net, currency),
            note=_("{number} orders that count").format(number=count(succeeded.orders)),
            title=money(succeeded.net, currency),
        ),
    ]
    row: Component = dmc.SimpleGrid(cards, cols={"base": 2, "lg": 4})
    return row


def _leaders(frame: pd.DataFrame) -> Component:
    columns = [
        member_column("leader_id", _("Leader")),
        {"field": "name", "headerName": _("Leader's name"), "filter": "agTextColumnFilter"},
        number_column("groups", _("Groups")),
        number_column("open", _("Open")),
        number_column("succeeded", _("Succeeded")),
        number_column("failed", _("Failed")),
        number_column("orders", _("Orders")),
        money_column("net", _("Bought")),
    ]
    return _table("groups-of-leaders", columns, frame, _("{number} leaders"))


def _groups(frame: pd.DataFrame, min_buyers: int) -> Component:
    columns = [
        {"field": "group_id", "headerName": _("Group"), "filter": "agTextColumnFilter"},
        member_column("leader_id", _("Leader")),
        {"field": "state", "headerName": _("State"), "filter": "agTextColumnFilter"},
        number_column("buyers", _("Buyers of {number} needed").format(number=min_buyers), minWidth=140),
        {"field": "opens", "headerName": _("Opens"), "minWidth": 165},
        {"field": "closes", "headerName": _("Closes"), "minWidth": 165},
        {"field": "success", "headerName": _("Succeeded at"), "minWidth": 165},
        number_column("orders", _("Orders")),
        money_column("net", _("Bought")),
    ]
    if len(frame):
        frame = frame.assign(state=[_(_STATES[state]) for state in frame["state"]])
    return _table("groups-single", columns, frame, _("{number} groups"))


def _table(ident: str, columns: list[dict[str, object]], frame: pd.DataFrame, words: str) -> Component:
    if frame.empty:
        return empty_state(_("No group opened in these days."))
    shown = words.format(number=count(len(frame)))
    if len(frame) == data.MOST:
        shown = _("The first {number}").format(number=count(len(frame)))
    foot = [html.P(shown, className="words"), download_button(ident)]
    return html.Div(
        [
            grid(ident, columns, height=360, rowData=frame.to_dict("records")),
            dmc.Group(foot, justify="space-between"),
        ]
    )
